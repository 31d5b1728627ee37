// SPDX-License-Identifier: EUPL-1.2
#include "report/ods_chart.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "report/chart.hpp"
#include "report/markup.hpp"
#include "report/ods_styles.hpp"
#include "report/palette.hpp"

namespace schouw {
namespace {

constexpr std::size_t most_labelled = 14;
constexpr const char* symbols[] = {"circle", "square", "arrow-up", "diamond", "x"};

class ChartWriter {
public:
    explicit ChartWriter(const OdsBook::Picture& picture)
        : picture_(picture),
          chart_(*picture.chart.chart),
          table_(picture.part->sheet->table),
          values_(value_axis(chart_, table_)),
          lies_(chart_.kind == ChartKind::bars && lies(chart_, table_)) {}

    std::string write() {
        std::string series;
        std::size_t shape = 0;
        for (std::size_t i = 0; i < chart_.series.size(); ++i)
            series += series_of(i, chart_.series[i].limit ? 0 : shape++);
        add_style("title", "", "fo:font-size=\"12pt\" fo:font-weight=\"bold\"");
        add_style("small", "", "fo:font-size=\"9pt\"");
        add_style("plot", plot_properties(), "");
        add_style("grid", "", "", fmt::format("svg:stroke-color=\"#{:06x}\"", rule));
        add_style("s-name", "chart:data-label-number=\"value\" chart:label-position=\"right\"",
                  "fo:font-size=\"9pt\"");
        add_style("wall", "", "", "draw:fill=\"none\" draw:stroke=\"none\"");
        add_style("chart", "", "",
                  "draw:fill=\"solid\" draw:fill-color=\"#ffffff\" draw:stroke=\"none\"");
        const std::string axes = axis("x") + axis("y");
        const std::string legend =
            chart_.series.size() > 1
                ? "<chart:legend chart:legend-position=\"bottom\" chart:style-name=\"small\"/>"
                : "";
        return fmt::format(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content{}>"
            "<office:automatic-styles>{}{}</office:automatic-styles><office:body><office:chart>"
            "<chart:chart chart:class=\"chart:{}\" svg:width=\"{:.1f}pt\" svg:height=\"{:.1f}pt\" "
            "xlink:href=\"..\" xlink:type=\"simple\" chart:style-name=\"chart\">"
            "<chart:title chart:style-name=\"title\"><text:p>{}</text:p></chart:title>{}"
            "<chart:plot-area chart:style-name=\"plot\">{}{}<chart:wall chart:style-name=\"wall\"/>"
            "</chart:plot-area>"
            "</chart:chart></office:chart></office:body></office:document-content>",
            ods_namespaces(), ods_number_styles(), styles_, type(), picture_.chart.width,
            picture_.chart.height, escaped(chart_.title), legend, axes, series);
    }

private:
    const char* type() const {
        switch (chart_.kind) {
            case ChartKind::line: return "line";
            case ChartKind::scatter: return "scatter";
            case ChartKind::bars: break;
        }
        return "bar";
    }

    void add_style(const std::string& name, const std::string& chart, const std::string& text,
                   const std::string& graphic = "") {
        styles_ +=
            fmt::format("<style:style style:name=\"{}\" style:family=\"chart\"{}>", name,
                        chart_.percent && (name == "y" || name.front() == 's') && name != "small"
                            ? " style:data-style-name=\"n-percent\""
                            : "");
        if (!chart.empty()) styles_ += "<style:chart-properties " + chart + "/>";
        if (!graphic.empty()) styles_ += "<style:graphic-properties " + graphic + "/>";
        if (!text.empty()) styles_ += "<style:text-properties " + text + "/>";
        styles_ += "</style:style>";
    }

    // The norm stands around the bar that is held against it.
    bool alone() const {
        return std::count_if(chart_.series.begin(), chart_.series.end(),
                             [](const auto& series) { return !series.limit; }) < 2;
    }

    std::string plot_properties() const {
        std::string out = "chart:treat-empty-cells=\"leave-gap\" chart:auto-position=\"true\"";
        if (lies_) out += " chart:vertical=\"true\"";
        if (chart_.kind == ChartKind::line) out += " chart:symbol-type=\"automatic\"";
        return out;
    }

    std::string range(std::size_t column, const RowRange& rows) const {
        const std::size_t top = picture_.laid.table->header + 1;
        return ods_range(picture_.part->name, top + rows.first, column, top + rows.last - 1,
                         column);
    }

