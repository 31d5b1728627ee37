// SPDX-License-Identifier: EUPL-1.2
// A row that does not fit its dialect in, another way to divide it out.
#pragma once
#include <string_view>

#include "intake/rows.hpp"
#include "intake/split.hpp"

namespace schouw {

// Looks for a way in which the first line of the text has `dialect.columns` cells: with broken
// quotes, with another delimiter, with another quote. `split` holds it then. None: Oddity::none,
// and `split` is left in any state.
Oddity repair_row(std::string_view text, bool last, const Dialect& dialect, Split& split);

// The first line with its quotes taken as text, but for those around whole cells.
void split_broken(std::string_view text, bool last, const Dialect& dialect, Split& split);

}  // namespace schouw
