// SPDX-License-Identifier: EUPL-1.2
// Counts of many runs: those of checks, without reading the same definition for each run again.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "store/history.hpp"

namespace schouw {

struct CheckCounts {
    std::string check;
    long long version = 0;  // of its definition
    long long met = 0, not_met = 0, unknown = 0, not_applicable = 0, to_judge = 0, waived = 0;
};

// Of each check that took part in the run, in the order of the run.
std::vector<CheckCounts> check_counts(Store& store, long long run);
std::optional<Json> definition_version(Store& store, long long version);

}  // namespace schouw
