// SPDX-License-Identifier: EUPL-1.2
// A report in, an Excel workbook out. Text is only ever a string cell: never a formula, never a
// link.
#pragma once
#include "report/formats.hpp"

namespace schouw {

void write_xlsx(const Report& report, const std::filesystem::path& path,
                const ReadBack& read_back = nullptr);

}  // namespace schouw
