// SPDX-License-Identifier: EUPL-1.2
#include "report/xlsx_chart.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "report/chart.hpp"
#include "report/palette.hpp"
#include "report/xlsx_sheet.hpp"
#include "report/xlsx_text.hpp"

namespace schouw {
namespace {

constexpr std::size_t most_labelled = 14;
constexpr std::uint8_t markers[] = {LXW_CHART_MARKER_CIRCLE, LXW_CHART_MARKER_SQUARE,
                                    LXW_CHART_MARKER_TRIANGLE, LXW_CHART_MARKER_DIAMOND,
                                    LXW_CHART_MARKER_X};

// The library takes text that begins with "=" for a reference.
std::string no_formula(const std::string& text) {
    const std::string safe = xlsx_string(visible(text));
    return safe.starts_with("=") ? " " + safe : safe;
}

class ChartWriter {
public:
    ChartWriter(lxw_workbook* book, const GridPart& part, const GridSheet& laid, const Chart& chart)
        : part_(part), laid_(laid), chart_(chart), table_(part.sheet->table) {
        at_ = workbook_add_chart(book, type());
        if (at_ == nullptr) check_xlsx(LXW_ERROR_MEMORY_MALLOC_FAILED);
    }

    lxw_chart* make() {
        chart_title_set_name(at_, no_formula(chart_.title).c_str());
        lxw_chart_font title = font_of(12, true);
        chart_title_set_name_font(at_, &title);
        std::size_t shape = 0;
        for (const auto& series : chart_.series) add_series(series, series.limit ? 0 : shape++);
        if (chart_.kind == ChartKind::bars) {
            chart_set_series_overlap(at_, shape > 1 ? 0 : 100);  // the norm around its bar
            chart_set_series_gap(at_, 60);
        }
        set_axes();
        if (chart_.series.size() > 1)
            chart_legend_set_position(at_, LXW_CHART_LEGEND_BOTTOM);
        else
            chart_legend_set_position(at_, LXW_CHART_LEGEND_NONE);
        chart_show_blanks_as(at_, LXW_CHART_BLANKS_AS_GAP);
        return at_;
    }

private:
    std::uint8_t type() const {
        switch (chart_.kind) {
            case ChartKind::line: return LXW_CHART_LINE;
            case ChartKind::scatter: return LXW_CHART_SCATTER;
            case ChartKind::bars: break;
        }
        return lies(chart_, table_) ? LXW_CHART_BAR : LXW_CHART_COLUMN;
    }

    static lxw_chart_font font_of(double points, bool bold) {
        lxw_chart_font one{};
        one.name = const_cast<char*>(font);  // the library copies it
        one.size = points;
        one.bold = bold ? LXW_TRUE : LXW_EXPLICIT_FALSE;
        return one;
    }

    lxw_row_t row_of(std::size_t row) const {
        return static_cast<lxw_row_t>(laid_.table->header + 1 + row);
    }

    void add_series(const ChartSeries& wish, std::size_t shape) {
        const RowRange rows = rows_of(wish, table_);
        if (rows.first >= rows.last || rows.last > part_.last) return;
        lxw_chart_series* series = chart_add_series(at_, nullptr, nullptr);
        if (series == nullptr) check_xlsx(LXW_ERROR_MEMORY_MALLOC_FAILED);
        const auto labels = static_cast<lxw_col_t>(chart_.labels);
        const auto column = static_cast<lxw_col_t>(wish.column);
        const char* name = part_.name.c_str();
        chart_series_set_categories(series, name, row_of(rows.first), labels, row_of(rows.last - 1),
                                    labels);
        chart_series_set_values(series, name, row_of(rows.first), column, row_of(rows.last - 1),
                                column);
        chart_series_set_name(series, no_formula(wish.name).c_str());
        if (wish.limit)
            draw_limit(series);
        else
            draw(series, shape, rows);
    }

    void draw_limit(lxw_chart_series* series) const {
        lxw_chart_line line{};
        line.color = chart_limit;
        line.width = 2;
        line.dash_type = LXW_CHART_LINE_DASH_DASH;
        chart_series_set_line(series, &line);
        if (chart_.kind == ChartKind::bars) {
            lxw_chart_fill none{};
            none.none = LXW_TRUE;
            chart_series_set_fill(series, &none);
        } else {
            chart_series_set_marker_type(series, LXW_CHART_MARKER_NONE);
        }
    }

