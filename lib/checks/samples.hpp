// SPDX-License-Identifier: EUPL-1.2
// What auditors saw in reality, per check: the register with role "samples" of a run in, counts
// out.
#pragma once
#include <map>
#include <string>

#include "checks/rundb.hpp"

namespace schouw {

// Of the records that a person went to look at on or before the day of the run.
struct Sampled {
    long long existence = 0;     // confirmed: it was there
    long long operation = 0;     // confirmed: it worked over a period
    long long contradicted = 0;  // the register said otherwise
    long long not_shown = 0;
    std::string last_seen;  // ISO
};

// The columns that are read of that register.
const std::set<std::string>& sample_columns();

// Check → what was seen of it. Empty without such a register or record.
std::map<std::string, Sampled> samples_of(RunDb& database, const Schemas& schemas,
                                          const std::string& as_of);

}  // namespace schouw
