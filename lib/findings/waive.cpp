// SPDX-License-Identifier: EUPL-1.2
#include "findings/waive.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace schouw {
namespace {

// The code point at a place of valid UTF-8, and how many bytes it takes.
std::pair<unsigned, std::size_t> code_point(const std::string& text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(at);
    const std::size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    unsigned code = length == 1 ? first : first & (0xffU >> (length + 1));
    for (std::size_t i = 1; i < length && at + i < text.size(); ++i)
        code = code << 6 | (byte(at + i) & 0x3fU);
    return {code, length};
}

bool deceives(unsigned code) {
    const auto within = [&](unsigned from, unsigned to) { return from <= code && code <= to; };
    return code < 0x20 || within(0x7f, 0x9f) || code == 0xad || code == 0x61c ||
           within(0x200b, 0x200f) || within(0x2028, 0x202e) || within(0x2060, 0x206f) ||
           code == 0xfeff || within(0xe0000, 0xe007f);
}

}  // namespace

std::string toml_string(const std::string& text) {
    std::string out = "\"";
    for (std::size_t at = 0; at < text.size();) {
        const auto [code, length] = code_point(text, at);
        if (code == '"' || code == '\\')
            (out += '\\') += static_cast<char>(code);
        else if (code == '\n')
            out += "\\n";
        else if (code == '\t')
            out += "\\t";
        else if (deceives(code))
            out += code > 0xffff ? fmt::format("\\U{:08X}", code) : fmt::format("\\u{:04X}", code);
        else
            out += text.substr(at, length);
        at += length;
    }
    return out + "\"";
}

std::string with_waiver(const std::string& before, const WaiverInfo& waiver,
                        const std::string& comment) {
    const std::string end = before.find("\r\n") == std::string::npos ? "\n" : "\r\n";
    std::string out = before;
    if (!out.empty() && out.back() != '\n') out += end;
    if (!out.empty()) out += end;
    if (!comment.empty()) out += "# " + visible(comment) + end;
    out += "[[waiver]]" + end;
    const auto text = [&](const char* key, const std::string& value) {
        if (!value.empty()) out += fmt::format("{:<8} = {}", key, toml_string(value)) + end;
    };
    text("finding", waiver.finding);
    text("check", waiver.check);
    text("key", waiver.key);
    text("reason", waiver.reason);
    text("owner", waiver.owner);
    text("approver", waiver.approver);
    out += "from     = " + waiver.from + end + "until    = " + waiver.until + end;
    text("evidence", waiver.evidence);
    return out;
}

}  // namespace schouw
