// SPDX-License-Identifier: EUPL-1.2
// A report in, a passage in Markdown out, for the annual report or a letter to the council: what
// the edition counts to its passage, what was left out, and how the figures came about.
#pragma once
#include "report/formats.hpp"

namespace schouw {

void write_md(const Report& report, const std::filesystem::path& path,
              const ReadBack& read_back = nullptr);

}  // namespace schouw
