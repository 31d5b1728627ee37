// SPDX-License-Identifier: EUPL-1.2
// The parts of the document of a run that may hold what an edition must hide: see document.hpp.
#pragma once
#include "report/sheets.hpp"

namespace schouw {

// The registers that all of its findings are about; empty for all.
std::vector<std::string> only_registers(const Edition& edition);
// Whether the edition has a place for the records of this register among its findings.
bool speaks_of(const Builder& builder, const std::string& register_id);

// Open findings in the order of the sheets, then those that this run closed. "change" says what
// happened since the run before: new, reopened, updated, unchanged, solved, withdrawn, lapsed,
// renamed.
Json findings_json(Builder& builder);

// Each waiver that covers an open finding, with how many it covers.
Json waivers_json(const Builder& builder);

// What reading noticed; null in an edition that hides personal columns, as any value may be one.
Json remarks_json(Builder& builder);

// How recommendations and promises stand: their totals, and each of them.
Json promises_json(const Builder& builder);

}  // namespace schouw
