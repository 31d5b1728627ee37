// SPDX-License-Identifier: EUPL-1.2
#include "base/text.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>

namespace schouw {
namespace {

// One code point from the front of the text; -1 and one byte when it is no UTF-8.
std::pair<utf8proc_int32_t, std::size_t> decode(std::string_view text) {
    const auto first = static_cast<unsigned char>(text.front());
    if (first < 0x80) return {first, 1};
    utf8proc_int32_t point = -1;
    const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                       static_cast<utf8proc_ssize_t>(text.size()), &point);
    if (size <= 0) return {-1, 1};
    return {point, static_cast<std::size_t>(size)};
}

bool hides(utf8proc_int32_t point) {
    return point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x61c ||
           (point >= 0x200b && point <= 0x200f) || (point >= 0x2028 && point <= 0x202e) ||
           (point >= 0x2060 && point <= 0x2069) || point == 0xfeff;
}

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// The size of the space that the text begins with, or of a sign without width; 0 for neither.
std::size_t blank_at(std::string_view text) {
    if (is_space(text.front())) return 1;
    if ((text.front() & 0x80) == 0) return 0;
    const auto [point, size] = decode(text);
    const bool blank = (point >= 0x80 && utf8proc_category(point) == UTF8PROC_CATEGORY_ZS) ||
                       (point >= 0x200b && point <= 0x200f) || point == 0x2060 || point == 0xfeff;
    return blank ? size : 0;
}

bool all_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string decomposed(std::string_view text, int options) {
    utf8proc_uint8_t* out = nullptr;
    const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &out,
                                   static_cast<utf8proc_option_t>(options));
    if (size < 0) return std::string(text);
    std::string result(reinterpret_cast<char*>(out), static_cast<std::size_t>(size));
    std::free(out);
    return result;
}

}  // namespace

bool valid_utf8(std::string_view text) {
    while (!text.empty()) {
        std::size_t plain = 0;
        while (plain < text.size() && static_cast<unsigned char>(text[plain]) < 0x80) ++plain;
        text.remove_prefix(plain);
        if (text.empty()) break;
        const auto [point, size] = decode(text);
        if (point < 0) return false;
        text.remove_prefix(size);
    }
    return true;
}

std::string visible(std::string_view text, bool keep_newlines) {
    const auto plain = [](char c) { return c >= 0x20 && c < 0x7f; };
    std::string out;
    out.reserve(text.size());
    for (;;) {
        const auto other = std::find_if_not(text.begin(), text.end(), plain);
        out.append(text.begin(), other);
        text.remove_prefix(static_cast<std::size_t>(other - text.begin()));
        if (text.empty()) break;
        const auto [point, size] = decode(text);
        if (point < 0) {
            out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text.front()));
        } else if (point == '\n' && keep_newlines) {
            out += '\n';
        } else if (hides(point)) {
            out +=
                point < 0x100 ? fmt::format("\\x{:02x}", point) : fmt::format("\\u{:04x}", point);
        } else {
            out += text.substr(0, size);
        }
        text.remove_prefix(size);
    }
    return out;
}

std::string fold(std::string_view text) {
    std::string plain;
    if (!all_ascii(text)) {  // which has nothing to decompose
        plain = decomposed(text, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                     UTF8PROC_STRIPMARK | UTF8PROC_IGNORE | UTF8PROC_STABLE);
        text = plain;
    }
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            out += c;
        else if (c >= 'A' && c <= 'Z')
            out += static_cast<char>(c + 32);
    }
    return out;
}

std::string fold_value(std::string_view text) {
    text = trim(text);
    const bool ascii = all_ascii(text);
    std::string plain;
    if (!ascii) {
        plain = decomposed(text, UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE |
                                     UTF8PROC_STABLE);
        text = plain;
    }
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const char c = text.front();
        const std::size_t space = ascii || (c & 0x80) == 0 ? (is_space(c) ? 1 : 0) : blank_at(text);
        if (space == 0)
            out += (c >= 'A' && c <= 'Z') ? static_cast<char>(c + 32) : c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
        text.remove_prefix(std::max<std::size_t>(space, 1));
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

std::string_view trim(std::string_view text) {
    while (!text.empty()) {
        const std::size_t size = blank_at(text);
        if (size == 0) break;
        text.remove_prefix(size);
    }
    while (!text.empty()) {
        std::size_t last = text.size() - 1;  // where the last code point begins
        while (last > 0 && text.size() - last < 4 && (text[last] & 0xc0) == 0x80) --last;
        if (blank_at(text.substr(last)) != text.size() - last) break;
        text.remove_suffix(text.size() - last);
    }
    return text;
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (;;) {
        const auto at = text.find(separator);
        parts.emplace_back(text.substr(0, at));
        if (at == text.npos) return parts;
        text.remove_prefix(at + 1);
    }
}

std::string join(std::span<const std::string> parts, std::string_view separator) {
    std::string out;
    for (const auto& part : parts) {
        if (!out.empty()) out += separator;
        out += part;
    }
    return out;
}

int width(std::string_view text) {
    int columns = 0;
    while (!text.empty()) {
        const auto [point, size] = decode(text);
        columns += point < 0 ? 1 : std::max(0, utf8proc_charwidth(point));
        text.remove_prefix(size);
    }
    return columns;
}

std::string clip(std::string_view text, int columns) {
    if (width(text) <= columns) return std::string(text);
    std::string out;
    int used = 0;
    while (!text.empty()) {
        const auto [point, size] = decode(text);
        const int next = point < 0 ? 1 : std::max(0, utf8proc_charwidth(point));
        if (used + next > columns - 1) break;
        used += next;
        out += text.substr(0, size);
        text.remove_prefix(size);
    }
    return out + "…";
}

std::string pad(std::string_view text, int columns) {
    std::string out(text);
    const int missing = columns - width(text);
    if (missing > 0) out.append(static_cast<std::size_t>(missing), ' ');
    return out;
}

std::vector<std::string> wrap(std::string_view text, int columns) {
    std::vector<std::string> lines;
    for (const auto& paragraph : split(text, '\n')) {
        std::string line;
        int used = 0;
        for (const auto& word : split(paragraph, ' ')) {
            const int wide = width(word);
            if (!line.empty() && used + 1 + wide > columns) {
                lines.push_back(line);
                line.clear();
            }
            used = line.empty() ? wide : used + 1 + wide;
            if (!line.empty()) line += ' ';
            line += word;
        }
        lines.push_back(line);
    }
    return lines;
}

}  // namespace schouw
