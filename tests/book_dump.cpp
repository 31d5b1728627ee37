// SPDX-License-Identifier: EUPL-1.2
// book_dump FILE [--sheet N] [--tsv | --kinds | --merged | --expat]…: a workbook as schouw reads
// it, for trials and speed. Without --tsv one line: rows, filled cells, dates. --tsv writes
// "row<TAB>column<TAB>kind<TAB>text" a cell.
#include <fmt/format.h>

#include <cstdio>
#include <cstring>

#include "base/catalogue.hpp"
#include "intake/workbook.hpp"

using namespace schouw;

namespace {

struct Wish {
    std::size_t sheet = 0;
    bool all = false;
    bool tsv = false;
    bool merged = false;
    bool scan = true;
};

std::string one_line(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n' || c == '\t' || c == '\r' || c == '\\') out += '\\';
        out += c == '\n' ? 'n' : c == '\t' ? 't' : c == '\r' ? 'r' : c;
    }
    return out;
}

void dump(Workbook& book, std::size_t sheet, const Wish& wish) {
    static constexpr const char* kinds[] = {"blank",  "text", "number",  "date",
                                            "moment", "time", "boolean", "error"};
    auto reader = book.open(sheet);
    BookRow row;
    std::string out;
    long rows = 0;
    long cells = 0;
    long dates = 0;
    while (reader.next(row)) {
        ++rows;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const auto& cell = row.cells[i];
            if (cell.kind == RawKind::blank) continue;
            ++cells;
            dates += cell.kind == RawKind::date ? 1 : 0;
            if (wish.tsv)
                fmt::print("{}\t{}\t{}\t{}\t{}\n", sheet, row.number, i + 1,
                           kinds[static_cast<int>(cell.kind)], one_line(cell.text));
        }
    }
    if (wish.merged)
        for (const auto& range : book.merged(sheet))
            fmt::print("{}\tmerged\t{}\t{}\t{}\t{}\n", sheet, range.first_row, range.first_column,
                       range.last_row, range.last_column);
    if (!wish.tsv) fmt::print("{} {} {}\n", rows, cells, dates);
}

}  // namespace

int main(int argc, char** argv) {
    Wish wish;
    const char* file = nullptr;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--tsv")
            wish.tsv = true;
        else if (word == "--all")
            wish.all = true;
        else if (word == "--merged")
            wish.merged = true;
        else if (word == "--expat")
            wish.scan = false;
        else if (word == "--sheet" && i + 1 < argc)
            wish.sheet = std::stoul(argv[++i]);
        else
            file = argv[i];
    }
    if (file == nullptr) return 2;
    try {
        Workbook book(file, std::filesystem::path(file).filename(), wish.scan);
        const std::size_t sheets = book.sheets().size();
        for (std::size_t i = wish.all ? 0 : wish.sheet; i < (wish.all ? sheets : wish.sheet + 1);
             ++i)
            dump(book, i, wish);
        book.sha256();
    } catch (const Error& error) {
        fmt::print(stderr, "{}: {}\n", error.message.key,
                   Catalogue(Language::nl).complain(error.message));
        return static_cast<int>(error.exit);
    }
    return 0;
}
