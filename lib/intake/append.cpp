// SPDX-License-Identifier: EUPL-1.2
#include "intake/append.hpp"

#include <utf8proc.h>

#include <map>

#include "base/error.hpp"
#include "intake/encoding.hpp"

namespace schouw {
namespace {

// A UTF-8 text in the encoding of the file.
std::string encode(const std::string& text, const std::string& encoding) {
    if (encoding == "UTF-8") return text;
    const bool big = encoding == "UTF-16BE";
    std::map<std::string, char> high;  // of a single-byte encoding
    if (!encoding.starts_with("UTF-16"))
        for (int byte = 0x80; byte < 0x100; ++byte)
            high.emplace(from_single_byte(std::string(1, static_cast<char>(byte)), encoding),
                         static_cast<char>(byte));
    std::string out;
    const auto unit = [&](std::uint32_t value) {
        const char low = static_cast<char>(value & 0xff);
        const char top = static_cast<char>(value >> 8 & 0xff);
        out += big ? top : low;
        out += big ? low : top;
    };
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    while (left > 0) {
        utf8proc_int32_t point = 0;
        const auto used = utf8proc_iterate(at, left, &point);
        if (used <= 0)
            fail(Exit::usage, "append.letters", {{"encoding", encoding}, {"text", text}});
        const std::string letter(reinterpret_cast<const char*>(at), static_cast<std::size_t>(used));
        at += used;
        left -= used;
        const auto value = static_cast<std::uint32_t>(point);
        if (encoding.starts_with("UTF-16")) {
            if (value >= 0x10000) {
                unit(0xd800 + ((value - 0x10000) >> 10));
                unit(0xdc00 + ((value - 0x10000) & 0x3ff));
            } else {
                unit(value);
            }
        } else if (value < 0x80) {
            out += letter;
        } else if (const auto byte = high.find(letter); byte != high.end()) {
            out += byte->second;
        } else {
            fail(Exit::usage, "append.letters", {{"encoding", encoding}, {"text", letter}});
        }
    }
    return out;
}

std::string quoted(const std::string& cell, const Dialect& dialect) {
    const bool plain = cell.find(dialect.delimiter) == cell.npos &&
                       cell.find_first_of("\"'\r\n\\") == cell.npos &&
                       (cell.empty() || (cell.front() != ' ' && cell.back() != ' '));
    if (plain) return cell;
    if (dialect.quote == '\0') {
        if (cell.find(dialect.delimiter) == cell.npos && cell.find_first_of("\r\n") == cell.npos)
            return cell;
        fail(Exit::usage, "append.quotes", {{"text", cell}});
    }
    std::string out(1, dialect.quote);
    for (const char c : cell) {
        if (c == dialect.quote) out += dialect.backslash ? '\\' : dialect.quote;
        if (c == '\\' && dialect.backslash) out += '\\';
        out += c;
    }
    return out + dialect.quote;
}

// The end of the last line that has one; of the first kind when there is none.
std::string line_end_of(std::string_view bytes, const std::string& encoding) {
    const auto encoded = [&](const char* text) { return encode(text, encoding); };
    const std::string both = encoded("\r\n"), feed = encoded("\n"), carriage = encoded("\r");
    const auto at = bytes.rfind(feed);
    if (at == bytes.npos) return bytes.rfind(carriage) == bytes.npos ? feed : carriage;
    const bool pair = at >= carriage.size() && bytes.substr(at - carriage.size()).starts_with(both);
    return pair ? both : feed;
}

}  // namespace

std::string with_row(std::string_view bytes, const Dialect& dialect,
                     const std::vector<std::string>& cells) {
    std::string row;
    for (std::size_t i = 0; i < cells.size(); ++i)
        row += (i > 0 ? dialect.delimiter : "") + quoted(cells[i], dialect);
    const std::string end = line_end_of(bytes, dialect.encoding);
    std::string out(bytes);
    if (!out.empty() && !out.ends_with(end)) out += end;
    return out + encode(row, dialect.encoding) + end;
}

}  // namespace schouw
