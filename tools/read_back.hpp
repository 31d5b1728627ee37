// SPDX-License-Identifier: EUPL-1.2
// A workbook that was just written is read again before it takes its place.
#pragma once
#include <filesystem>
#include <vector>

namespace schouw {

// libxlsxwriter does not look whether its temporary files could be written: on a full disk it makes
// a workbook that lacks some of its cells, and says that all is well. This looks at every part:
// each is well-formed, each list holds as many as it says, and each worksheet has as many cells
// with a value as were written to it (`cells`, in order; empty: not compared). Throws Error(io).
void read_back(const std::filesystem::path& workbook, const std::vector<std::size_t>& cells);

}  // namespace schouw
