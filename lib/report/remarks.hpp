// SPDX-License-Identifier: EUPL-1.2
// What reading noticed in a snapshot in, a report for those who keep the registers out.
#pragma once
#include "base/catalogue.hpp"
#include "registers/schema.hpp"
#include "report/model.hpp"
#include "store/history.hpp"

namespace schouw {

// Two sheets: every remark with its file, sheet, row, column, value, what is wrong and what was
// understood; and every source with its control totals, or why it could not be read. Values are
// shown as written, personal ones too: it is for who keeps the register.
Report remarks_report(Store& store, long long snapshot, const std::string& organisation,
                      const Schemas& schemas, const Catalogue& words);

// One remark as JSON documents have it.
Json remark_json(const SourceInfo& source, const Remark& remark, const Catalogue& words);

// What was understood; empty for a remark that is not about a value.
std::string understood(const SourceInfo& source, const Remark& remark, const Catalogue& words);

}  // namespace schouw
