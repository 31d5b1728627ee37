// SPDX-License-Identifier: EUPL-1.2
#include "report/grid.hpp"

#include <algorithm>
#include <future>

#include "base/date.hpp"
#include "report/chart.hpp"
#include "report/xlsx_text.hpp"

namespace schouw {
namespace {

constexpr std::size_t most_rows = 1'048'000;  // of a table on one worksheet; its end is near

// A sheet without a table is laid out in two columns: label and text.
constexpr double label_width = 32;
constexpr double text_width = 69;
constexpr double least_fact_width = 24;
constexpr double widest_toned_fact = 60;
constexpr double column_padding = 5.0 / 7;  // what a column is wider than its digits
constexpr double title_padding = 1.5;       // so that no word of a title is broken
constexpr double most_for_title = 30;
constexpr double highest_frozen = 170;  // points above which freezing would hide the table
constexpr double chart_row = 15;        // points
constexpr double chart_margin = 6;
constexpr double widest_chart = 640;  // points
constexpr double least_chart = 430;   // may be wider than its table
constexpr double indent_width = 1.6;  // digits
constexpr double page_width = 784;    // points of a lying A4 between its margins
constexpr double page_height = 505;
constexpr std::size_t block_rows = 1000;  // filled beside the writing of those before
constexpr double with_header = 60;        // points of rows that stand on the page of their header

double width_of(const GridSheet& laid, std::size_t first, std::size_t last) {
    double sum = static_cast<double>(last - first) * column_padding;
    for (std::size_t i = first; i <= last; ++i) sum += laid.widths[i];
    return sum;
}

double printed_points(const GridSheet& laid) {
    double wide = 0;
    for (std::size_t i = 0; i < laid.printed_columns; ++i) wide += column_points(laid.widths[i]);
    return wide;
}

Cell words(std::string text) {
    Cell cell;
    cell.kind = text.empty() ? CellKind::empty : CellKind::text;
    cell.text = std::move(text);
    return cell;
}

// Excel knows no days before 1900 and counts one too few before 1 March 1900: those are text.
Cell shown(const Cell& cell) {
    if (cell.kind == CellKind::text) return words(book_string(cell.text));
    if (cell.kind == CellKind::date) {
        const Date day{static_cast<std::int32_t>(cell.number)};
        if (day < make_date(1900, 3, 1).value_or(Date{})) return words(dutch(day));
    }
    Cell plain;
    plain.kind = cell.kind == CellKind::answer ? CellKind::empty : cell.kind;
    plain.number = cell.number;
    return plain;
}

// The lines of a sheet, row by row. They go no further than the paper; the table may have columns
// beyond it.
class Lines {
public:
    Lines(const GridBook& book, GridSheet& laid)
        : book_(book), laid_(laid), last_(laid.printed_columns - 1) {}

    void add(const Line& line) {
        if (line.kind == LineKind::fact) return add_fact(line);
        if (line.kind == LineKind::link) return add_link(line);
        const std::string text =
            book_string((line.kind == LineKind::bullet ? "•  " : "") + line.value.text);
        const double points = points_of(line.kind);
        const double extra = line.kind == LineKind::heading ? 8 : bold(line.kind) ? 4 : 0;
        GridRow row;
        row.height = height_of(
            wrapped_lines(text, width_of(laid_, 0, last_), points, bold(line.kind)), points);
        row.height += extra;
        row.cells.push_back(
            {0, last_, words(text), {Look::line, CellKind::text, Tone::none, line.kind}, ""});
        laid_.above.push_back(std::move(row));
    }

private:
    void add_link(const Line& line) {
        const auto name = book_.names.find(line.target);
        if (name == book_.names.end()) return;
        const std::string label = book_string(line.label);
        const std::string note = book_string(line.value.text);
        GridRow row;
        row.height = height_of(
            note.empty()
                ? 1
                : std::max(wrapped_lines(label, laid_.widths[0], body_points, false),
                           wrapped_lines(note, width_of(laid_, 1, last_), body_points, true)),
            body_points);
        GridStyle style{Look::link};
        style.flag = !note.empty();
        row.cells.push_back({0, 0, words(label), style, name->second});
        if (!note.empty())
            row.cells.push_back(
                {1,
                 last_,
                 words(note),
                 {Look::fact, CellKind::text, line.value.tone, LineKind::text, true},
                 ""});
        laid_.above.push_back(std::move(row));
    }

