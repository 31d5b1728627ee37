// SPDX-License-Identifier: EUPL-1.2
#include "intake/repair.hpp"

#include <algorithm>

namespace schouw {
namespace {

// The quotes around a cell go and doubled ones within become one; a quote at one end is text.
void unquote(std::string_view cell, char quote, std::size_t at, Split& split) {
    if (cell.size() < 2 || cell.front() != quote || cell.back() != quote) return;
    cell = cell.substr(1, cell.size() - 2);
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

bool whole(const Split& split) { return !split.open_quote && split.lines == 1; }

// One quote that begins a cell was one too many: it is text, and no other quote is out of place.
bool one_too_many(std::string_view line, const Dialect& dialect, Split& split) {
    constexpr int most_tries = 200;
    int tries = 0;
    for (std::size_t at = line.find(dialect.quote); at != line.npos && tries < most_tries;
         at = line.find(dialect.quote, at + 1)) {
        const bool begins =
            at == 0 || line[at - 1] == ' ' || line.substr(0, at).ends_with(dialect.delimiter);
        if (!begins) continue;
        ++tries;
        split_row(line, true, dialect, split, {line.data() + at, false, false});
        if (split.cells.size() != dialect.columns || !whole(split) || split.odd_quote) continue;
        const auto stray = [&](std::string_view cell) {
            const auto found = cell.find(dialect.quote, cell.data() == line.data() + at ? 1 : 0);
            return found != cell.npos;
        };
        if (std::none_of(split.cells.begin(), split.cells.end(), stray)) return true;
    }
    return false;
}

bool fits(std::string_view line, Dialect dialect, std::size_t columns, Split& split) {
    dialect.columns = columns;
    split_row(line, true, dialect, split);
    return split.cells.size() == columns && whole(split);
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
        if (one_too_many(line, dialect, split)) return Oddity::stray_quote;
        split_row(line, true, dialect, split, {nullptr, true, false});
        if (split.cells.size() == columns && whole(split)) return Oddity::stray_quote;
        split_row(line, true, dialect, split, {nullptr, false, true});
        const std::size_t cells = split.cells.size();
        if (split.odd_quote && whole(split) && cells + 1 >= columns && cells <= columns + 1)
            return Oddity::stray_quote;
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
