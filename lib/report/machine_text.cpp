// SPDX-License-Identifier: EUPL-1.2
#include "report/machine_text.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace schouw {
namespace {

bool plain(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x7f && c != '<' && c != '>' && c != '&';
}

// The code point of two or three bytes that are UTF-8.
unsigned point_of(std::string_view bytes) {
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    if (bytes.size() == 1) return at(0);
    if (bytes.size() == 2) return (at(0) & 0x1fU) << 6 | (at(1) & 0x3fU);
    return (at(0) & 0x0fU) << 12 | (at(1) & 0x3fU) << 6 | (at(2) & 0x3fU);
}

std::size_t length_of(char first) {
    const auto byte = static_cast<unsigned char>(first);
    return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

bool word_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace

std::string json_text(const nlohmann::ordered_json& value, int indent) {
    const std::string text =
        value.dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    std::string out;
    out.reserve(text.size() + text.size() / 64);
    std::size_t written = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (plain(text[i])) {
            ++i;
            continue;
        }
        const std::size_t length = std::min(length_of(text[i]), text.size() - i);
        const std::string_view one = std::string_view(text).substr(i, length);
        if (length < 4 && (length == 1 || visible(one) != one)) {
            out.append(text, written, i - written);
            out += fmt::format("\\u{:04x}", point_of(one));
            written = i + length;
        }
        i += length;
    }
    out.append(text, written);
    return out;
}

std::string xml_text(std::string_view text) {
    std::string out;
    for (const char c : visible(text)) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default: out += c;
        }
    }
    for (const std::string_view never : {"\xef\xbf\xbe", "\xef\xbf\xbf"})  // U+FFFE, U+FFFF
        for (std::size_t at = 0; (at = out.find(never, at)) != out.npos;)
            out.replace(at, never.size(), "\xef\xbf\xbd");
    return out;
}

std::string uri_of(std::string_view path) {
    std::string out = path.starts_with("/") ? "file://" : "";
    for (const char c : path) {
        if (word_character(c) || std::string_view("-._~/").find(c) != std::string_view::npos)
            out += c;
        else
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

std::string one_line(std::string_view text, std::string_view otherwise) {
    std::string out;
    for (const auto& part : split(text, '\n'))
        for (const auto& word : split(part, ' '))
            if (const auto kept = trim(word); !kept.empty())
                (out += out.empty() ? "" : " ") += visible(kept);
    return out.empty() ? std::string(otherwise) : out;
}

std::string token_of(std::string_view text) {
    std::string out;
    for (const char c : text)
        out += word_character(c) || c == '-' || c == '_' || c == '.' ? c : '.';
    const bool starts = !out.empty() && word_character(out.front()) && out.front() > '9';
    return starts ? out : "x-" + out;
}

std::string text_at(const nlohmann::ordered_json& object, const char* key) {
    const auto at = object.find(key);
    return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
}

}  // namespace schouw
