// SPDX-License-Identifier: EUPL-1.2
// Text in, the cells of its first row out: how a dialect divides text, and nothing else.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace schouw {

// How a CSV file was written.
struct Dialect {
    std::string delimiter = ";";
    char quote = '"';        // '\0' for none
    bool backslash = false;  // \" within quotes; without quotes also \ before the delimiter
    std::string encoding = "UTF-8";
    bool bom = false;
    std::size_t columns = 0;  // cells of most rows, 0 when that is not known
};

constexpr std::size_t most_cells = 100'000;

// How quotes are read where a row does not keep to its dialect.
struct Leniency {
    const char* plain = nullptr;  // this quote opens no cell: it is text
    bool undoubled = false;       // quotes within a cell are not doubled
    bool closes_first = false;    // the first quote closes; what follows it belongs to the cell
};

// One row as it was divided. Texts that are not in the file as they are stand in `own`.
struct Split {
    std::vector<std::string_view> cells;
    std::vector<std::pair<std::size_t, std::string>> own;
    const char* end = nullptr;  // after the line end; null: the row goes on beyond the text
    long lines = 0;
    bool open_quote = false;  // a quote was not closed
    bool too_many = false;    // the row has more than most_cells; it was left there
    bool odd_quote = false;   // a quote within a quoted cell was not doubled
};

// `last`: no more text follows. Cells are views into the text or into `split.own`; settle() must be
// called when own texts have come to rest.
void split_row(std::string_view text, bool last, const Dialect& dialect, Split& split,
               const Leniency& leniency = {});
void settle(Split& split);

// The end of the first line: after its \n, \r\n or \r. Null when it is not there and not `last`.
const char* line_end(std::string_view text, bool last);

}  // namespace schouw
