// SPDX-License-Identifier: EUPL-1.2
// A text file in, the ways in which it may have been written out, the best first.
#pragma once
#include <vector>

#include "intake/bytes.hpp"
#include "intake/csv.hpp"

namespace schouw {

// Looks at the head of the file and at parts of the rest, at equal distances, up to its end. Takes
// a byte order mark off the stream and makes it decode UTF-16. What is wished for is obeyed.
//
// A candidate scores by how many rows have the commonest number of cells, how many cells look like
// a value (no quotes or delimiters left in them), and how many columns it finds; after the idea of
// pattern and type of G.J.J. van den Burg et al., Wrangling messy CSV files, 2019.
std::vector<Candidate> guess_dialect(ByteStream& stream, const DialectWish& wish);

// How a candidate divides these parts of a file; sets columns.
Candidate judge(Dialect dialect, const std::vector<std::string_view>& parts, bool whole);

}  // namespace schouw
