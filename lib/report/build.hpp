// SPDX-License-Identifier: EUPL-1.2
// A recorded run and an edition in, the report as one value out.
#pragma once
#include "base/catalogue.hpp"
#include "registers/schema.hpp"
#include "report/edition.hpp"
#include "report/logs.hpp"
#include "report/model.hpp"
#include "store/history.hpp"

namespace schouw {

// Everything that the edition may not show is left out here, and listed in Report::left_out. The
// language is the catalogue's. The same run gives the same value. `document`: with
// Report::document, for the formats that are written from it; throws Error(usage) for an edition
// without findings, which would look as if there were none. `logs`: of an edition about logs.
Report build_report(Store& store, const RunInfo& run, const Schemas& schemas,
                    const Edition& edition, const Catalogue& catalogue, bool document = false,
                    const LogWish& logs = {});

}  // namespace schouw
