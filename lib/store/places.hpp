// SPDX-License-Identifier: EUPL-1.2
// The rows on which the records of a register stand, packed: most files are in order of key, and
// then a register of any size takes a few bytes.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace schouw {

// Rows in order of key in (0 for a record whose row is not known), bytes out: pairs of a count and
// the step to the row before, for as long as the step is the same; varints, steps zigzag.
std::string pack_places(const std::vector<long>& rows);

// Never more than `most` rows; empty for bytes that pack_places() did not write.
std::vector<long> unpack_places(std::string_view bytes, std::size_t most);

}  // namespace schouw
