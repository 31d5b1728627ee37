// SPDX-License-Identifier: EUPL-1.2
// A run as one JSON document (schema_version 1): names may be added, never taken away.
#pragma once
#include <functional>

#include "base/catalogue.hpp"
#include "findings/score.hpp"
#include "findings/wording.hpp"
#include "store/history.hpp"

namespace schouw {

// A waiver as JSON; `duty`: what it covers is a statutory duty, which remains.
Json waiver_json(const WaiverInfo& waiver, bool duty);

// The figures as printed, and the weights that they come from.
Json score_json(const Score& score);

// What was read of a source, with its control totals.
Json source_json(const SourceInfo& source, const Catalogue& catalogue);

// The run itself: its day, its hash, its signatures.
Json about_run(Store& store, const RunInfo& run);

// A check with its counts; `samples` as the run kept them.
Json check_json(const RunCheckInfo& check, const Json& samples, const Catalogue& catalogue);

// A finding as JSON. `definition` is its check as the run had it; `judged` the run that judged it
// last, when that is an earlier one. hide_personal: keys and facts of personal columns are left
// out (the waiver is not looked at: see document.cpp).
Json finding_json(const FindingInfo& finding, const Json& definition, const RunInfo& run,
                  const std::vector<SourceInfo>& sources, const Catalogue& catalogue,
                  const RunInfo* judged = nullptr, bool hide_personal = false);

// Days from when a finding was first seen to the day of the run, or to the day that it was closed.
long age_in_days(const FindingInfo& finding, const RunInfo& run);

// The whole document of a run; only findings for which `wanted` holds.
Json run_json(Store& store, const RunInfo& run, const Catalogue& catalogue,
              const std::function<bool(const FindingInfo&)>& wanted);

// The file, row and column of a finding, for "file:12".
Place place_of(const FindingInfo& finding, const Json& definition,
               const std::vector<SourceInfo>& sources);

// Definitions by check id, also of checks that took no part in the run but have findings.
std::map<std::string, Json> definitions_for(Store& store, const RunInfo& run,
                                            const std::vector<FindingInfo>& findings);

}  // namespace schouw
