// SPDX-License-Identifier: EUPL-1.2
#include "reference/mdoc.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace schouw {
namespace {

// What a terminal would show otherwise than it is, or mdoc would read as its own.
std::string_view spelt_out(char c) {
    switch (c) {
        case '\\': return "\\e";
        case '-': return "\\-";  // else a hyphen at which a line may be broken
        case '"': return "\\(dq";
        case '\'': return "\\(aq";
        case '`': return "\\(ga";
        case '^': return "\\(ha";
        case '~': return "\\(ti";
        default: return "";
    }
}

bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Whether a sentence ends before the blank at `at`: after . ? or !, brackets and quotes may stand
// between, and no small letter or digit follows (as in "art. 35" or "e.g. mail").
bool ends_sentence(std::string_view text, std::size_t at) {
    const auto last = text.find_last_not_of(")]\"'", at - 1);
    if (last == text.npos || std::string_view(".?!").find(text[last]) == std::string_view::npos)
        return false;
    if (at + 1 >= text.size()) return false;
    const char next = text[at + 1];
    return !(next >= 'a' && next <= 'z') && !(next >= '0' && next <= '9');
}

}  // namespace

std::string mdoc_escaped(std::string_view text) {
    std::string line;
    for (const char c : trim(text))
        if (!blank(c))
            line += c;
        else if (line.back() != ' ')
            line += ' ';
    std::string out;
    for (const char c : visible(line)) {
        const auto spelt = spelt_out(c);
        out += spelt.empty() ? std::string(1, c) : std::string(spelt);
    }
    return out;
}

void Page::raw(std::string_view line) {
    source += line;
    source += '\n';
}

void Page::macro(std::string_view name, const std::vector<std::string>& arguments) {
    source += name;
    // \& keeps a word such as In or No from being read as a macro.
    for (const auto& argument : arguments) source += " \"\\&" + mdoc_escaped(argument) + "\"";
    source += '\n';
}

void Page::text(std::string_view text) {
    const auto put = [&](std::string_view sentence) {
        const std::string line = mdoc_escaped(sentence);
        if (line.empty()) return;
        if (line.front() == '.') source += "\\&";
        raw(line);
    };
    std::size_t begin = 0;
    for (std::size_t at = 1; at < text.size(); ++at)
        if (blank(text[at]) && ends_sentence(text, at)) {
            put(text.substr(begin, at - begin));
            begin = at;
        }
    put(text.substr(std::min(begin, text.size())));
}

void Page::paragraph(std::string_view text) {
    if (trim(text).empty()) return;
    raw(".Pp");
    this->text(text);
}

}  // namespace schouw
