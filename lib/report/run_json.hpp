// SPDX-License-Identifier: EUPL-1.2
// A run as one JSON document (schema_version 1): names may be added, never taken away.
#pragma once
#include <functional>

#include "base/catalogue.hpp"
#include "findings/score.hpp"
#include "findings/wording.hpp"
#include "store/history.hpp"

namespace schouw {

// The figures as printed, and the weights that they come from.
Json score_json(const Score& score);

// A finding as JSON. `definition` is its check as the run had it; `judged` the run that judged it
// last, when that is an earlier one.
Json finding_json(const FindingInfo& finding, const Json& definition, const RunInfo& run,
                  const std::vector<SourceInfo>& sources, const Catalogue& catalogue,
                  const RunInfo* judged = nullptr);

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
