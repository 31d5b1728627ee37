// SPDX-License-Identifier: EUPL-1.2
// Which edition and which run a report is of, for every command that writes one.
#pragma once
#include <string>

#include "command.hpp"
#include "report/edition.hpp"

namespace schouw {

// The workspace's own edition of that name, else the shipped one.
Edition find_edition(const Shared& shared, const Schemas& schemas, const std::string& id);

// The run with this number; 0: the one that reading commands look at. Throws Error(usage).
RunInfo chosen_run(Store& store, const Shared& shared, long long id);

// The catalogue of a language of a report; that of the messages when none is asked for.
Catalogue report_words(const Shared& shared, const std::string& language);

}  // namespace schouw
