// SPDX-License-Identifier: EUPL-1.2
// A run as cron tells it: the difference from the run before it, and nothing when there is none.
#pragma once
#include <string>

#include "command.hpp"
#include "summary.hpp"

namespace schouw {

// On stdout a line fit for a mail's subject, then one line for each finding that changed; after
// that, on stderr, what could not be read and the remarks that are new. Nothing at all when no
// finding, no failure to read and no doubtful cell is other than it was in the run before. A replay
// is told in one line: nothing was recorded.
void print_changes(Store& store, const RunInfo& run, const RunChecks& checks, bool replay,
                   const Catalogue& words);

// Why a source makes a run incomplete, as a sentence; empty when it does not.
std::string trouble_of(const SourceInfo& source, const Catalogue& words);
// The same of a check.
std::string trouble_of(const RunCheckInfo& check, const Catalogue& words);

}  // namespace schouw
