// SPDX-License-Identifier: EUPL-1.2
#include "report/xlsx_sheet.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/date.hpp"
#include "base/error.hpp"
#include "report/cells.hpp"
#include "report/xlsx_text.hpp"

namespace schouw {
namespace {

// A sheet without a table is laid out in two columns: label and text.
constexpr double label_width = 32;
constexpr double text_width = 69;
constexpr double least_fact_width = 24;
constexpr double widest_toned_fact = 60;
constexpr double column_padding = 5.0 / 7;  // what a column is wider than its digits
constexpr double title_padding = 1.5;       // so that no word of a title is broken
constexpr double most_for_title = 30;
constexpr double highest_frozen = 170;  // points above which freezing would hide the table
constexpr std::uint8_t paper_a4 = 9;

class SheetWriter {
public:
    SheetWriter(const XlsxBook& book, const XlsxPart& part)
        : book_(book), sheet_(*part.sheet), part_(part) {
        at_ = workbook_add_worksheet(book.book, part.name.c_str());
        if (at_ == nullptr) check_xlsx(LXW_ERROR_PARAMETER_VALIDATION);
        for (const auto& column : sheet_.table.columns) {
            if (column.printed) on_paper_ = widths_.size();
            const double word = widest_word(xlsx_string(column.title), body_points, true);
            widths_.push_back(
                std::max(column.width, std::min(word + title_padding, most_for_title)));
        }
        if (widths_.empty()) {
            widths_ = {label_width, text_width};
            on_paper_ = 1;
        }
    }

    void write() {
        set_page();
        for (const auto& line : sheet_.lines) {
            add_line(line);
            if (line.kind == LineKind::title && sheet_.id != book_.report->sheets.front().id)
                add_link(link(book_.report->back, book_.report->sheets.front().id));
        }
        const lxw_row_t lines = row_;
        if (!sheet_.table.columns.empty()) add_table();
        if (on_paper_ + 1 < widths_.size() || sheet_.on_screen)
            check_xlsx(worksheet_print_area(at_, 0, 0, (sheet_.on_screen ? lines : row_) - 1,
                                            last_printed()));
    }

    // Cells with a value: an empty text is written as an empty cell.
    std::size_t cells() const { return cells_; }

private:
    // Lines go no further than the paper; the table may have columns beyond it.
    lxw_col_t last_printed() const { return static_cast<lxw_col_t>(on_paper_); }
    lxw_col_t last_column() const { return static_cast<lxw_col_t>(widths_.size() - 1); }

    double width_of(lxw_col_t first, lxw_col_t last) const {
        double sum = (last - first) * column_padding;
        for (std::size_t i = first; i <= last; ++i) sum += widths_[i];
        return sum;
    }

    void set_page() {
        if (!sheet_.table.columns.empty()) worksheet_set_landscape(at_);
        worksheet_set_paper(at_, paper_a4);
        worksheet_set_margins(at_, 0.4, 0.4, 0.5, 0.7);
        worksheet_fit_to_pages(at_, 1, 0);
        worksheet_gridlines(at_, LXW_HIDE_ALL_GRIDLINES);
        for (std::size_t i = 0; i < widths_.size(); ++i) {
            const auto column = static_cast<lxw_col_t>(i);
            check_xlsx(worksheet_set_column(at_, column, column, widths_[i], nullptr));
        }
        std::string page = footer_text(book_.report->page_words);
        for (const auto& [name, code] : {std::pair{"{page}", "&P"}, std::pair{"{pages}", "&N"}})
            if (const auto found = page.find(name); found != page.npos)
                page.replace(found, std::string_view(name).size(), code);
        const std::string footer = "&L&8 " + footer_text(book_.report->footer) + "&R&8&A · " + page;
        check_xlsx(worksheet_set_footer(at_, footer.c_str()));
    }

    void set_height(int lines, double points, double extra = 0) {
        const double height = height_of(lines, points) + extra;
        above_ += height;
        check_xlsx(worksheet_set_row(at_, row_, height, nullptr));
    }

