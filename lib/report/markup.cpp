// SPDX-License-Identifier: EUPL-1.2
#include "report/markup.hpp"

#include "base/text.hpp"
#include "report/xlsx_text.hpp"

namespace schouw {
namespace {

bool means_something(char c) {
    return std::string_view("\\`*_{}[]()#+-!|~^$@:.=").find(c) != std::string_view::npos;
}

// Within a word these say nothing: "1.530", "AVG-register", "12:30".
bool quiet(std::string_view text, std::size_t at) {
    if (std::string_view("-.:+=()").find(text[at]) == std::string_view::npos) return false;
    if (at == 0) return false;
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("://")) return false;
    // "1. " starts a list
    const bool starts = text.find_first_not_of("0123456789") == at &&
                        (text[at] == '.' || text[at] == ')') &&
                        (rest.size() == 1 || rest[1] == ' ' || rest[1] == '\n');
    const bool address = text[at] == '.' && at >= 3 && fold_value(text.substr(at - 3, 3)) == "www";
    return !starts && !address;
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : book_string(text, false)) switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out += c;
        }
    return out;
}

std::string markdown_text(std::string_view text) {
    const std::string safe = book_string(trim(text), false);
    std::string out;
    for (std::size_t i = 0; i < safe.size(); ++i) {
        const char c = safe[i];
        if (c == '\n')
            out += ' ';
        else if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (means_something(c) && !quiet(safe, i))
            out += {'\\', c};
        else
            out += c;
    }
    return out;
}

}  // namespace schouw
