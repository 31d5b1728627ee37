// SPDX-License-Identifier: EUPL-1.2
// Any bytes as CSV, with and without a dialect: an Error, or rows in which nothing of the file is
// lost, which come back as they were when they are written as RFC 4180 says.
#include "intake/csv.hpp"

#include <algorithm>
#include <map>

#include "base/error.hpp"
#include "base/text.hpp"
#include "intake/encoding.hpp"
#include "intake/table.hpp"
#include "memory_file.hpp"

using namespace schouw;
using fuzz::expect;

namespace {

bool letter_or_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::size_t count_letters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), letter_or_digit));
}

// What the first two bytes of the input ask for.
DialectWish wish_from(unsigned char first, unsigned char second) {
    static constexpr const char* delimiters[] = {";", ",", "\t", "|", "||", " ", ":"};
    static constexpr char quotes[] = {'"', '\'', '\0'};
    DialectWish wish;
    if ((first & 7) > 0) wish.delimiter = delimiters[(first & 7) - 1];
    if ((first >> 3 & 3) > 0) wish.quote = quotes[(first >> 3 & 3) - 1];
    if ((first >> 5 & 3) > 0) wish.backslash = (first >> 5 & 3) == 1;
    if ((second & 7) > 0 && (second & 7) <= encoding_names.size())
        wish.encoding = encoding_names[(second & 7) - 1U];
    return wish;
}

using Lines = std::map<long, std::vector<std::string>>;  // by the line on which a row began

Lines read_rows(RowSource& source) {
    Lines rows;
    Row row;
    while (source.next(row)) {
        expect(row.line > (rows.empty() ? 0 : rows.rbegin()->first));
        expect(!row.cells.empty() && row.cells.size() <= most_cells);
        for (const auto cell : row.cells) expect(valid_utf8(cell));
        rows[row.line] = {row.cells.begin(), row.cells.end()};
    }
    expect(!source.next(row));
    return rows;
}

// Each letter and digit of the file is in a cell, and no more than those.
void nothing_lost(std::string_view bytes, const Lines& rows) {
    std::size_t read = 0;
    for (const auto& [line, cells] : rows)
        for (const auto& cell : cells) read += count_letters(cell);
    expect(read == count_letters(bytes));
}

// Each row of the file is once a row of the table, or once set aside.
void all_accounted_for(const Lines& rows, RowSource& source, std::size_t columns, long header) {
    TableReader table(source, columns, header);
    std::map<long, int> seen;
    Row row;
    while (table.next(row)) {
        ++seen[row.line];
        const auto at = rows.find(row.line);
        expect(at != rows.end() && std::equal(row.cells.begin(), row.cells.end(),
                                              at->second.begin(), at->second.end()));
    }
    for (const auto& [line, why] : table.aside()) ++seen[line];
    expect(seen.size() == rows.size());
    for (const auto& [line, times] : seen) expect(times == 1 && rows.contains(line));
}

// Only where all rows are of one width: else a row may be read as one that went wrong.
void comes_back(const Lines& rows, const fuzz::MemoryFile& file) {
    const std::size_t width = rows.begin()->second.size();
    std::string text;
    for (const auto& [line, cells] : rows) {
        if (cells.size() != width) return;
        for (std::size_t i = 0; i < width; ++i) {
            text += i > 0 ? ";\"" : "\"";
            for (const char c : cells[i]) text += c == '"' ? "\"\"" : std::string(1, c);
            text += '"';
        }
        text += "\r\n";
    }
    file.set(text);
    CsvReader reader(file.folder / "t.csv", "t", {";", '"', false, "UTF-8"});
    const Lines again = read_rows(reader);
    expect(std::equal(rows.begin(), rows.end(), again.begin(), again.end(),
                      [](const auto& a, const auto& b) { return a.second == b.second; }));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    static const fuzz::MemoryFile file{"t.csv"};
    const std::string_view bytes = fuzz::bytes_of(data + 2, size - 2);
    const DialectWish wish = wish_from(data[0], data[1]);
    const auto path = file.folder / "t.csv";
    file.set(bytes);
    try {
        CsvReader reader(path, "t", wish);
        const Dialect dialect = reader.dialect();
        const Lines rows = read_rows(reader);
        expect(!rows.empty() && reader.bytes() == static_cast<long long>(bytes.size()));
        expect(hex(reader.sha256()) == sha256_hex(bytes));
        if (!dialect.encoding.starts_with("UTF-16")) nothing_lost(bytes, rows);
        CsvReader same(path, "t", wish);
        all_accounted_for(rows, same, dialect.columns, data[1] >> 3);
        comes_back(rows, file);
    } catch (const Error& error) {
        expect(error.exit == Exit::io && error.message.key.starts_with("csv."));
    }
    return 0;
}
