// SPDX-License-Identifier: EUPL-1.2
#include "report/ods_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/date.hpp"
#include "base/text.hpp"
#include "report/markup.hpp"
#include "report/ods_styles.hpp"

namespace schouw {
namespace {

std::string quoted(const std::string& sheet) {
    std::string out = "'";
    for (const char c : sheet) out += c == '\'' ? "''" : std::string(1, c);
    return out + "'";
}

std::string cell_name(std::size_t row, std::size_t column) {
    std::string letters;
    for (std::size_t n = column + 1; n > 0; n = (n - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (n - 1) % 26));
    return letters + std::to_string(row + 1);
}

// Spaces at an end or in a run are elements of their own: readers fold them.
std::string spaced(std::string_view line) {
    std::string out;
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t end = std::min(line.find_first_not_of(' ', at), line.size());
        if (const std::size_t run = end - at; run > 0) {
            const bool edge = at == 0 || end == line.size();
            if (!edge) out += ' ';
            if (edge || run > 1)
                out += fmt::format("<text:s text:c=\"{}\"/>", edge ? run : run - 1);
            at = end;
            continue;
        }
        const std::size_t word = std::min(line.find(' ', at), line.size());
        out += escaped(line.substr(at, word - at));
        at = word;
    }
    return out;
}

std::string paragraphs(const GridCell& cell) {
    std::string out;
    for (const auto& line : split(cell.value.text, '\n')) {
        const std::string text = spaced(line);
        out += "<text:p>";
        out += cell.link.empty()
                   ? text
                   : fmt::format("<text:a xlink:type=\"simple\" xlink:href=\"#{}.A1\">{}</text:a>",
                                 escaped(quoted(cell.link)), text);
        out += "</text:p>";
    }
    return out;
}

std::string value_of(const GridCell& cell) {
    const Cell& value = cell.value;
    switch (value.kind) {
        case CellKind::text:
            return " office:value-type=\"string\">" + paragraphs(cell) + "</table:table-cell>";
        case CellKind::number:
        case CellKind::decimal:
            return fmt::format(
                " office:value-type=\"float\" office:value=\"{0}\"><text:p>{0}</text:p>"
                "</table:table-cell>",
                value.number);
        case CellKind::percent:
            return fmt::format(
                " office:value-type=\"percentage\" office:value=\"{}\"><text:p>{:.0f}%</text:p>"
                "</table:table-cell>",
                value.number, value.number * 100);
        case CellKind::date: {
            const Date day{static_cast<std::int32_t>(value.number)};
            return fmt::format(" office:value-type=\"date\" office:date-value=\"{}\"><text:p>{}"
                               "</text:p></table:table-cell>",
                               iso(day), dutch(day));
        }
        case CellKind::empty:
        case CellKind::answer: break;
    }
    return "/>";
}

class SheetWriter {
public:
    SheetWriter(OdsBook& book, const GridPart& part, const Take& take)
        : book_(book), part_(part), laid_(lay_out(book.grid, part)), take_(take) {}

    void write() {
        take_(head());
        for (const auto& row : laid_.above) write_row(row);
        each_table_row(book_.grid, part_, laid_, [&](const GridRow& row) {
            const bool header = laid_.table->header == row_;
            if (header) take_("<table:table-header-rows>");
            write_row(row);
            if (header) take_("</table:table-header-rows>");
        });
        take_("</table:table>\n");
        if (laid_.table)
            book_.filters.push_back(ods_range(part_.name, laid_.table->header, 0, laid_.table->last,
                                              laid_.widths.size() - 1));
        add_view();
    }

private:
    std::string head() {
        std::string print;
        if (laid_.printed_columns < laid_.widths.size() || part_.sheet->on_screen)
            print = " table:print-ranges=\"" +
                    ods_range(part_.name, 0, 0, laid_.printed_rows - 1, laid_.printed_columns - 1) +
                    "\"";
        std::string out =
            fmt::format("<table:table table:name=\"{}\" table:style-name=\"{}\"{}>",
                        escaped(part_.name), laid_.landscape ? "ta-lying" : "ta-upright", print);
        for (const double width : laid_.widths) {
            const auto known = std::find(book_.widths.begin(), book_.widths.end(), width);
            const auto number = known - book_.widths.begin();
            if (known == book_.widths.end()) book_.widths.push_back(width);
            out += fmt::format("<table:table-column table:style-name=\"co{}\"/>", number);
        }
        return out;
    }

