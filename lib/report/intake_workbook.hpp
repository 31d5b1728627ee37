// SPDX-License-Identifier: EUPL-1.2
// Registers in, an empty workbook out that people can fill in: drop-downs and explanations.
#pragma once
#include <filesystem>

#include "base/catalogue.hpp"
#include "registers/schema.hpp"
#include "report/format_xlsx.hpp"

namespace schouw {

// One sheet per register (header row, choices as drop-downs, a comment with what to fill in), in
// the language of the catalogue. Throws Error(io) when it cannot be written.
void write_intake_workbook(const Schemas& schemas, const Catalogue& catalogue,
                           const std::filesystem::path& path, const ReadBack& read_back = nullptr);

}  // namespace schouw
