// SPDX-License-Identifier: EUPL-1.2
#include "base/csv_text.hpp"

#include <array>

#include "base/text.hpp"

namespace schouw {
namespace {

// What follows, after spaces and quotes, can begin a formula.
bool begins_formula(std::string_view text, bool start) {
    constexpr std::array<std::string_view, 4> wide = {"＝", "＋", "－", "＠"};
    const auto at = text.find_first_not_of(" \"");
    if (at == text.npos) return false;
    const std::string_view rest = text.substr(at);
    if (std::string_view("=+-@").find(rest.front()) != std::string_view::npos) return true;
    for (const auto sign : wide)
        if (rest.starts_with(sign)) return true;
    return start && at == 0 && std::string_view("\t\r\n").find(rest.front()) != rest.npos;
}

bool separates(char c) { return c == ';' || c == '\t' || c == '\r' || c == '\n'; }

// The text with an apostrophe wherever a formula could begin; empty when there is no such place.
std::string guarded(std::string_view text) {
    std::string out;
    std::size_t written = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const bool begins = i == 0 || separates(text[i - 1]);
        if (!begins || !begins_formula(text.substr(i), i == 0)) continue;
        out.append(text, written, i - written);
        out += '\'';
        written = i;
    }
    if (!out.empty()) out.append(text, written);
    return out;
}

std::string without_nul(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\0')
            out += "\\x00";
        else
            out += c;
    }
    return out;
}

}  // namespace

bool append_csv_cell(std::string& out, std::string_view text) {
    std::string changed;
    if (!valid_utf8(text)) changed = visible(text, true);
    if (changed.empty() && text.find('\0') != text.npos) changed = without_nul(text);
    if (std::string safe = guarded(changed.empty() ? text : changed); !safe.empty())
        changed = std::move(safe);
    const std::string_view shown = changed.empty() ? text : std::string_view(changed);
    const bool plain = !shown.empty() && shown.find_first_of(",;\t\"\r\n") == shown.npos &&
                       shown.front() != ' ' && shown.back() != ' ';
    if (plain) {
        out += shown;
    } else {
        out += '"';
        for (const char c : shown) {
            if (c == '"') out += c;
            out += c;
        }
        out += '"';
    }
    return !changed.empty();
}

}  // namespace schouw