    void draw(lxw_chart_series* series, std::size_t shape, const RowRange& rows) const {
        const lxw_color_t colour = chart_inks[shape % std::size(chart_inks)];
        lxw_chart_line line{};
        line.color = colour;
        line.width = 2.25;
        lxw_chart_fill fill{};
        fill.color = colour;
        if (chart_.kind == ChartKind::bars) {
            chart_series_set_fill(series, &fill);
        } else {
            lxw_chart_line none{};
            none.none = LXW_TRUE;
            chart_series_set_line(series, chart_.kind == ChartKind::line ? &line : &none);
            chart_series_set_marker_type(series, markers[shape % std::size(markers)]);
            chart_series_set_marker_size(series, 7);
            line.width = 1;
            chart_series_set_marker_line(series, &line);
            chart_series_set_marker_fill(series, &fill);
        }
        if (names_column(chart_, table_) < table_.columns.size())
            name_points(series, rows);
        else if (rows.last - rows.first <= most_labelled || chart_.kind == ChartKind::bars)
            show_values(series);
    }

    void show_values(lxw_chart_series* series) const {
        chart_series_set_labels(series);
        if (chart_.percent) chart_series_set_labels_num_format(series, "0%");
        if (chart_.kind == ChartKind::line)
            chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_ABOVE);
    }

    // Each point of a scatter carries the name that its row has in the table.
    void name_points(lxw_chart_series* series, const RowRange& rows) const {
        std::vector<std::string> names;
        for (std::size_t i = rows.first; i < rows.last; ++i)
            names.push_back(
                no_formula(clip(table_.rows[i][names_column(chart_, table_)].text, 60)));
        std::vector<lxw_chart_data_label> labels(names.size());
        std::vector<lxw_chart_data_label*> list;
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (names[i].empty())
                labels[i].hide = LXW_TRUE;
            else
                labels[i].value = names[i].data();
            list.push_back(&labels[i]);
        }
        list.push_back(nullptr);
        chart_series_set_labels(series);
        check_xlsx(chart_series_set_labels_custom(series, list.data()));
        chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_RIGHT);
    }

    void set_axes() {
        const Axis values = value_axis(chart_, table_);
        const bool lying = type() == LXW_CHART_BAR;  // the library turns the axes with the bars
        lxw_chart_axis* along = lying ? at_->y_axis : at_->x_axis;
        lxw_chart_axis* across = lying ? at_->x_axis : at_->y_axis;
        chart_axis_set_min(across, values.low);
        chart_axis_set_max(across, values.high);
        chart_axis_set_major_unit(across, values.step);
        chart_axis_set_num_format(across, chart_.percent       ? "0%"
                                          : values.step >= 1.0 ? "#,##0"
                                                               : "#,##0.0#");
        if (chart_.kind == ChartKind::scatter) {
            const Axis first = first_axis(chart_, table_);
            chart_axis_set_min(along, first.low);
            chart_axis_set_max(along, first.high);
            chart_axis_set_major_unit(along, first.step);
        } else if (lying) {
            chart_axis_set_reverse(along);  // the first row on top
            chart_axis_set_crossing_max(along);
        }
        lxw_chart_font plain = font_of(9, false);
        for (auto* axis : {along, across}) {
            const std::string& title = axis == along ? chart_.x_title : chart_.y_title;
            if (!title.empty()) chart_axis_set_name(axis, no_formula(title).c_str());
            chart_axis_set_name_font(axis, &plain);
            chart_axis_set_num_font(axis, &plain);
        }
        lxw_chart_line grid{};
        grid.color = rule;
        grid.width = 0.75;
        chart_axis_major_gridlines_set_line(across, &grid);
    }

    const GridPart& part_;
    const GridSheet& laid_;
    const Chart& chart_;
    const Table& table_;
    lxw_chart* at_ = nullptr;
};

}  // namespace

void add_chart(lxw_workbook* book, lxw_worksheet* at, const GridPart& part, const GridSheet& laid,
               const GridChart& wish) {
    constexpr double usual_width = 480;  // of the library, in pixels
    constexpr double usual_height = 288;
    constexpr double pixels = 96.0 / 72;
    lxw_chart* chart = ChartWriter(book, part, laid, *wish.chart).make();
    std::string description =
        no_formula(wish.chart->description.empty() ? wish.chart->title : wish.chart->description);
    lxw_chart_options options{};
    options.x_offset = 2;
    options.y_offset = 2;
    options.x_scale = wish.width * pixels / usual_width;
    options.y_scale = wish.height * pixels / usual_height;
    options.object_position = LXW_OBJECT_MOVE_DONT_SIZE;
    options.description = description.data();
    check_xlsx(
        worksheet_insert_chart_opt(at, static_cast<lxw_row_t>(wish.row), 0, chart, &options));
}

}  // namespace schouw
