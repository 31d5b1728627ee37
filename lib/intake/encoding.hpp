// SPDX-License-Identifier: EUPL-1.2
// Bytes of other encodings to UTF-8.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace schouw {

// The encodings that a text file may be said to have.
extern const std::vector<std::string> encoding_names;

// A single-byte encoding by its name: Windows-1252 or ISO-8859-15. Bytes without a character
// become U+FFFD.
std::string from_single_byte(std::string_view bytes, std::string_view encoding);

// Takes whole characters off `bytes`; with `last` the rest as well. Half a pair becomes U+FFFD.
std::string from_utf16(std::string& bytes, bool big_endian, bool last);

// What a text that is no UTF-8 is most likely to be. In ISO-8859-15 0xa4 is the euro sign; in
// Windows-1252 that is 0x80.
std::string guess_single_byte(std::string_view bytes);

}  // namespace schouw
