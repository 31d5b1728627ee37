// SPDX-License-Identifier: EUPL-1.2
// The bytes of a CSV file and one more row in, the bytes with that row at the end out.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "intake/split.hpp"

namespace schouw {

// Every byte that was there stays; a last line without an end gets one. The row is written as the
// dialect says, with the line end of the last line. `cells` are UTF-8. Throws Error(usage)
// "append.letters" for text that the encoding of the file has no letters for, and "append.quotes"
// for text that a file without quotes cannot hold.
std::string with_row(std::string_view bytes, const Dialect& dialect,
                     const std::vector<std::string>& cells);

}  // namespace schouw