    void write_row(const GridRow& row) {
        const bool new_page = row_ > 0 && row_ == laid_.page_break;
        book_.rows.insert({row.height, new_page});
        std::string out = fmt::format("<table:table-row table:style-name=\"{}\">",
                                      ods_row_name(row.height, new_page));
        std::size_t next = 0;
        for (const auto& cell : row.cells) {
            if (cell.column > next)
                out += fmt::format("<table:table-cell table:number-columns-repeated=\"{}\"/>",
                                   cell.column - next);
            add_cell(out, cell);
            next = cell.last + 1;
        }
        if (row.cells.empty()) {
            out += "<table:table-cell>";
            for (const auto& chart : laid_.charts)
                if (chart.row == row_) add_frame(out, chart);
            out += "</table:table-cell>";
        }
        take_(out + "</table:table-row>\n");
        ++row_;
    }

    void add_cell(std::string& out, const GridCell& cell) {
        if (last_ == nullptr || *last_ != cell.style)
            last_ = &*book_.styles.insert(cell.style).first;
        out += "<table:table-cell table:style-name=\"" + ods_style_name(cell.style) + "\"";
        if (cell.last > cell.column)
            out +=
                fmt::format(" table:number-columns-spanned=\"{}\" table:number-rows-spanned=\"1\"",
                            cell.last - cell.column + 1);
        out += value_of(cell);
        for (std::size_t i = cell.column; i < cell.last; ++i) out += "<table:covered-table-cell/>";
    }

    void add_frame(std::string& out, const GridChart& chart) {
        book_.charts.push_back({&part_, laid_, chart});
        const auto number = book_.charts.size();
        const Chart& says = *chart.chart;
        out += fmt::format(
            "<draw:frame draw:style-name=\"frame\" draw:z-index=\"{0}\" draw:name=\"chart{1}\" svg:width=\"{2:.1f}pt\" "
            "svg:height=\"{3:.1f}pt\" svg:x=\"1.5pt\" svg:y=\"1.5pt\"><draw:object "
            "xlink:href=\"./Object {1}\" xlink:type=\"simple\" xlink:show=\"embed\" "
            "xlink:actuate=\"onLoad\"/><svg:title>{4}</svg:title><svg:desc>{5}</svg:desc>"
            "</draw:frame>",
            number - 1, number, chart.width, chart.height, escaped(says.title),
            escaped(says.description.empty() ? says.title : says.description));
    }

    // The header stays in sight, and no grid is drawn.
    void add_view() {
        const auto item = [](const char* name, const char* type, const std::string& value) {
            return fmt::format("<config:config-item config:name=\"{}\" config:type=\"{}\">{}"
                               "</config:config-item>",
                               name, type, value);
        };
        std::string out =
            fmt::format("<config:config-item-map-entry config:name=\"{}\">", escaped(part_.name)) +
            item("ShowGrid", "boolean", "false");
        if (laid_.frozen) {
            const std::string below = std::to_string(laid_.table->header + 1);
            out += item("HorizontalSplitMode", "short", "2") +
                   item("VerticalSplitMode", "short", "2") +
                   item("HorizontalSplitPosition", "int", "1") +
                   item("VerticalSplitPosition", "int", below) +
                   item("ActiveSplitRange", "short", "3") + item("PositionRight", "int", "1") +
                   item("PositionBottom", "int", below);
        }
        book_.views += out + "</config:config-item-map-entry>";
    }

    OdsBook& book_;
    const GridPart& part_;
    const GridSheet laid_;
    const Take& take_;
    std::size_t row_ = 0;
    const GridStyle* last_ = nullptr;
};

}  // namespace

std::string ods_range(const std::string& sheet, std::size_t row, std::size_t column,
                      std::size_t last_row, std::size_t last_column) {
    const std::string name = escaped(quoted(sheet)) + ".";
    return name + cell_name(row, column) + ":" + name + cell_name(last_row, last_column);
}

void write_ods_sheet(OdsBook& book, const GridPart& part, const Take& take) {
    SheetWriter(book, part, take).write();
}

}  // namespace schouw
