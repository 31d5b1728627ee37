// SPDX-License-Identifier: EUPL-1.2
// Checks in, the columns that hold a deadline out.
#pragma once
#include <map>
#include <set>
#include <string>

#include "checks/checklist.hpp"

namespace schouw {

// Register → date columns of which a check says, in `due`, that the record becomes a finding on
// that very day or the day after: `due_on`, `add_days(valid_until, 1)`, also within a condition or a
// SELECT on another register. A day from which a period is counted (add_months(adopted_on, 36)) is
// no deadline: it moves when the work is done.
std::map<std::string, std::set<std::string>> deadline_columns(const Law& law,
                                                              const Schemas& schemas);

}  // namespace schouw
