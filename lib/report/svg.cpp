// SPDX-License-Identifier: EUPL-1.2
#include "report/svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/chart.hpp"
#include "report/markup.hpp"
#include "report/svg_canvas.hpp"

namespace schouw {
namespace {

constexpr double wide = 720;
constexpr double margin = 14;
constexpr double tick_gap = 6;
constexpr double widest_name = 250;
constexpr std::size_t most_labelled = 14;  // points that carry their value in figures

struct Plot {
    double left, top, right, bottom;
    double x(double share) const { return left + (right - left) * share; }
    double y(double share) const { return bottom - (bottom - top) * share; }
};

double share_of(double value, const Axis& axis) {
    return std::clamp((value - axis.low) / (axis.high - axis.low), 0.0, 1.0);
}

class Drawing {
public:
    Drawing(const Chart& chart, const Table& table, const Catalogue& words)
        : chart_(chart),
          table_(table),
          words_(words),
          values_(value_axis(chart, table)),
          rows_(rows_of(chart, table)),
          high_(chart_height(chart, table) * 96 / 72) {}

    std::string draw(const std::string& id) {
        head();
        legend();
        switch (chart_.kind) {
            case ChartKind::line: draw_lines(); break;
            case ChartKind::bars: lies(chart_, table_) ? draw_lying() : draw_standing(); break;
            case ChartKind::scatter: draw_points(); break;
        }
        const std::string title = escaped(chart_.title);
        const std::string desc =
            escaped(chart_.description.empty() ? chart_.title : chart_.description);
        return fmt::format(
                   "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" "
                   "width=\"{0}\" height=\"{1}\" role=\"img\" aria-labelledby=\"{2}-t {2}-d\" "
                   "font-family=\"Arial, Helvetica, sans-serif\">\n<title id=\"{2}-t\">{3}"
                   "</title>\n<desc id=\"{2}-d\">{4}</desc>\n",
                   wide, std::ceil(high_), id, title, desc) +
               canvas_.out + "</svg>\n";
    }

private:
    void head() {
        canvas_.rect(0, 0, wide, std::ceil(high_), "paper");
        plot_ = {margin, margin, wide - margin, high_ - margin};
        for (const auto& part : wrapped(chart_.title, wide - 2 * margin, 16, true)) {
            plot_.top += 18;
            canvas_.text(margin, plot_.top - 4, part, "start", 16, "ink", true);
        }
        plot_.top += 6;
    }

    // The name of each series beside the mark that it is drawn with; one alone needs none when an
    // axis says the same.
    void legend() {
        if (chart_.series.size() < 2) return;
        double x = margin;
        plot_.top += 14;
        std::size_t shape = 0;
        for (const auto& series : chart_.series) {
            const std::size_t at = series.limit ? shape : shape++;
            const double needs = 34 + text_pixels(series.name, 12, false);
            if (x > margin && x + needs > wide - margin) {
                x = margin;
                plot_.top += 18;
            }
            const double y = plot_.top - 4;
            if (series.limit)
                canvas_.line(x, y, x + 22, y, "limit");
            else if (chart_.kind == ChartKind::bars)
                canvas_.rect(x + 5, y - 6, 12, 12, fmt::format("s{}", at % 5));
            else {
                if (chart_.kind == ChartKind::line)
                    canvas_.line(x, y, x + 22, y, fmt::format("l{}", at % 5));
                canvas_.mark(x + 11, y, at);
            }
            canvas_.text(x + 28, plot_.top, series.name, "start", 12, "ink");
            x += needs + 18;
        }
        plot_.top += 8;
    }

    std::string value_words(double value) const {
        return axis_words(value, values_, chart_.percent, words_);
    }

    std::vector<double> ticks(const Axis& axis) const {
        std::vector<double> all;
        for (int i = 0; axis.low + i * axis.step <= axis.high + axis.step * 1e-6; ++i)
            all.push_back(axis.low + i * axis.step);
        return all;
    }

    // The axis of the values at the left, with its title above it.
    void values_at_left() {
        if (!chart_.y_title.empty()) {
            plot_.top += 14;
            canvas_.text(margin, plot_.top, chart_.y_title, "start", 12, "ink");
        }
        plot_.top += 14;
        double room = 0;
        for (const double tick : ticks(values_))
            room = std::max(room, text_pixels(value_words(tick), 12, false));
        plot_.left += room + tick_gap;
        if (!chart_.x_title.empty()) plot_.bottom -= 20;
        plot_.bottom -= 20;
        if (!chart_.x_title.empty())
            canvas_.text((plot_.left + plot_.right) / 2, high_ - margin, chart_.x_title, "middle",
                         12, "ink");
        for (const double tick : ticks(values_)) {
            const double y = plot_.y(share_of(tick, values_));
            canvas_.line(plot_.left, y, plot_.right, y, "grid");
            canvas_.text(plot_.left - tick_gap, y + 4, value_words(tick), "end", 12, "ink");
        }
    }

