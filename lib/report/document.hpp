// SPDX-License-Identifier: EUPL-1.2
// A round and an edition in; the run as one document for programs, as that edition may show it,
// out. Every machine format is written from it alone. Its shape: templates/schema.
#pragma once
#include "report/sheets.hpp"

namespace schouw {

// The whole document. What the edition may not show is not in it, and stands in "left_out"; add to
// Builder::leave_out first what the report as a whole leaves out.
Json document_of(Builder& builder);

// Only what can be counted: the run, its figures, checklists, registers and promises.
Json figures_of(Builder& builder);
// The same of a run by itself, without anything personal.
Json figures_of(Store& store, const RunInfo& run, const Schemas& schemas,
                const Catalogue& catalogue);

}  // namespace schouw
