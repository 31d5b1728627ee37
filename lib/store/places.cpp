// SPDX-License-Identifier: EUPL-1.2
#include "store/places.hpp"

#include <cstdint>

namespace schouw {
namespace {

void put(std::string& out, std::uint64_t number) {
    for (; number >= 0x80; number >>= 7) out += static_cast<char>(number | 0x80);
    out += static_cast<char>(number);
}

// False at the end of the bytes, and for a number of more than 64 bits.
bool take(std::string_view& bytes, std::uint64_t& number) {
    number = 0;
    for (unsigned shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
        number |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
        if (byte < 0x80) return true;
    }
    return false;
}

std::uint64_t zigzag(std::int64_t number) {
    return (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63);
}

std::int64_t unzigzag(std::uint64_t number) {
    return static_cast<std::int64_t>((number >> 1) ^ (~(number & 1) + 1));
}

}  // namespace

std::string pack_places(const std::vector<long>& rows) {
    std::string out;
    long before = 0;
    for (std::size_t i = 0; i < rows.size();) {
        const long step = rows[i] - before;
        std::size_t count = 0;
        for (; i < rows.size() && rows[i] - before == step; ++i, ++count) before = rows[i];
        put(out, count);
        put(out, zigzag(step));
    }
    return out;
}

std::vector<long> unpack_places(std::string_view bytes, std::size_t most) {
    std::vector<long> rows;
    std::uint64_t row = 0;  // wraps around where a signed number may not
    while (!bytes.empty()) {
        std::uint64_t count = 0;
        std::uint64_t step = 0;
        if (!take(bytes, count) || !take(bytes, step) || count > most - rows.size()) return {};
        for (; count > 0; --count) {
            row += static_cast<std::uint64_t>(unzigzag(step));
            rows.push_back(static_cast<long>(row));
        }
    }
    return rows;
}

}  // namespace schouw