    double column_x(std::size_t row) const {
        const auto count = static_cast<double>(rows_.last - rows_.first);
        return plot_.x((static_cast<double>(row - rows_.first) + 0.5) / count);
    }

    // The names under the plot; some are left out when they would run into each other.
    void names_below() {
        const auto count = static_cast<double>(rows_.last - rows_.first);
        const double room = (plot_.right - plot_.left) / count;
        double widest = 0;
        for (std::size_t i = rows_.first; i < rows_.last; ++i)
            widest = std::max(widest, text_pixels(label(i), 12, false));
        const auto every = static_cast<std::size_t>(
            std::max(1.0, std::ceil((std::min(widest, 110.0) + 8) / room)));
        for (std::size_t i = rows_.first; i < rows_.last; i += every)
            canvas_.text(column_x(i), plot_.bottom + 16,
                         shortened(label(i), room * static_cast<double>(every) - 4), "middle", 12,
                         "ink");
    }

    // So that no norm runs through a mark or a figure.
    std::vector<ChartSeries> limits_first() const {
        std::vector<ChartSeries> all = chart_.series;
        std::stable_partition(all.begin(), all.end(), [](const auto& one) { return one.limit; });
        return all;
    }

    std::string label(std::size_t row) const {
        return cell_words(table_.rows[row][chart_.labels], words_);
    }

    const Cell* value_at(const ChartSeries& series, std::size_t row) const {
        const RowRange rows = rows_of(series, table_);
        if (row < rows.first || row >= rows.last) return nullptr;
        const Cell& cell = table_.rows[row][series.column];
        return has_number(cell) ? &cell : nullptr;
    }

    // Where there is no value there is no line either.
    void path_of(const ChartSeries& series, const std::string& style) {
        std::string path;
        bool pen = false;
        for (std::size_t i = rows_.first; i < rows_.last; ++i) {
            const Cell* cell = value_at(series, i);
            if (cell != nullptr)
                path += fmt::format("{}{:.1f} {:.1f}", pen ? "L" : "M", column_x(i),
                                    plot_.y(share_of(cell->number, values_)));
            pen = cell != nullptr;
        }
        canvas_.path(path, style);
    }

    void draw_lines() {
        values_at_left();
        names_below();
        std::size_t shape = 0;
        for (const auto& series : limits_first()) {
            if (series.limit) {
                path_of(series, "limit");
                continue;
            }
            path_of(series, fmt::format("l{}", shape % 5));
            for (std::size_t i = rows_.first; i < rows_.last; ++i) {
                const Cell* cell = value_at(series, i);
                if (cell == nullptr) continue;
                const double y = plot_.y(share_of(cell->number, values_));
                canvas_.mark(column_x(i), y, shape);
                if (rows_.last - rows_.first <= most_labelled)
                    canvas_.label(column_x(i), y + (shape % 2 == 0 ? -9 : 19),
                                  cell_words(*cell, words_), "middle");
            }
            ++shape;
        }
    }

    std::size_t bars_in_group() const {
        return static_cast<std::size_t>(std::max<std::ptrdiff_t>(
            1, std::count_if(chart_.series.begin(), chart_.series.end(),
                             [](const auto& series) { return !series.limit; })));
    }

    void draw_standing() {
        values_at_left();
        names_below();
        const double room =
            (plot_.right - plot_.left) / static_cast<double>(rows_.last - rows_.first);
        const double each = std::min(60.0, room * 0.75 / static_cast<double>(bars_in_group()));
        const double zero = plot_.y(share_of(0, values_));
        for (std::size_t i = rows_.first; i < rows_.last; ++i) {
            double x = column_x(i) - each * static_cast<double>(bars_in_group()) / 2;
            std::size_t at = 0;
            for (const auto& series : limits_first()) {
                const Cell* cell = value_at(series, i);
                if (series.limit) {
                    if (cell != nullptr) limit_across(i, room, cell->number);
                    continue;
                }
                if (cell != nullptr) {
                    const double y = plot_.y(share_of(cell->number, values_));
                    canvas_.rect(x, std::min(y, zero), each - 2, std::abs(zero - y),
                                 fmt::format("s{}", at % 5));
                    canvas_.label(x + each / 2 - 1, std::min(y, zero) - 4,
                                  cell_words(*cell, words_), "middle");
                }
                x += each;
                ++at;
            }
        }
    }

    void limit_across(std::size_t row, double room, double value) {
        const double y = plot_.y(share_of(value, values_));
        canvas_.line(column_x(row) - room / 2, y, column_x(row) + room / 2, y, "limit");
    }