    void add_fact(const Line& line) {
        std::size_t last = std::min<std::size_t>(1, last_);
        if (line.value.tone == Tone::none || line.value.text.size() > 30)
            last = last_;
        else
            while (last < last_ && width_of(laid_, 1, last) < least_fact_width) ++last;
        const double room = last == 0 ? laid_.widths[0] : width_of(laid_, 1, last);
        const Cell value = shown(line.value);
        GridRow row;
        row.height = 1 + height_of(std::max(wrapped_lines(book_string(line.label), laid_.widths[0],
                                                          body_points, true),
                                            wrapped_lines(value.text, room, body_points,
                                                          line.value.tone != Tone::none)),
                                   body_points);
        row.cells.push_back({0, 0, words(book_string(line.label)), {Look::label}, ""});
        const bool text = value.kind == CellKind::text;
        const GridStyle style = {Look::fact, line.value.kind, line.value.tone, LineKind::text,
                                 room > widest_toned_fact};
        row.cells.push_back({1, text ? std::max<std::size_t>(last, 1) : 1, value, style, ""});
        laid_.above.push_back(std::move(row));
    }

    const GridBook& book_;
    GridSheet& laid_;
    std::size_t last_;
};

void set_widths(const Sheet& sheet, GridSheet& laid) {
    laid.printed_columns = 1;
    for (const auto& column : sheet.table.columns) {
        const double word = widest_word(book_string(column.title), body_points, true);
        laid.widths.push_back(
            std::max(column.width, std::min(word + title_padding, most_for_title)));
        if (column.printed) laid.printed_columns = laid.widths.size();
    }
    if (!laid.widths.empty()) return;
    laid.widths = {label_width, text_width};
    laid.printed_columns = 2;
}

void add_charts(const GridPart& part, GridSheet& laid) {
    if (part.first != 0) return;
    double wide = printed_points(laid);
    if (laid.printed_columns == laid.widths.size()) wide = std::max(wide, least_chart);
    for (const auto& chart : part.sheet->charts) {
        if (!drawable(chart, part.sheet->table)) continue;
        const double high = chart_height(chart, part.sheet->table);
        laid.charts.push_back({&chart, laid.above.size(),
                               std::min(wide, widest_chart) - chart_margin, high - chart_margin});
        for (double points = 0; points < high; points += chart_row)
            laid.above.push_back({chart_row, {}});
    }
}

// Numbers stand under the right end of their title.
bool numeric(const Table& table, std::size_t column) {
    return std::any_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
        return row[column].kind == CellKind::number || row[column].kind == CellKind::decimal ||
               row[column].kind == CellKind::percent;
    });
}

// One line more than the titles take: there the filter's button stands.
GridRow header_row(const Table& table, const GridSheet& laid) {
    GridRow row;
    int lines = 1;
    for (std::size_t i = 0; i < laid.widths.size(); ++i) {
        const std::string title = book_string(table.columns[i].title);
        GridStyle style{Look::header};
        style.flag = numeric(table, i);
        style.indent = i > 0 && !style.flag;
        const double room = laid.widths[i] - (style.indent ? indent_width : 1);
        lines = std::max(lines, wrapped_lines(title, room, body_points, true));
        row.cells.push_back({i, i, words(title), style, ""});
    }
    row.height = height_of(lines + 1, body_points);
    return row;
}

void fill_row(const GridBook& book, const GridSheet& laid, const Table& table, std::size_t index,
              GridRow& row) {
    const auto& cells = table.rows[index];
    row.cells.clear();
    int lines = 1;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        Cell value = shown(cells[i]);
        GridStyle style{Look::cell, cells[i].kind, cells[i].tone};
        style.indent = i > 0 && (value.kind == CellKind::text || value.kind == CellKind::date);
        const double room = laid.widths[i] - (style.indent ? indent_width : 0);
        if (value.kind == CellKind::text)
            lines = std::max(
                lines, wrapped_lines(value.text, room, body_points, cells[i].tone != Tone::none));
        std::string link;
        const auto target = i == 0 && index < table.links.size()
                                ? book.names.find(table.links[index])
                                : book.names.end();
        if (target != book.names.end()) {
            link = target->second;
            style = {Look::table_link};
        }
        row.cells.push_back({i, i, std::move(value), style, std::move(link)});
    }
    row.height = height_of(lines, body_points);
}

// Where the page is to end before the table: when its header and first rows do not fit under what
// stands above it. A heading goes along with its table. As pages are filled, from the top.
std::size_t break_before_table(const GridBook& book, const GridPart& part, const GridSheet& laid) {
    const double page = page_height * std::max(1.0, printed_points(laid) / page_width);
    double used = 0;
    for (const auto& row : laid.above)
        used = used + row.height > page ? row.height : used + row.height;
    double rows = 0;
    GridRow row;
    for (std::size_t i = part.first; i < part.last && rows < with_header; ++i) {
        fill_row(book, laid, part.sheet->table, i, row);
        rows += row.height;
    }
    const double needed = header_row(part.sheet->table, laid).height + rows;
    if (laid.above.empty() || used + needed <= page || needed > page) return 0;
    const auto& last = laid.above.back().cells;
    const bool heading = !last.empty() && last.front().style.look == Look::line &&
                         last.front().style.line == LineKind::heading;
    return laid.above.size() - (heading ? 1 : 0);
}

}  // namespace

