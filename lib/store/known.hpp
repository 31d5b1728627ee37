// SPDX-License-Identifier: EUPL-1.2
// What is known after a run, per check: a run of some checklists does not make us forget the rest.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "store/history.hpp"

namespace schouw {

// A run of some checklists: its about has their ids under "chosen".
bool is_partial(const RunInfo& run);

// The checks as they stand after the run: those of the run, and where it was one of some
// checklists, those of earlier runs back to the last run of all of them; each check from the latest
// run that had it (RunCheckInfo::run). A check that is not in a later run of its own checklist was
// retired then. In the order of the last run of all.
std::vector<RunCheckInfo> checks_known(Store& store, const RunInfo& run);

// The runs that these checks come from, by number.
std::map<long long, RunInfo> runs_of(Store& store, const std::vector<RunCheckInfo>& checks);

// What these checks could not judge, each as in the run that it comes from.
std::vector<UnknownInfo> unknowns_known(Store& store, const std::vector<RunCheckInfo>& checks);
// What a person has to judge for these checks, likewise.
std::vector<UnknownInfo> waiting_known(Store& store, const std::vector<RunCheckInfo>& checks);

}  // namespace schouw
