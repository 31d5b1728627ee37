// SPDX-License-Identifier: EUPL-1.2
// A report in, an OpenDocument spreadsheet (ODF 1.3) out with the same sheets and cells as the
// Excel workbook. Text is only ever text: never a formula.
#pragma once
#include "report/formats.hpp"

namespace schouw {

void write_ods(const Report& report, const std::filesystem::path& path,
               const ReadBack& read_back = nullptr);

}  // namespace schouw
