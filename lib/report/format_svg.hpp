// SPDX-License-Identifier: EUPL-1.2
// A report in, each of its charts as a picture out: <sheet>-<number>.svg in a folder, or the one
// chart that there is in a file whose name ends with .svg.
#pragma once
#include "report/formats.hpp"

namespace schouw {

// Makes the folder when it is not there. Throws Error(usage) when there is no chart, or more than
// one for a single file.
void write_svg(const Report& report, const std::filesystem::path& path,
               const ReadBack& read_back = nullptr);

}  // namespace schouw