    // One group of bars below the other; the names at the left, the values at their ends.
    void draw_lying() {
        double names = 0;
        for (std::size_t i = rows_.first; i < rows_.last; ++i)
            names = std::max(names, text_pixels(label(i), 12, false));
        plot_.left += std::min(names, widest_name) + tick_gap;
        plot_.right -= 44;
        plot_.bottom -= chart_.y_title.empty() ? 20 : 38;
        if (!chart_.y_title.empty())
            canvas_.text((plot_.left + plot_.right) / 2, high_ - margin, chart_.y_title, "middle",
                         12, "ink");
        for (const double tick : ticks(values_)) {
            const double x = plot_.x(share_of(tick, values_));
            canvas_.line(x, plot_.top, x, plot_.bottom, "grid");
            canvas_.text(x, plot_.bottom + 16, value_words(tick), "middle", 12, "ink");
        }
        const double room =
            (plot_.bottom - plot_.top) / static_cast<double>(rows_.last - rows_.first);
        for (std::size_t i = rows_.first; i < rows_.last; ++i)
            draw_lying_group(i, plot_.top + room * static_cast<double>(i - rows_.first), room);
    }

    void draw_lying_group(std::size_t row, double top, double room) {
        canvas_.text(plot_.left - tick_gap, top + room / 2 + 4, shortened(label(row), widest_name),
                     "end", 12, "ink");
        const double each = room * 0.8 / static_cast<double>(bars_in_group());
        const double zero = plot_.x(share_of(0, values_));
        double y = top + room * 0.1;
        std::size_t at = 0;
        for (const auto& series : limits_first()) {
            const Cell* cell = value_at(series, row);
            if (series.limit) {
                if (cell == nullptr) continue;
                const double x = plot_.x(share_of(cell->number, values_));
                canvas_.line(x, top, x, top + room, "limit");
                continue;
            }
            if (cell != nullptr) {
                const double x = plot_.x(share_of(cell->number, values_));
                canvas_.rect(std::min(x, zero), y, std::abs(x - zero), each - 1,
                             fmt::format("s{}", at % 5));
                canvas_.label(std::max(x, zero) + 4, y + each / 2 + 4, cell_words(*cell, words_),
                              "start");
            }
            y += each;
            ++at;
        }
    }

    void draw_points() {
        const Axis across = first_axis(chart_, table_);
        values_at_left();
        plot_.right -= 20;
        for (const double tick : ticks(across)) {
            const double x = plot_.x(share_of(tick, across));
            canvas_.line(x, plot_.top, x, plot_.bottom, "grid");
            canvas_.text(x, plot_.bottom + 16, axis_words(tick, across, false, words_), "middle",
                         12, "ink");
        }
        const std::size_t names = names_column(chart_, table_);
        std::size_t shape = 0;
        for (const auto& series : limits_first()) {
            const RowRange rows = rows_of(series, table_);
            std::string path;
            for (std::size_t i = rows.first; i < rows.last; ++i) {
                const Cell* cell = value_at(series, i);
                const Cell& along = table_.rows[i][chart_.labels];
                if (cell == nullptr || !has_number(along)) continue;
                const double x = plot_.x(share_of(along.number, across));
                const double y = plot_.y(share_of(cell->number, values_));
                path += fmt::format("{}{:.1f} {:.1f}", path.empty() ? "M" : "L", x, y);
                if (series.limit) continue;
                canvas_.mark(x, y, shape);
                if (names < table_.columns.size()) name_point(x, y, table_.rows[i][names].text);
            }
            if (series.limit)
                canvas_.path(path, "limit");
            else
                ++shape;
        }
    }

    // At the side where there is room, and not over a name that stands there already.
    void name_point(double x, double y, const std::string& name) {
        const std::string text = shortened(name, 190);
        const double size = text_pixels(text, 12, false);
        const bool left = x + size + 9 > wide - margin;
        double at = y + 4;
        const double from = left ? x - 9 - size : x + 9;
        for (int tries = 0; tries < 12 && taken(from, at, size); ++tries)
            at += tries % 2 == 0 ? 13.0 * (tries + 1) : -13.0 * (tries + 1);
        named_.push_back({from, at, size});
        canvas_.label(left ? x - 9 : x + 9, at, text, left ? "end" : "start", false);
    }

    struct Named {
        double x, y, size;
    };

    bool taken(double x, double y, double size) const {
        if (y < plot_.top || y > plot_.bottom) return true;
        return std::any_of(named_.begin(), named_.end(), [&](const Named& other) {
            return std::abs(other.y - y) < 12 && x < other.x + other.size && other.x < x + size;
        });
    }

    const Chart& chart_;
    const Table& table_;
    const Catalogue& words_;
    Axis values_;
    RowRange rows_;
    double high_;
    Plot plot_{};
    Canvas canvas_;
    std::vector<Named> named_;
};

}  // namespace

std::string svg_chart(const Chart& chart, const Table& table, const std::string& id,
                      const Catalogue& words) {
    return Drawing(chart, table, words).draw(id);
}

}  // namespace schouw