    std::string axis(const std::string& dimension) {
        const bool values = dimension == "y";
        std::string properties = "chart:display-label=\"true\"";
        const Axis bounds = values ? values_ : first_axis(chart_, table_);
        if (values || chart_.kind == ChartKind::scatter)
            properties += fmt::format(" chart:minimum=\"{}\" chart:maximum=\"{}\" "
                                      "chart:interval-major=\"{}\"",
                                      bounds.low, bounds.high, bounds.step);
        if (values && chart_.kind == ChartKind::bars)
            properties +=
                fmt::format(" chart:gap-width=\"60\" chart:overlap=\"{}\"", alone() ? 100 : 0);
        if (!values && lies_) properties += " chart:reverse-direction=\"true\"";
        if (values && lies_) properties += " chart:axis-position=\"end\"";
        add_style(dimension, properties, "fo:font-size=\"9pt\"");
        std::string inside;
        const std::string& title = values ? chart_.y_title : chart_.x_title;
        if (!title.empty())
            inside += "<chart:title chart:style-name=\"small\"><text:p>" + escaped(title) +
                      "</text:p></chart:title>";
        if (!values && chart_.kind != ChartKind::scatter)
            inside += "<chart:categories table:cell-range-address=\"" +
                      range(chart_.labels, rows_of(chart_, table_)) + "\"/>";
        if (values) inside += "<chart:grid chart:style-name=\"grid\" chart:class=\"major\"/>";
        return fmt::format("<chart:axis chart:dimension=\"{0}\" chart:name=\"primary-{0}\" "
                           "chart:style-name=\"{0}\">{1}</chart:axis>",
                           dimension, inside);
    }

    std::string series_of(std::size_t index, std::size_t shape) {
        const ChartSeries& series = chart_.series[index];
        const RowRange rows = rows_of(series, table_);
        if (rows.first >= rows.last || rows.last > picture_.part->last) return "";
        const std::string name = "s" + std::to_string(index);
        const std::uint32_t ink = chart_inks[shape % std::size(chart_inks)];
        const bool bars = chart_.kind == ChartKind::bars;
        const bool stroke = series.limit || chart_.kind == ChartKind::line;
        std::string properties;
        if (!bars)
            properties = series.limit
                             ? "chart:symbol-type=\"none\""
                             : fmt::format("chart:symbol-type=\"named-symbol\" "
                                           "chart:symbol-name=\"{}\" chart:symbol-width=\"0.25cm\" "
                                           "chart:symbol-height=\"0.25cm\"",
                                           symbols[shape % std::size(symbols)]);
        if (!series.limit && (bars || rows.last - rows.first <= most_labelled))
            properties += " chart:data-label-number=\"value\"";
        const std::string graphic =
            series.limit ? fmt::format("draw:stroke=\"dash\" draw:stroke-dash=\"dashed\" "
                                       "svg:stroke-width=\"2pt\" svg:stroke-color=\"#{:06x}\" "
                                       "draw:fill=\"none\"",
                                       chart_limit)
                         : fmt::format("draw:stroke=\"{}\" svg:stroke-width=\"2.25pt\" "
                                       "svg:stroke-color=\"#{:06x}\" draw:fill=\"solid\" "
                                       "draw:fill-color=\"#{:06x}\"",
                                       stroke ? "solid" : "none", ink, ink);
        add_style(name, properties, "fo:font-size=\"9pt\"", graphic);
        std::string domain;
        if (chart_.kind == ChartKind::scatter)
            domain =
                "<chart:domain table:cell-range-address=\"" + range(chart_.labels, rows) + "\"/>";
        return fmt::format("<chart:series chart:style-name=\"{}\" "
                           "chart:values-cell-range-address=\"{}\" {} "
                           "chart:class=\"chart:{}\">{}{}</chart:series>",
                           name, range(series.column, rows), label_of(series), type(), domain,
                           points_of(series, rows));
    }

    // Each point of a scatter carries the name that its row has in the table.
    std::string points_of(const ChartSeries& series, const RowRange& rows) const {
        const std::size_t names = names_column(chart_, table_);
        if (series.limit || names >= table_.columns.size()) return "";
        std::string out;
        for (std::size_t i = rows.first; i < rows.last; ++i)
            out += "<chart:data-point chart:style-name=\"s-name\"><chart:data-label><text:p>"
                   "<text:span>" +
                   escaped(clip(table_.rows[i][names].text, 60)) +
                   "</text:span></text:p></chart:data-label></chart:data-point>";
        return out;
    }

    // The header of its column where that is its name: the standard knows no other.
    std::string label_of(const ChartSeries& series) const {
        if (series.name != table_.columns[series.column].title)
            return fmt::format("loext:label-string=\"{}\"", escaped(series.name));
        const std::size_t header = picture_.laid.table->header;
        return fmt::format(
            "chart:label-cell-address=\"{}\"",
            ods_range(picture_.part->name, header, series.column, header, series.column));
    }

    const OdsBook::Picture& picture_;
    const Chart& chart_;
    const Table& table_;
    Axis values_;
    bool lies_;
    std::string styles_;
};

}  // namespace

std::string ods_chart_styles() {
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-styles{}><office:styles>"
        "<draw:stroke-dash draw:name=\"dashed\" draw:style=\"rect\" draw:dots1=\"1\" "
        "draw:dots1-length=\"0.2cm\" draw:distance=\"0.12cm\"/></office:styles>"
        "</office:document-styles>",
        ods_namespaces());
}

std::string ods_chart(const OdsBook::Picture& picture) { return ChartWriter(picture).write(); }

}  // namespace schouw
