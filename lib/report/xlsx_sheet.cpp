// SPDX-License-Identifier: EUPL-1.2
#include "report/xlsx_sheet.hpp"

#include <cerrno>
#include <cstring>

#include "base/date.hpp"
#include "base/error.hpp"
#include "report/xlsx_chart.hpp"
#include "report/xlsx_text.hpp"

namespace schouw {
namespace {

constexpr std::uint8_t paper_a4 = 9;

class SheetWriter {
public:
    SheetWriter(const XlsxBook& book, const GridPart& part)
        : book_(book), part_(part), laid_(lay_out(book.grid, part)) {
        at_ = workbook_add_worksheet(book.book, part.name.c_str());
        if (at_ == nullptr) check_xlsx(LXW_ERROR_PARAMETER_VALIDATION);
    }

    void write() {
        set_page();
        for (const auto& row : laid_.above) write_row(row);
        each_table_row(book_.grid, part_, laid_, [&](const GridRow& row) { write_row(row); });
        set_table();
        for (const auto& chart : laid_.charts) add_chart(book_.book, at_, part_, laid_, chart);
    }

    // Cells with a value: an empty text is written as an empty cell.
    std::size_t cells() const { return cells_; }

private:
    lxw_col_t last_column() const { return static_cast<lxw_col_t>(laid_.widths.size() - 1); }

    void set_page() {
        const Report& report = *book_.grid.report;
        if (laid_.landscape) worksheet_set_landscape(at_);
        worksheet_set_paper(at_, paper_a4);
        worksheet_set_margins(at_, 0.4, 0.4, 0.5, 0.7);
        worksheet_fit_to_pages(at_, 1, 0);
        worksheet_gridlines(at_, LXW_HIDE_ALL_GRIDLINES);
        for (std::size_t i = 0; i < laid_.widths.size(); ++i) {
            const auto column = static_cast<lxw_col_t>(i);
            check_xlsx(worksheet_set_column(at_, column, column, laid_.widths[i], nullptr));
        }
        std::string page = footer_text(report.page_words);
        for (const auto& [name, code] : {std::pair{"{page}", "&P"}, std::pair{"{pages}", "&N"}})
            if (const auto found = page.find(name); found != page.npos)
                page.replace(found, std::string_view(name).size(), code);
        const std::string footer = "&L&8 " + footer_text(report.footer) + "&R&8&A · " + page;
        check_xlsx(worksheet_set_footer(at_, footer.c_str()));
    }

    void set_table() {
        if (laid_.table) {
            const auto header = static_cast<lxw_row_t>(laid_.table->header);
            const auto last = static_cast<lxw_row_t>(laid_.table->last);
            check_xlsx(worksheet_autofilter(at_, header, 0, last, last_column()));
            check_xlsx(worksheet_repeat_rows(at_, header, header));
            if (laid_.frozen) worksheet_freeze_panes(at_, header + 1, 1);
            lxw_row_t breaks[] = {static_cast<lxw_row_t>(laid_.page_break), 0};
            if (laid_.page_break > 0) check_xlsx(worksheet_set_h_pagebreaks(at_, breaks));
        }
        if (laid_.printed_columns < laid_.widths.size() || part_.sheet->on_screen)
            check_xlsx(worksheet_print_area(at_, 0, 0,
                                            static_cast<lxw_row_t>(laid_.printed_rows - 1),
                                            static_cast<lxw_col_t>(laid_.printed_columns - 1)));
    }

    void write_row(const GridRow& row) {
        check_xlsx(worksheet_set_row(at_, row_, row.height, nullptr));
        for (const auto& cell : row.cells) write_cell(cell);
        ++row_;
    }

    void write_cell(const GridCell& cell) {
        const auto column = static_cast<lxw_col_t>(cell.column);
        const auto last = static_cast<lxw_col_t>(cell.last);
        lxw_format* format = format_of(cell);
        const Cell& value = cell.value;
        const bool text = value.kind == CellKind::text || value.kind == CellKind::empty;
        cells_ += value.kind == CellKind::empty ? 0 : 1;
        if (!cell.link.empty())
            return check_xlsx(worksheet_write_url_opt(at_, row_, column, link_to(cell.link).c_str(),
                                                      format, escaped(value.text), nullptr));
        if (text && last > column)
            return check_xlsx(
                worksheet_merge_range(at_, row_, column, row_, last, escaped(value.text), format));
        switch (value.kind) {
            case CellKind::text:
                return check_xlsx(
                    worksheet_write_string(at_, row_, column, escaped(value.text), format));
            case CellKind::number:
            case CellKind::decimal:
            case CellKind::percent:
                return check_xlsx(worksheet_write_number(at_, row_, column, value.number, format));
            case CellKind::date: {
                const auto [year, month, day] =
                    parts(Date{static_cast<std::int32_t>(value.number)});
                lxw_datetime moment = {year, month, day, 0, 0, 0};
                return check_xlsx(worksheet_write_datetime(at_, row_, column, &moment, format));
            }
            case CellKind::empty:
            case CellKind::answer: break;
        }
        check_xlsx(worksheet_write_blank(at_, row_, column, format));
    }

    // The text of a cell in the grid, which is safe but for one thing. Valid until the next.
    const char* escaped(const std::string& safe) {
        if (safe.find("_x") == safe.npos) return safe.c_str();
        escaped_ = xlsx_escaped(safe);
        return escaped_.c_str();
    }

    // That of the cell above it, mostly.
    lxw_format* format_of(const GridCell& cell) {
        if (cell.column >= formats_.size()) formats_.resize(cell.column + 1);
        auto& [style, format] = formats_[cell.column];
        if (format == nullptr || style != cell.style) {
            style = cell.style;
            format = book_.styles->of(style);
        }
        return format;
    }

    const XlsxBook& book_;
    const GridPart& part_;
    const GridSheet laid_;
    std::vector<std::pair<GridStyle, lxw_format*>> formats_;  // by column
    std::string escaped_;
    lxw_worksheet* at_ = nullptr;
    lxw_row_t row_ = 0;
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

std::size_t write_sheet(const XlsxBook& book, const GridPart& part) {
    SheetWriter writer(book, part);
    writer.write();
    return writer.cells();
}

}  // namespace schouw
