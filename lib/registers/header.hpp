// SPDX-License-Identifier: EUPL-1.2
// The header of a source in, which cell belongs to which column of the register out.
#pragma once
#include <string>
#include <vector>

#include "registers/schema.hpp"
#include "registers/workspace.hpp"

namespace schouw {

struct HeaderMatch {
    std::vector<std::string> names;          // the header cells
    std::vector<int> column_of;              // cell → column of the schema, -1 for none
    std::vector<std::string> ids;            // cell → id of that column, "" for none
    std::vector<int> cell_of;                // column of the schema → cell, -1 for not supplied
    std::vector<std::pair<int, int>> twice;  // cells that both name the same column
    int matched = 0;
};

// Compares header cells with ids, titles, aliases and the source's own mapping, in this order of
// strength: mapping, id, title, alias. Case, accents, spaces and hyphens do not count.
HeaderMatch match_header(const Schema& schema, const Source& source,
                         const std::vector<std::string>& cells);

// The header name that a column most likely meant, for a did-you-mean.
std::string nearest_header(const Column& column, const std::vector<std::string>& names);

}  // namespace schouw