GridBook plan_grid(const Report& report) {
    GridBook book;
    book.report = &report;
    std::vector<std::string> wishes;
    for (const auto& sheet : report.sheets) {
        const std::size_t rows = sheet.table.rows.size();
        for (std::size_t first = 0; first == 0 || first < rows; first += most_rows) {
            book.parts.push_back({&sheet, first, std::min(first + most_rows, rows), ""});
            wishes.push_back(sheet.title);
        }
    }
    const auto names = sheet_names(wishes);
    for (std::size_t i = 0; i < book.parts.size(); ++i) {
        book.parts[i].name = names[i];
        book.names.emplace(book.parts[i].sheet->id, names[i]);
    }
    return book;
}

GridSheet lay_out(const GridBook& book, const GridPart& part) {
    const Sheet& sheet = *part.sheet;
    GridSheet laid;
    set_widths(sheet, laid);
    laid.landscape = !sheet.table.columns.empty();
    Lines lines(book, laid);
    const std::string& cover = book.report->sheets.front().id;
    for (const auto& line : sheet.lines) {
        lines.add(line);
        if (line.kind == LineKind::title && sheet.id != cover)
            lines.add({LineKind::link, book.report->back, {}, cover});
    }
    const bool rows = part.first < part.last;
    if (rows) add_charts(part, laid);
    const std::size_t above = laid.above.size();
    if (!sheet.table.columns.empty() && !rows && !sheet.table.empty.empty())
        lines.add({LineKind::text, "", words(sheet.table.empty), ""});
    laid.rows = laid.above.size();
    if (rows && !sheet.table.columns.empty()) {
        laid.table = {laid.rows, laid.rows + part.last - part.first};
        laid.rows = laid.table->last + 1;
        if (!sheet.table.total.empty() && part.last == sheet.table.rows.size()) ++laid.rows;
        double high = header_row(sheet.table, laid).height;
        for (const auto& row : laid.above) high += row.height;
        laid.frozen = high <= highest_frozen;
    }
    laid.printed_rows = sheet.on_screen ? above : laid.rows;
    if (laid.table && !sheet.on_screen) laid.page_break = break_before_table(book, part, laid);
    return laid;
}

void each_table_row(const GridBook& book, const GridPart& part, const GridSheet& laid,
                    const std::function<void(const GridRow&)>& take) {
    if (!laid.table) return;
    const Table& table = part.sheet->table;
    take(header_row(table, laid));
    const auto filled = [&](std::size_t first) {
        std::vector<GridRow> rows(std::min(block_rows, part.last - first));
        for (std::size_t i = 0; i < rows.size(); ++i)
            fill_row(book, laid, table, first + i, rows[i]);
        return rows;
    };
    const auto how =
        part.last - part.first > block_rows ? std::launch::async : std::launch::deferred;
    auto block = std::async(how, filled, part.first);
    for (std::size_t first = part.first; first < part.last; first += block_rows) {
        const auto rows = block.get();
        if (first + block_rows < part.last) block = std::async(how, filled, first + block_rows);
        for (const auto& row : rows) take(row);
    }
    if (table.total.empty() || part.last != table.rows.size()) return;
    GridRow row;  // below what the filter sorts
    row.height = height_of(1, body_points) + 4;
    for (std::size_t i = 0; i < table.total.size(); ++i)
        row.cells.push_back({i, i, shown(table.total[i]), {Look::total, table.total[i].kind}, ""});
    take(row);
}

double column_points(double digits) { return (digits * 7 + 5) * 72 / 96; }

double points_of(LineKind kind) {
    switch (kind) {
        case LineKind::title: return 16;
        case LineKind::subtitle: return 13;
        case LineKind::heading: return 12;
        default: return body_points;
    }
}

bool bold(LineKind kind) {
    return kind == LineKind::title || kind == LineKind::subtitle || kind == LineKind::heading;
}

bool wraps(const GridStyle& style) {
    if (style.look == Look::link) return style.flag;
    if (style.look == Look::cell)
        return style.kind == CellKind::text || style.kind == CellKind::answer;
    return style.look != Look::total;
}

std::vector<std::pair<std::string, std::string>> identity_of(const Report& report) {
    std::vector<std::pair<std::string, std::string>> all = {
        {"schouw edition", report.edition},
        {"schouw as of", report.as_of},
        {"schouw run hash", report.run_hash},
        {"schouw snapshot digest", report.snapshot_digest}};
    std::erase_if(all, [](const auto& one) { return one.second.empty(); });
    return all;
}

}  // namespace schouw
