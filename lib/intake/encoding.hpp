// SPDX-License-Identifier: EUPL-1.2
// Bytes of old Windows programs to UTF-8.
#pragma once
#include <string>
#include <string_view>

namespace schouw {

// Windows-1252, in which every byte is a character; the five unused bytes become U+FFFD.
std::string from_windows_1252(std::string_view bytes);

}  // namespace schouw
