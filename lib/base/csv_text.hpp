// SPDX-License-Identifier: EUPL-1.2
// Texts in, cells of a CSV (RFC 4180) that no spreadsheet takes for a formula out.
#pragma once
#include <string>
#include <string_view>

namespace schouw {

// Appends the text as one cell, quoted where needed; an empty text is "" between quotes, so that it
// differs from no text at all. True when the cell does not say what the text says: an apostrophe
// stands before what a spreadsheet could take for a formula (= + - @ TAB CR LF and their fullwidth
// forms, at the start and after a ; TAB or line end, where a spreadsheet with another separator
// begins a cell), or a NUL or a byte that is no UTF-8 was made visible.
bool append_csv_cell(std::string& out, std::string_view text);

}  // namespace schouw
