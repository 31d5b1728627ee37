// SPDX-License-Identifier: EUPL-1.2
#include "intake/repair.hpp"

#include <algorithm>

namespace schouw {
namespace {

// Quotes at the edges of a cell go, doubled ones become one.
void unquote(std::string_view cell, char quote, std::size_t at, Split& split) {
    const std::string_view whole = cell;
    if (!cell.empty() && cell.front() == quote) cell.remove_prefix(1);
    if (!cell.empty() && cell.back() == quote) cell.remove_suffix(1);
    if (cell.size() == whole.size()) return;
    std::string text;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        text += cell[i];
        if (cell[i] == quote && i + 1 < cell.size() && cell[i + 1] == quote) ++i;
    }
    split.own.emplace_back(at, std::move(text));
}

bool numeric(std::string_view cell) {
    return !cell.empty() && cell.find_first_not_of("0123456789.,-/%") == cell.npos;
}

bool fits(std::string_view line, Dialect dialect, std::size_t columns, Split& split) {
    dialect.columns = columns;
    split_row(line, true, dialect, split);
    return split.cells.size() == columns && !split.open_quote && split.lines == 1;
}

}  // namespace

void split_broken(std::string_view text, bool last, const Dialect& dialect, Split& split) {
    Dialect plain = dialect;
    plain.quote = '\0';
    split_row(text, last, plain, split);
    for (std::size_t i = 0; i < split.cells.size(); ++i)
        unquote(split.cells[i], dialect.quote, i, split);
    split.odd_quote = true;
}

Oddity repair_row(std::string_view text, bool last, const Dialect& dialect, Split& split) {
    const char* const stop = line_end(text, last);
    if (stop == nullptr) return Oddity::none;
    const std::string_view line(text.data(), static_cast<std::size_t>(stop - text.data()));
    const std::size_t columns = dialect.columns;
    if (dialect.quote != '\0' && line.find(dialect.quote) != line.npos) {
        split_broken(line, true, dialect, split);
        if (split.cells.size() == columns) return Oddity::stray_quote;
    }
    for (const char quote : {'"', '\''}) {
        Dialect other = dialect;
        other.quote = quote;
        if (quote != dialect.quote && fits(line, other, columns, split)) return Oddity::other_quote;
    }
    for (const bool backslash : {false, true}) {
        Dialect other = dialect;
        other.backslash = backslash;
        if (backslash != dialect.backslash && fits(line, other, columns, split))
            return Oddity::other_quote;
    }
    for (const char* delimiter : {";", ",", "\t", "|", ":", " "}) {
        Dialect other = dialect;
        other.delimiter = delimiter;
        if (other.delimiter == dialect.delimiter || !fits(line, other, columns, split)) continue;
        // Blanks and colons divide sentences too: numbers must show that this is a row.
        const bool prose = *delimiter == ' ' || *delimiter == ':';
        if (!prose || std::any_of(split.cells.begin(), split.cells.end(), numeric))
            return Oddity::other_delimiter;
    }
    return Oddity::none;
}

}  // namespace schouw
