// SPDX-License-Identifier: EUPL-1.2
// book_make FILE ROWS shared|inline: a register of 25 columns as a workbook, made up, the same each
// time, for scripts/bench. Texts are shared strings, or stand in their cells; 4 columns are dates,
// 1 is a number, 1 a formula. Prints what a reader must find: rows, filled cells, dates.
#include <fmt/format.h>
#include <xlsxwriter.h>

#include <array>
#include <cstdint>
#include <string>

namespace {

constexpr int columns = 25;

// Numbers without pattern, from the row and the column (splitmix64).
std::uint64_t mixed(std::uint64_t seed) {
    seed += 0x9e3779b97f4a7c15;
    seed = (seed ^ (seed >> 30)) * 0xbf58476d1ce4e5b9;
    seed = (seed ^ (seed >> 27)) * 0x94d049bb133111eb;
    return seed ^ (seed >> 31);
}

constexpr std::array<const char*, 16> words = {
    "vergunning",  "coördinatie", "jeugdhulp",  "belastingen", "archief",     "toezicht",
    "burgerzaken", "financiën",   "handhaving", "subsidie",    "huisvesting", "privacy",
    "beheer",      "raadpleging", "onderhoud",  "inkomen"};

std::string text_of(std::uint64_t random, int column) {
    std::string out = words[random % words.size()];
    // Some columns are free text, others hold one of few choices.
    const std::uint64_t more = column % 3 == 0 ? 3 + random / 16 % 6 : 0;
    for (std::uint64_t i = 0; i < more; ++i)
        out += std::string(" ") + words[mixed(random + i) % words.size()];
    if (column == 0) out += "-" + std::to_string(random % 10'000'000);
    return out;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) return 2;
    lxw_workbook_options options{};
    options.constant_memory = std::string(argv[3]) == "inline" ? 1 : 0;
    lxw_workbook* const book = workbook_new_opt(argv[1], &options);
    lxw_worksheet* const sheet = workbook_add_worksheet(book, "Register");
    lxw_format* const day = workbook_add_format(book);
    format_set_num_format(day, "dd-mm-yyyy");
    long cells = 0;
    long dates = 0;
    const auto rows = static_cast<lxw_row_t>(std::stoul(argv[2]));
    for (lxw_row_t row = 0; row <= rows; ++row)
        for (lxw_col_t column = 0; column < columns; ++column) {
            const std::uint64_t random = mixed(std::uint64_t{row} * columns + column);
            if (row > 0 && random % 10 == 0) continue;
            ++cells;
            if (row == 0) {
                worksheet_write_string(sheet, row, column, fmt::format("kolom {}", column).c_str(),
                                       nullptr);
            } else if (column >= 10 && column < 14) {
                worksheet_write_number(sheet, row, column,
                                       40'000 + static_cast<double>(random % 6000), day);
                ++dates;
            } else if (column == 14) {
                worksheet_write_number(sheet, row, column, static_cast<double>(random % 4000) / 4,
                                       nullptr);
            } else if (column == 15) {
                worksheet_write_formula_num(sheet, row, column, "=O2*12", nullptr, 42);
            } else {
                worksheet_write_string(sheet, row, column, text_of(random, column).c_str(),
                                       nullptr);
            }
        }
    fmt::print("{} {} {}\n", rows + 1, cells, dates);
    return workbook_close(book) == LXW_NO_ERROR ? 0 : 74;
}
