// SPDX-License-Identifier: EUPL-1.2
// book_bench ours|bare ROWS OUT.xlsx: a sheet of made-up findings, twelve columns, the same for the
// same number. "ours" writes it as a report, read back or not; "bare" is a loop over libxlsxwriter
// in constant memory with the same cells, formats, filter and frozen header. For
// scripts/bench.d/findings_book.py, which has the same rows in Python.
#include <xlsxwriter.h>

#include <cstdlib>
#include <cstring>
#include <iostream>

#include "base/error.hpp"
#include "report/cells.hpp"
#include "report/format_xlsx.hpp"

using namespace schouw;

namespace {

constexpr const char* titles[] = {"Nr",      "Register", "Rij",     "Toetspunt",
                                  "Ernst",   "Kolom",    "Waarde",  "Melding",
                                  "Herstel", "Norm",     "Termijn", "Kenmerk"};
constexpr double widths[] = {8, 14, 10, 24, 8, 18, 16, 40, 30, 24, 12, 14};
constexpr const char* registers[] = {"verwerkingen", "verwerkers", "dpia", "toegang"};
constexpr const char* severities[] = {"hoog", "midden", "laag", "info"};
constexpr const char* columns[] = {"doel", "grondslag", "bewaartermijn", "verwerker"};
constexpr const char* messages[] = {"Verplicht veld is leeg", "Waarde niet in de toegestane lijst",
                                    "Datum ouder dan 3 jaar, beoordeling vereist",
                                    "DPIA ontbreekt terwijl deze verplicht is"};
constexpr int first_day = 18262;  // 2020-01-01

struct Finding {
    long nr, row, day;
    std::string texts[9];
};

// The next of a sequence that Python makes too.
std::uint32_t next(std::uint32_t& seed) {
    seed = seed * 1664525u + 1013904223u;
    return seed >> 8;
}

Finding finding(long nr, std::uint32_t& seed) {
    Finding one;
    one.nr = nr;
    one.row = static_cast<long>(next(seed) % 1000000);
    const auto rule = std::to_string(next(seed) % 100);
    const auto severity = next(seed) % 4, column = next(seed) % 4, message = next(seed) % 4;
    one.day = static_cast<long>(next(seed) % 2500);
    const std::string texts[] = {registers[next(seed) % 4],
                                 "toetspunt-nummer-" + rule,
                                 severities[severity],
                                 columns[column],
                                 "waarde " + std::to_string(next(seed) % 50000) + " é",
                                 messages[message],
                                 "Vul " + std::string(columns[column]) + " aan",
                                 "avg:2016/679:art" + rule,
                                 "k" + std::to_string(nr * 7919)};
    std::copy(std::begin(texts), std::end(texts), one.texts);
    return one;
}

void ours(long rows, const char* out) {
    Report report;
    report.edition = "bench";
    report.title = "Bevindingen";
    report.recorded_at = "2026-01-01T00:00:00Z";
    Sheet sheet;
    sheet.id = "cover";
    sheet.title = "Bevindingen";
    for (int i = 0; i < 12; ++i) sheet.table.columns.push_back({titles[i], widths[i]});
    std::uint32_t seed = 1;
    for (long i = 1; i <= rows; ++i) {
        const Finding one = finding(i, seed);
        std::vector<Cell> row;
        row.reserve(12);
        row.push_back(number_cell(one.nr));
        row.push_back(text_cell(one.texts[0]));
        row.push_back(number_cell(one.row));
        row.push_back(text_cell(one.texts[1]));
        row.push_back(text_cell(one.texts[2], one.texts[2] == "hoog" ? Tone::bad : Tone::none));
        for (int k = 3; k < 8; ++k) row.push_back(text_cell(one.texts[k]));
        Cell day;
        day.kind = CellKind::date;
        day.number = static_cast<double>(first_day + one.day);
        row.push_back(day);
        row.push_back(text_cell(one.texts[8]));
        sheet.table.rows.push_back(std::move(row));
    }
    report.sheets.push_back(std::move(sheet));
    write_xlsx(report, out);
}

void bare(long rows, const char* out) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    lxw_workbook* book = workbook_new_opt(out, &options);
    lxw_worksheet* sheet = workbook_add_worksheet(book, "Bevindingen");
    lxw_format* header = workbook_add_format(book);
    lxw_format* date = workbook_add_format(book);
    lxw_format* bad = workbook_add_format(book);
    lxw_format* text = workbook_add_format(book);
    format_set_bold(header);
    format_set_num_format(date, "dd-mm-yyyy");
    format_set_font_color(bad, 0x9C0006);
    format_set_text_wrap(text);
    for (lxw_col_t i = 0; i < 12; ++i) {
        worksheet_set_column(sheet, i, i, widths[i], nullptr);
        worksheet_write_string(sheet, 0, i, titles[i], header);
    }
    std::uint32_t seed = 1;
    for (lxw_row_t i = 1; i <= static_cast<lxw_row_t>(rows); ++i) {
        const Finding one = finding(i, seed);
        worksheet_write_number(sheet, i, 0, static_cast<double>(one.nr), nullptr);
        worksheet_write_string(sheet, i, 1, one.texts[0].c_str(), text);
        worksheet_write_number(sheet, i, 2, static_cast<double>(one.row), nullptr);
        worksheet_write_string(sheet, i, 3, one.texts[1].c_str(), text);
        worksheet_write_string(sheet, i, 4, one.texts[2].c_str(),
                               one.texts[2] == "hoog" ? bad : text);
        for (int k = 3; k < 8; ++k)
            worksheet_write_string(sheet, i, static_cast<lxw_col_t>(k + 2), one.texts[k].c_str(),
                                   text);
        worksheet_write_number(sheet, i, 10, static_cast<double>(25569 + first_day + one.day),
                               date);
        worksheet_write_string(sheet, i, 11, one.texts[8].c_str(), text);
    }
    worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(rows), 11);
    worksheet_freeze_panes(sheet, 1, 0);
    if (workbook_close(book) != LXW_NO_ERROR) std::exit(1);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) return 2;
    try {
        const bool own = std::strcmp(argv[1], "ours") == 0;
        (own ? ours : bare)(std::atol(argv[2]), argv[3]);
    } catch (const Error& error) {
        std::cerr << error.message.key << '\n';
        return 1;
    }
    return 0;
}
