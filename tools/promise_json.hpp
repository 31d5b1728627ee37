// SPDX-License-Identifier: EUPL-1.2
// Recommendations and promises as a program reads them.
#pragma once
#include <vector>

#include "findings/promises.hpp"
#include "store/history.hpp"

namespace schouw {

// The document of `schouw promises --json`: each of the list, and the totals over it.
Json promises_json(const std::vector<const Promise*>& list, const RunInfo& run,
                   const std::string& day);

// "no", "by_owner", "yes", "open", "unknown".
std::string verified_word(Verified verified);

}  // namespace schouw
