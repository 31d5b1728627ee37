// SPDX-License-Identifier: EUPL-1.2
// A run on a terminal: what was read, what was found.
#pragma once
#include <string>
#include <vector>

#include "command.hpp"

namespace schouw {

// `checks` are those of the run, read once.
using RunChecks = std::vector<RunCheckInfo>;

void print_summary(Store& store, const RunInfo& run, const RunChecks& checks, bool replay,
                   const Catalogue& words);
// What could not be read, and what is doubtful, on stderr.
void complain_about_sources(Store& store, const RunInfo& run, const RunChecks& checks,
                            const Shared& shared);
// Findings that are open at the severity or above it; "never" gives 0.
long long open_at_or_above(Store& store, const RunInfo& run, const RunChecks& checks,
                           const std::string& severity);

// The severities from heavy to light, and the rank of one of them (0 is the heaviest).
std::size_t severity_rank(const std::string& severity);

}  // namespace schouw
