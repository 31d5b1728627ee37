// SPDX-License-Identifier: EUPL-1.2
#include "accesslog/guess.hpp"

#include <algorithm>

#include "accesslog/lines.hpp"
#include "accesslog/moment.hpp"
#include "base/text.hpp"

namespace schouw {
namespace {

constexpr std::size_t most_lines = 200;

// The first lines of the file, without their ends.
std::vector<std::string_view> first_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty() && lines.size() < most_lines) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (!trim(line).empty()) lines.push_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

using Rows = std::vector<std::vector<std::string>>;

Rows read_json(const std::vector<std::string_view>& lines, LogGuess& out) {
    Rows rows;
    for (const auto& line : lines) {
        std::vector<std::string> row(out.header.size());
        json_cells(line, [&](const std::string& path, std::string&& text) {
            const auto found = std::find(out.header.begin(), out.header.end(), path);
            const auto cell = static_cast<std::size_t>(found - out.header.begin());
            if (found == out.header.end()) out.header.push_back(path);
            if (cell >= row.size()) row.resize(cell + 1);
            row[cell] = std::move(text);
        });
        rows.push_back(std::move(row));
    }
    for (auto& row : rows) row.resize(out.header.size());
    return rows;
}

// A column of which every filled value is a moment; the first one that no field has.
int moment_cell(const Rows& rows, const FieldCells& cells, std::size_t columns) {
    const ReadingWords words = load_reading_words();
    MomentReader moments(false, words);
    for (std::size_t cell = 0; cell < columns; ++cell) {
        if (std::find(cells.begin(), cells.end(), static_cast<int>(cell)) != cells.end()) continue;
        std::size_t filled = 0;
        std::size_t read = 0;
        LogMoment moment;
        for (const auto& row : rows) {
            if (cell >= row.size() || trim(row[cell]).empty()) continue;
            ++filled;
            read += moments.read(trim(row[cell]), moment) ? 1 : 0;
        }
        if (filled > 0 && filled == read) return static_cast<int>(cell);
    }
    return -1;
}

}  // namespace

LogGuess guess_log(const std::filesystem::path& file, const std::string& shown) {
    LogStream stream(file, shown);
    Block block;
    if (!block.fill(stream)) fail(Exit::io, "csv.empty", {}, {shown, "", 0, 0});
    std::string_view text(block.begin(), static_cast<std::size_t>(block.end() - block.begin()));
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
        fail(Exit::io, "logs.utf16", {}, {shown, "", 0, 0});
    const auto lines = first_lines(text);
    if (lines.empty()) fail(Exit::io, "csv.empty", {}, {shown, "", 0, 0});
    LogGuess out;
    out.packing = stream.packing();
    out.json = trim(lines.front()).starts_with('{');
    Rows rows;
    if (out.json) {
        rows = read_json(lines, out);
    } else {
        out.delimiter = guess_delimiter(lines.front());
        for (const auto& line : lines) rows.push_back(split_line(line, out.delimiter));
        out.header = rows.front();
        rows.erase(rows.begin());
    }
    std::vector<std::string> absent;
    out.cells = match_fields(out.header, {}, true, absent);
    if (out.cells[at(Field::moment)] < 0) {
        out.cells[at(Field::moment)] = moment_cell(rows, out.cells, out.header.size());
        out.moment_by_value = out.cells[at(Field::moment)] >= 0;
    }
    for (std::size_t i = 0; i < out.header.size(); ++i)
        if (std::find(out.cells.begin(), out.cells.end(), static_cast<int>(i)) == out.cells.end())
            out.spare.push_back(out.header[i]);
    return out;
}

}  // namespace schouw
