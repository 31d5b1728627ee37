// SPDX-License-Identifier: EUPL-1.2
// Bytes in, hexadecimal digits out.
#pragma once
#include <array>
#include <string>
#include <string_view>

namespace schouw {

inline std::string hex(std::string_view bytes) {
    constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

inline std::string hex(const std::array<unsigned char, 64>& bytes) {
    return hex(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

}  // namespace schouw
