// SPDX-License-Identifier: EUPL-1.2
// The checks that follow from a register's schema: filled in, references, present at all.
#pragma once
#include <string>
#include <vector>

#include "checks/checklist.hpp"

namespace schouw {

// <register>-<column>-missing for each column that must (where possible) be filled,
// <register>-<column>-dangling for each reference, <register>-<column>-unreferenced for
// references both ways, and <register>-absent. Their sentences come from templates/text.
std::vector<Check> derived_checks(const Schema& schema, const Schemas& schemas,
                                  const std::string& checklist);

}  // namespace schouw
