// SPDX-License-Identifier: EUPL-1.2
// A report in, an Excel workbook out: the same report gives the same bytes.
#pragma once
#include <filesystem>
#include <functional>
#include <vector>

#include "report/model.hpp"

namespace schouw {

// Looks at a workbook that was written, and at the number of cells with a value in each worksheet,
// before it takes its place; throws when it is not whole.
using ReadBack = std::function<void(const std::filesystem::path&, const std::vector<std::size_t>&)>;

// Writes the whole workbook or leaves the old file. Text is only ever a string cell: never a
// formula, never a link. Throws Error(io) for a disk that is full or a folder that is not there.
void write_xlsx(const Report& report, const std::filesystem::path& path,
                const ReadBack& read_back = nullptr);

}  // namespace schouw
