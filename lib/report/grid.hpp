// SPDX-License-Identifier: EUPL-1.2
// A sheet of the model in; the rows and cells of a worksheet out, the same for every spreadsheet
// format, so that they have the same cells.
#pragma once
#include <compare>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "report/model.hpp"

namespace schouw {

enum class Look { header, table_link, link, cell, total, line, label, fact };

// What a cell looks like. `flag`: a header of numbers; a link that wraps; a fact without the paper
// of its tone.
struct GridStyle {
    Look look = Look::cell;
    CellKind kind = CellKind::text;
    Tone tone = Tone::none;
    LineKind line = LineKind::text;
    bool flag = false;
    bool indent = false;  // a gutter between this text and the column to the left
    auto operator<=>(const GridStyle&) const = default;
};

struct GridCell {
    std::size_t column = 0;
    std::size_t last = 0;  // beyond column: one text over several columns
    Cell value;
    GridStyle style;
    std::string link;  // the worksheet that it leads to
};

struct GridRow {
    double height = 0;  // points
    std::vector<GridCell> cells;
};

// A worksheet holds a part of a sheet's rows when there are more than a worksheet can have.
struct GridPart {
    const Sheet* sheet = nullptr;
    std::size_t first = 0;
    std::size_t last = 0;  // one past the end
    std::string name;
};

struct GridBook {
    const Report* report = nullptr;
    std::vector<GridPart> parts;
    std::map<std::string, std::string> names;  // id of a sheet → name of its first worksheet
};

// A chart stands on rows of its own between the lines and the table.
struct GridChart {
    const Chart* chart = nullptr;
    std::size_t row = 0;
    double width = 0;  // points
    double height = 0;
};

struct GridTable {
    std::size_t header = 0;  // row
    std::size_t last = 0;    // row of the last record; a total stands below it
};

// What is known of a worksheet before its rows are written. Rows and columns count from 0.
struct GridSheet {
    std::vector<double> widths;  // in digits of the body font
    bool landscape = false;
    std::vector<GridRow> above;  // the rows above the table
    std::vector<GridChart> charts;
    std::optional<GridTable> table;
    bool frozen = false;           // the header stays in sight
    std::size_t rows = 0;          // all of them
    std::size_t printed_rows = 0;  // from the first
    std::size_t printed_columns = 0;
    std::size_t page_break = 0;  // the row that begins a page; 0: none is made to
};

constexpr double body_points = 10;
double points_of(LineKind kind);
bool bold(LineKind kind);
// A link without wrap may run over the cells beside it.
bool wraps(const GridStyle& style);

GridBook plan_grid(const Report& report);
GridSheet lay_out(const GridBook& book, const GridPart& part);
// The rows of the table, header and total with it, in order.
void each_table_row(const GridBook& book, const GridPart& part, const GridSheet& laid,
                    const std::function<void(const GridRow&)>& take);

// Width of a column in points: what its digits take, and the room beside them.
double column_points(double digits);

// What identifies the run, for the properties of a document: name and value, empty ones left out.
std::vector<std::pair<std::string, std::string>> identity_of(const Report& report);

}  // namespace schouw
