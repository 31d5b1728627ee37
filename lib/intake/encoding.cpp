// SPDX-License-Identifier: EUPL-1.2
#include "intake/encoding.hpp"

#include <algorithm>
#include <array>

namespace schouw {

const std::vector<std::string> encoding_names = {"UTF-8", "UTF-16LE", "UTF-16BE", "Windows-1252",
                                                 "ISO-8859-15"};

namespace {

// 0x80 to 0x9f of Windows-1252 (unicode.org, MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT).
constexpr std::array<char16_t, 32> high = {
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178};

void put(std::string& out, char32_t point) {
    const auto tail = [&](int shift) {
        out += static_cast<char>(0x80 | ((point >> shift) & 0x3f));
    };
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xc0 | (point >> 6));
        tail(0);
    } else if (point < 0x10000) {
        out += static_cast<char>(0xe0 | (point >> 12));
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xf0 | (point >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

// Where ISO-8859-15 is not ISO-8859-1 (unicode.org, MAPPINGS/ISO8859/8859-15.TXT).
char32_t latin9(unsigned char byte) {
    switch (byte) {
        case 0xa4: return 0x20ac;
        case 0xa6: return 0x160;
        case 0xa8: return 0x161;
        case 0xb4: return 0x17d;
        case 0xb8: return 0x17e;
        case 0xbc: return 0x152;
        case 0xbd: return 0x153;
        case 0xbe: return 0x178;
        default: return byte;
    }
}

}  // namespace

std::string from_single_byte(std::string_view bytes, std::string_view encoding) {
    const bool windows = encoding != "ISO-8859-15";
    std::string out;
    out.reserve(bytes.size() * 5 / 4);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (!windows)
            put(out, latin9(byte));
        else
            put(out, byte < 0x80 || byte >= 0xa0 ? byte : high[byte - 0x80]);
    }
    return out;
}

std::string from_utf16(std::string& bytes, bool big_endian, bool last) {
    std::string out;
    const auto unit = [&](std::size_t at) {
        const auto first = static_cast<unsigned char>(bytes[at]);
        const auto second = static_cast<unsigned char>(bytes[at + 1]);
        return static_cast<char32_t>(big_endian ? first << 8 | second : second << 8 | first);
    };
    std::size_t at = 0;
    while (at + 1 < bytes.size()) {
        const char32_t here = unit(at);
        if (here >= 0xd800 && here < 0xdc00) {
            if (at + 3 >= bytes.size() && !last) break;
            const char32_t next = at + 3 < bytes.size() ? unit(at + 2) : 0;
            const bool pair = next >= 0xdc00 && next < 0xe000;
            put(out, pair ? 0x10000 + ((here - 0xd800) << 10) + (next - 0xdc00) : 0xfffd);
            at += pair ? 4 : 2;
            continue;
        }
        put(out, here >= 0xdc00 && here < 0xe000 ? 0xfffd : here);
        at += 2;
    }
    if (last && at < bytes.size()) {
        put(out, 0xfffd);
        at = bytes.size();
    }
    bytes.erase(0, at);
    return out;
}

std::string guess_single_byte(std::string_view bytes) {
    const auto in = [&](unsigned char low, unsigned char top) {
        return std::any_of(bytes.begin(), bytes.end(), [&](char c) {
            const auto byte = static_cast<unsigned char>(c);
            return byte >= low && byte <= top;
        });
    };
    return in(0xa4, 0xa4) && !in(0x80, 0x9f) ? "ISO-8859-15" : "Windows-1252";
}

}  // namespace schouw
