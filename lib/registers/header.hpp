// SPDX-License-Identifier: EUPL-1.2
// The header of a source in, which cell belongs to which column of the register out.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "registers/schema.hpp"
#include "registers/workspace.hpp"

namespace schouw {

struct HeaderMatch {
    std::vector<std::string> names;          // the header cells
    std::vector<int> column_of;              // cell → column of the schema, -1 for none
    std::vector<std::string> ids;            // cell → ids of its columns, by blanks; "" for none
    std::vector<int> cell_of;                // column of the schema → cell, -1 for not supplied
    std::vector<std::pair<int, int>> twice;  // cells that both name the same column
    int matched = 0;                         // columns that have a cell
};

// The names by which a source may call the columns of a register, folded once for all its rows.
class HeaderNames {
public:
    HeaderNames(const Schema& schema, const Source& source);
    HeaderMatch match(const std::vector<std::string>& cells) const;

private:
    using Said = std::unordered_map<std::string, std::vector<int>>;  // folded name → columns
    using Own = std::unordered_map<std::string, int>;
    Own own_names(const HeaderMatch& match) const;
    void take_said(const Said& names, HeaderMatch& match) const;
    void take_own(const Own& names, HeaderMatch& match) const;

    const Schema& schema_;
    const Source& source_;
    Said by_source_, by_mapping_;
    Own own_;  // as long as nothing is said
};

// Compares header cells with names: those that the source gives, then those of its mapping, then
// ids and titles and aliases of the register. What a stronger name took is taken. One cell can
// serve several columns only when the source or the mapping says so. Case, accents, spaces,
// hyphens (soft ones too) and other signs do not count.
HeaderMatch match_header(const Schema& schema, const Source& source,
                         const std::vector<std::string>& cells);

// The ids of HeaderMatch::ids, one by one.
std::vector<std::string> ids_in(const std::string& ids);

// A cell without a column that looks like a column without a cell.
struct HeaderGuess {
    int cell = 0;
    int column = 0;
    int alike = 0;      // 0 to 100
    std::string named;  // the name that it looks like
    bool sure = false;  // see below
};

// The best one-to-one assignment of the cells and columns that are left, from 60 alike. A guess is
// sure, so that a reader may use it with a remark, when one letter differs (two from ten letters
// on), the first two letters and all digits are the same, nothing else comes within 15, and the
// column is no part of the key. Looks at no more than 500 cells.
std::vector<HeaderGuess> guess_columns(const Schema& schema, const HeaderMatch& match);
void apply_guess(const Schema& schema, const HeaderGuess& guess, HeaderMatch& match);

// The header name that a column most likely meant, for a did-you-mean.
std::string nearest_header(const Column& column, const std::vector<std::string>& names);

}  // namespace schouw
