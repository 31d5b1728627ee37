// SPDX-License-Identifier: EUPL-1.2
// A report in, an Excel workbook out: the same report gives the same bytes.
#pragma once
#include <filesystem>

#include "report/model.hpp"

namespace schouw {

// Writes the whole workbook or leaves the old file. Text is only ever a string cell: never a
// formula, never a link. Throws Error(io) for a disk that is full or a folder that is not there.
void write_xlsx(const Report& report, const std::filesystem::path& path);

}  // namespace schouw