    // One text over several columns; outside tables only.
    void across(lxw_col_t first, lxw_col_t last, const std::string& text, lxw_format* format) {
        if (first == last) return write_text(first, text, format);
        check_xlsx(worksheet_merge_range(at_, row_, first, row_, last, text.c_str(), format));
        cells_ += text.empty() ? 0 : 1;
    }

    void write_text(lxw_col_t column, const std::string& text, lxw_format* format) {
        check_xlsx(worksheet_write_string(at_, row_, column, text.c_str(), format));
        cells_ += text.empty() ? 0 : 1;
    }

    void write_link(lxw_col_t column, const std::string& sheet, lxw_format* format,
                    const std::string& text) {
        check_xlsx(worksheet_write_url_opt(at_, row_, column, link_to(sheet).c_str(), format,
                                           text.c_str(), nullptr));
        cells_ += text.empty() ? 0 : 1;
    }

    void add_line(const Line& line) {
        if (line.kind == LineKind::fact) return add_fact(line);
        if (line.kind == LineKind::link) return add_link(line);
        const std::string text =
            xlsx_string((line.kind == LineKind::bullet ? "•  " : "") + line.value.text);
        const double points = points_of(line.kind);
        const double extra = line.kind == LineKind::heading ? 8 : bold(line.kind) ? 4 : 0;
        set_height(wrapped_lines(text, width_of(0, last_printed()), points, bold(line.kind)),
                   points, extra);
        across(0, last_printed(), text, book_.styles->line(line.kind));
        ++row_;
    }

    void add_link(const Line& line) {
        const auto name = book_.names.find(line.target);
        if (name == book_.names.end()) return;
        const std::string label = xlsx_string(line.label);
        const std::string note = xlsx_string(line.value.text);
        set_height(note.empty() ? 1
                                : std::max(wrapped_lines(label, widths_[0], body_points, false),
                                           wrapped_lines(note, width_of(1, last_printed()),
                                                         body_points, true)),
                   body_points);
        write_link(0, name->second, book_.styles->link(!note.empty()), label);
        if (!note.empty())
            across(1, last_printed(), note,
                   book_.styles->fact(CellKind::text, line.value.tone, true));
        ++row_;
    }

    void add_fact(const Line& line) {
        lxw_col_t last = std::min<lxw_col_t>(1, last_printed());
        if (line.value.tone == Tone::none || line.value.text.size() > 30)
            last = last_printed();
        else
            while (last < last_printed() && width_of(1, last) < least_fact_width) ++last;
        const std::string label = xlsx_string(line.label);
        const std::string text = xlsx_string(line.value.text);
        set_height(std::max(wrapped_lines(label, widths_[0], body_points, true),
                            wrapped_lines(text, width_of(1, last), body_points,
                                          line.value.tone != Tone::none)),
                   body_points, 1);
        write_text(0, label, book_.styles->label());
        lxw_format* format = book_.styles->fact(line.value.kind, line.value.tone,
                                                width_of(1, last) > widest_toned_fact);
        if (line.value.kind == CellKind::text)
            across(1, last, text, format);
        else
            write_cell(1, line.value, format);
        ++row_;
    }

    void add_table() {
        const Table& table = sheet_.table;
        if (part_.first == part_.last) {
            Line none;
            none.value.text = table.empty;
            if (!table.empty.empty()) add_line(none);
            return;
        }
        const lxw_row_t header = row_;
        add_header();
        for (std::size_t i = part_.first; i < part_.last; ++i) add_row(i);
        check_xlsx(worksheet_autofilter(at_, header, 0, row_ - 1, last_column()));
        check_xlsx(worksheet_repeat_rows(at_, header, header));
        if (!table.total.empty() && part_.last == table.rows.size()) add_total();
        if (frozen_ <= highest_frozen) worksheet_freeze_panes(at_, header + 1, 1);
    }

    // Numbers stand under the right end of their title.
    bool numeric(std::size_t column) const {
        return std::any_of(sheet_.table.rows.begin(), sheet_.table.rows.end(),
                           [&](const auto& row) {
                               return row[column].kind == CellKind::number ||
                                      row[column].kind == CellKind::decimal ||
                                      row[column].kind == CellKind::percent;
                           });
    }

