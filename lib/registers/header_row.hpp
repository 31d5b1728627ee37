// SPDX-License-Identifier: EUPL-1.2
// The first rows of a table in, which of them is the header of a register out.
#pragma once
#include <deque>
#include <functional>
#include <map>
#include <optional>

#include "intake/table.hpp"
#include "intake/workbook.hpp"
#include "registers/header.hpp"

namespace schouw {

// The rows among which the header must be: the first twenty that are not blank, or those up to
// `header_row` when the user gave it. Of rows that have their own names, as in JSON, only one.
std::deque<KeptRow> first_rows(RowSource& rows, long header_row);

// Header cells of a row without the blanks around them.
std::vector<std::string> header_cells(const KeptRow& row);

struct HeaderRow {
    HeaderMatch match;
    std::size_t at = 0;                // of the rows
    std::optional<std::size_t> rival;  // a later row that names as many columns
};

// cell → the cell that it is merged with, of the row above a header row.
using Spans = std::map<std::size_t, std::size_t>;
Spans spans_of(const std::vector<MergedRange>& merged, long row);

// The row that names most columns of the register, or two rows that together name more: a name
// above several columns then goes before the names below it. `rows` is not empty.
HeaderRow locate_header(const Schema& schema, const Source& source, const std::deque<KeptRow>& rows,
                        const std::function<Spans(std::size_t)>& spans_above);

}  // namespace schouw
