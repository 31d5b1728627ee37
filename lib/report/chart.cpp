// SPDX-License-Identifier: EUPL-1.2
#include "report/chart.hpp"

#include <algorithm>
#include <cmath>

#include "base/date.hpp"
#include "base/text.hpp"

namespace schouw {
namespace {

constexpr int longest_standing_name = 9;
constexpr std::size_t most_standing = 12;
constexpr double usual_height = 205;  // points: two of them go on a page
constexpr double scatter_height = 290;
constexpr double bar_height = 16;
constexpr double around_bars = 105;
constexpr double highest = 620;

std::string percent_words(double part) { return std::to_string(std::llround(part * 100)) + "%"; }

// 1, 2 or 5 times a power of ten, so that four to eight steps cover the span.
double round_step(double span) {
    const double power = std::pow(10, std::floor(std::log10(span / 5)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (span / (factor * power) <= 7) return factor * power;
    return 10 * power;
}

Axis around(double low, double high) {
    if (!(high > low)) high = low + 1;
    Axis axis;
    axis.step = round_step(high - low);
    axis.low = std::floor(low / axis.step + 1e-9) * axis.step;
    axis.high = std::ceil(high / axis.step - 1e-9) * axis.step;
    return axis;
}

// Low and high of a column over the rows of each series; zero belongs to it.
Axis span_of(const Chart& chart, const Table& table, bool values) {
    double low = 0;
    double high = 0;
    for (const auto& series : chart.series) {
        const RowRange rows = rows_of(series, table);
        for (std::size_t i = rows.first; i < rows.last; ++i) {
            const Cell& cell = table.rows[i][values ? series.column : chart.labels];
            if (!has_number(cell)) continue;
            low = std::min(low, cell.number);
            high = std::max(high, cell.number);
        }
    }
    return around(low, high);
}

}  // namespace

std::string cell_words(const Cell& cell, const Catalogue& words) {
    switch (cell.kind) {
        case CellKind::text: return cell.text;
        case CellKind::number: return words.number(std::llround(cell.number));
        case CellKind::decimal: return words.decimal(std::round(cell.number * 100) / 100);
        case CellKind::percent: return percent_words(cell.number);
        case CellKind::date: return words.date(iso(Date{static_cast<std::int32_t>(cell.number)}));
        case CellKind::empty:
        case CellKind::answer: break;
    }
    return "";
}

bool has_number(const Cell& cell) {
    return cell.kind == CellKind::number || cell.kind == CellKind::decimal ||
           cell.kind == CellKind::percent;
}

RowRange rows_of(const ChartSeries& series, const Table& table) {
    const std::size_t first = std::min(series.first, table.rows.size());
    const std::size_t room = table.rows.size() - first;
    return {first, first + (series.rows == 0 ? room : std::min(series.rows, room))};
}

RowRange rows_of(const Chart& chart, const Table& table) {
    RowRange all{table.rows.size(), 0};
    for (const auto& series : chart.series) {
        const RowRange rows = rows_of(series, table);
        all = {std::min(all.first, rows.first), std::max(all.last, rows.last)};
    }
    return all;
}

bool drawable(const Chart& chart, const Table& table) {
    const std::size_t columns = table.columns.size();
    bool any = false;
    for (const auto& series : chart.series) {
        if (series.column >= columns || chart.labels >= columns) return false;
        const RowRange rows = rows_of(series, table);
        for (std::size_t i = rows.first; i < rows.last; ++i)
            any = any ||
                  (!series.limit && has_number(table.rows[i][series.column]) &&
                   (chart.kind != ChartKind::scatter || has_number(table.rows[i][chart.labels])));
    }
    return any;
}

bool lies(const Chart& chart, const Table& table) {
    const RowRange rows = rows_of(chart, table);
    if (rows.last - rows.first > most_standing) return true;
    for (std::size_t i = rows.first; i < rows.last; ++i) {
        const Cell& label = table.rows[i][chart.labels];
        if (label.kind == CellKind::text && width(label.text) > longest_standing_name) return true;
    }
    return false;
}

std::size_t names_column(const Chart& chart, const Table& table) {
    const std::size_t none = table.columns.size();
    if (chart.kind != ChartKind::scatter || chart.labels == 0 || table.rows.empty()) return none;
    return table.rows.front().front().kind == CellKind::text ? 0 : none;
}

Axis value_axis(const Chart& chart, const Table& table) {
    if (!(chart.high > chart.low)) return span_of(chart, table, true);
    return {chart.low, chart.high, round_step(chart.high - chart.low)};
}

Axis first_axis(const Chart& chart, const Table& table) { return span_of(chart, table, false); }

std::string axis_words(double value, const Axis& axis, bool percent, const Catalogue& words) {
    if (percent) return percent_words(value);
    if (axis.step >= 1) return words.number(std::llround(value));
    return words.decimal(std::round(value * 1000) / 1000);
}

double chart_height(const Chart& chart, const Table& table) {
    if (chart.kind == ChartKind::scatter) return scatter_height;
    if (chart.kind != ChartKind::bars || !lies(chart, table)) return usual_height;
    const RowRange rows = rows_of(chart, table);
    const auto bars = std::count_if(chart.series.begin(), chart.series.end(),
                                    [](const auto& series) { return !series.limit; });
    const double each = bar_height * static_cast<double>(std::max<std::ptrdiff_t>(bars, 1)) + 6;
    return std::min(highest, around_bars + each * static_cast<double>(rows.last - rows.first));
}

}  // namespace schouw