    // One line more than the titles take: there the filter's button stands.
    void add_header() {
        int lines = 1;
        for (std::size_t i = 0; i < widths_.size(); ++i)
            lines = std::max(lines, wrapped_lines(xlsx_string(sheet_.table.columns[i].title),
                                                  widths_[i] - 1, body_points, true));
        set_height(lines + 1, body_points);
        frozen_ = above_;
        for (std::size_t i = 0; i < widths_.size(); ++i)
            write_text(static_cast<lxw_col_t>(i), xlsx_string(sheet_.table.columns[i].title),
                       book_.styles->header(numeric(i)));
        ++row_;
    }

    void add_row(std::size_t index) {
        const auto& cells = sheet_.table.rows[index];
        std::vector<std::string> texts;
        int lines = 1;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            texts.push_back(cells[i].kind == CellKind::text ? xlsx_string(cells[i].text) : "");
            if (!texts.back().empty())
                lines = std::max(lines, wrapped_lines(texts.back(), widths_[i], body_points,
                                                      cells[i].tone != Tone::none));
        }
        set_height(lines, body_points);
        const auto& links = sheet_.table.links;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto column = static_cast<lxw_col_t>(i);
            const auto target =
                i == 0 && index < links.size() ? book_.names.find(links[index]) : book_.names.end();
            if (target != book_.names.end())
                write_link(column, target->second, book_.styles->table_link(), texts[i]);
            else if (cells[i].kind == CellKind::text)
                write_text(column, texts[i], book_.styles->cell(CellKind::text, cells[i].tone));
            else
                write_cell(column, cells[i], book_.styles->cell(cells[i].kind, cells[i].tone));
        }
        ++row_;
    }

    // Below what the filter sorts.
    void add_total() {
        set_height(1, body_points, 4);
        for (std::size_t i = 0; i < sheet_.table.total.size(); ++i) {
            const Cell& cell = sheet_.table.total[i];
            const auto column = static_cast<lxw_col_t>(i);
            lxw_format* format = book_.styles->total(cell.kind);
            if (cell.kind == CellKind::text)
                write_text(column, xlsx_string(cell.text), format);
            else
                write_cell(column, cell, format);
        }
        ++row_;
    }

    // Anything but text.
    void write_cell(lxw_col_t column, const Cell& cell, lxw_format* format) {
        switch (cell.kind) {
            case CellKind::number:
            case CellKind::decimal:
            case CellKind::percent:
                ++cells_;
                return check_xlsx(worksheet_write_number(at_, row_, column, cell.number, format));
            case CellKind::date: return write_date(column, cell, format);
            default: return check_xlsx(worksheet_write_blank(at_, row_, column, format));
        }
    }

    // Excel knows no days before 1900 and counts one too few before 1 March 1900: those are text.
    void write_date(lxw_col_t column, const Cell& cell, lxw_format* format) {
        const Date day{static_cast<std::int32_t>(cell.number)};
        const auto [year, month, date] = parts(day);
        if (day < make_date(1900, 3, 1).value_or(Date{}))
            return write_text(column, dutch(day), format);
        lxw_datetime moment = {year, month, date, 0, 0, 0};
        check_xlsx(worksheet_write_datetime(at_, row_, column, &moment, format));
        ++cells_;
    }

    const XlsxBook& book_;
    const Sheet& sheet_;
    const XlsxPart& part_;
    lxw_worksheet* at_ = nullptr;
    lxw_row_t row_ = 0;
    std::vector<double> widths_;
    std::size_t on_paper_ = 0;  // the last column that is printed
    double above_ = 0;          // points written so far
    double frozen_ = 0;         // points up to and with the header
    std::size_t cells_ = 0;
};

}  // namespace

void check_xlsx(lxw_error error) {
    if (error == LXW_NO_ERROR) return;
    const bool system = error != LXW_ERROR_MEMORY_MALLOC_FAILED && error <= LXW_ERROR_ZIP_CLOSE &&
                        errno != 0;  // then the library gives no reason of its own
    fail(Exit::io, "file.cannot_write",
         {{"why", system ? std::strerror(errno) : lxw_strerror(error)}});
}

std::size_t write_sheet(const XlsxBook& book, const XlsxPart& part) {
    SheetWriter writer(book, part);
    writer.write();
    return writer.cells();
}

}  // namespace schouw
