// SPDX-License-Identifier: EUPL-1.2
// A chart and the table of its sheet in; what every format that draws it must agree on, out.
#pragma once
#include <string>
#include <vector>

#include "base/catalogue.hpp"
#include "report/model.hpp"

namespace schouw {

// As people read it: "1.530", "72%", "31-01-2026"; empty for nothing.
std::string cell_words(const Cell& cell, const Catalogue& words);

// The rows of the table that a series takes: [first, last).
struct RowRange {
    std::size_t first = 0;
    std::size_t last = 0;
};
RowRange rows_of(const ChartSeries& series, const Table& table);
// The rows that its first axis names, those of all series together.
RowRange rows_of(const Chart& chart, const Table& table);

// Its columns are in the table, and one of its series has a number to show.
bool drawable(const Chart& chart, const Table& table);

bool has_number(const Cell& cell);

// Bars lie down when their names are too long to stand beside each other.
bool lies(const Chart& chart, const Table& table);

// The column whose texts name the points of a scatter, or the number of columns when none does.
std::size_t names_column(const Chart& chart, const Table& table);

struct Axis {
    double low = 0;
    double high = 1;
    double step = 0.2;
};
// The axis of the values, and of the numbers along the first axis of a scatter: round bounds around
// all that there is to show; the chart's own bounds when it has them.
Axis value_axis(const Chart& chart, const Table& table);
Axis first_axis(const Chart& chart, const Table& table);
// A value on the axis, with no more decimals than its steps ask for.
std::string axis_words(double value, const Axis& axis, bool percent, const Catalogue& words);

// Height in points when it is as wide as a page.
double chart_height(const Chart& chart, const Table& table);

}  // namespace schouw
