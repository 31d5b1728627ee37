// SPDX-License-Identifier: EUPL-1.2
#include "registers/reader.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace schouw {
namespace {

constexpr std::size_t header_rows = 20;

Place at(const std::string& file, long row) { return {file, "", row, 0}; }

std::vector<std::string> copy(const Row& row) {
    std::vector<std::string> cells;
    for (const auto cell : row.cells) cells.emplace_back(trim(cell));
    return cells;
}

}  // namespace

RegisterReader::RegisterReader(const Schema& schema, const Source& source,
                               const std::filesystem::path& folder, const ReadingWords& words,
                               std::function<void(const Remark&)> remark)
    : schema_(schema),
      source_(source),
      words_(words),
      remark_(std::move(remark)),
      csv_(folder / source.file, source.file, source.wish) {
    result_.register_id = schema.id;
    result_.file = source.file;
    result_.state = ReadState::read;
    result_.dialect = csv_.dialect();
    find_header();
}

void RegisterReader::note(long row, int column, std::string key, std::string_view value,
                          std::string meant, bool doubt) {
    ++result_.totals.remarks;
    if (remark_)
        remark_({row, column, std::move(key), std::string(value), std::move(meant), doubt});
}

// The header is the row, among the first twenty, that names most columns of the register.
void RegisterReader::find_header() {
    std::vector<HeaderMatch> matches;
    while (ahead_.size() < header_rows && csv_.next(row_)) {
        if (row_.blank()) continue;
        ahead_.emplace_back(copy(row_), row_.line);
        matches.push_back(match_header(schema_, source_, ahead_.back().first));
        if (source_.header_row > 0 && row_.line >= source_.header_row) break;
    }
    if (ahead_.empty()) fail(Exit::io, "csv.empty", {}, at(source_.file, 0));
    std::size_t best = 0;
    for (std::size_t i = 0; i < matches.size(); ++i) {
        if (source_.header_row > 0 ? ahead_[i].second == source_.header_row
                                   : matches[i].matched > matches[best].matched)
            best = i;
    }
    if (source_.header_row > 0 && ahead_[best].second != source_.header_row)
        fail(Exit::io, "header.no_such_row", {{"row", std::to_string(source_.header_row)}},
             at(source_.file, 0));
    if (matches[best].matched == 0)
        fail(Exit::io, "header.none",
             {{"register", schema_.id}, {"found", join(ahead_[best].first, " | ")}},
             at(source_.file, ahead_[best].second));
    for (std::size_t i = best + 1; source_.header_row == 0 && i < matches.size(); ++i)
        if (matches[i].matched == matches[best].matched && matches[i].matched > 1)
            fail(Exit::io, "header.two_candidates",
                 {{"first", std::to_string(ahead_[best].second)},
                  {"second", std::to_string(ahead_[i].second)}},
                 at(source_.file, ahead_[i].second));
    take_header(matches[best], ahead_[best].second);
    result_.totals.ignored += static_cast<long long>(best);
    result_.totals.read += static_cast<long long>(best);
    for (std::size_t i = 0; i < best; ++i)
        note(ahead_[i].second, -1, "row.above_header", "", "", false);
    next_ahead_ = best + 1;
}

void RegisterReader::take_header(const HeaderMatch& match, long row) {
    result_.header = match;
    result_.header_row = row;
    if (!match.twice.empty()) {
        const auto [first, second] = match.twice.front();
        fail(Exit::io, "header.column_twice",
             {{"first", match.names[static_cast<std::size_t>(first)]},
              {"second", match.names[static_cast<std::size_t>(second)]},
              {"column", schema_
                             .columns[static_cast<std::size_t>(
                                 match.column_of[static_cast<std::size_t>(first)])]
                             .id}},
             {source_.file, "", row, second + 1});
    }
    for (const auto& [id, header] : source_.columns)
        if (match.cell_of[*schema_.find(id)] < 0)
            fail(Exit::io, "header.mapped_absent",
                 {{"header", header}, {"meant", did_you_mean(header, match.names).value_or("-")}},
                 at(source_.file, row));
    for (const auto key : schema_.key)
        if (match.cell_of[key] < 0)
            fail(Exit::io, "header.no_key",
                 {{"column", schema_.columns[key].title.nl + " / " + schema_.columns[key].id},
                  {"meant", nearest_header(schema_.columns[key], match.names)},
                  {"found", join(match.names, " | ")}},
                 at(source_.file, row));
    std::vector<std::string> ours;
    for (const auto& column : schema_.columns) ours.push_back(column.id);
    for (std::size_t i = 0; i < match.names.size(); ++i)
        if (match.column_of[i] < 0 && !match.names[i].empty())
            note(row, static_cast<int>(i), "header.unknown", match.names[i],
                 did_you_mean(match.names[i], ours).value_or(""), false);
    for (const auto& [header, value] : source_.only) {
        const auto found = std::find(match.names.begin(), match.names.end(), header);
        const auto column = schema_.find(header);
        if (found != match.names.end())
            only_.emplace_back(static_cast<std::size_t>(found - match.names.begin()), value);
        else if (column && match.cell_of[*column] >= 0)
            only_.emplace_back(static_cast<std::size_t>(match.cell_of[*column]), value);
        else
            fail(Exit::io, "header.mapped_absent",
                 {{"header", header}, {"meant", did_you_mean(header, match.names).value_or("-")}},
                 at(source_.file, row));
    }
}

bool RegisterReader::wanted(const Row& row) const {
    for (const auto& [cell, value] : only_)
        if (cell >= row.cells.size() || fold_value(row.cells[cell]) != fold_value(value))
            return false;
    return true;
}

bool RegisterReader::next(Record& record) {
    for (;;) {
        if (next_ahead_ < ahead_.size()) {
            const auto& [cells, line] = ahead_[next_ahead_++];
            row_.cells.assign(cells.begin(), cells.end());
            row_.line = line;
            row_.oddity = Oddity::none;
            row_.recoded = false;
        } else if (!csv_.next(row_)) {
            result_.sha256 = hex(csv_.sha256());
            return false;
        }
        ++result_.totals.read;
        if (row_.blank() || !wanted(row_)) {
            ++result_.totals.ignored;
            continue;
        }
        read_cells(row_, record);
        return true;
    }
}

void RegisterReader::read_cells(const Row& row, Record& record) {
    const HeaderMatch& header = result_.header;
    record.row = row.line;
    record.refused = nullptr;
    record.values.resize(schema_.columns.size());
    record.cells = "[";
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (i > 0) record.cells += ',';
        append_json(record.cells, row.cells[i]);
    }
    record.cells += ']';
    for (std::size_t i = header.names.size(); i < row.cells.size(); ++i)
        if (!trim(row.cells[i]).empty()) record.refused = "row.too_long";
    if (row.oddity == Oddity::open_quote) record.refused = "row.open_quote";
    if (row.recoded && csv_.dialect().encoding == "UTF-8")
        note(row.line, -1, "row.recoded", "", "", true);
    if (row.cells.size() < header.names.size())
        note(row.line, -1, "row.short", std::to_string(row.cells.size()),
             std::to_string(header.names.size()));
    for (std::size_t i = 0; i < schema_.columns.size(); ++i) {
        Value& value = record.values[i];
        const int cell = header.cell_of[i];
        if (cell < 0 || static_cast<std::size_t>(cell) >= row.cells.size()) {
            value.state = State::absent;
            continue;
        }
        read_value(schema_.columns[i], row.cells[static_cast<std::size_t>(cell)], words_, value);
        if (value.remark != nullptr)
            note(row.line, cell, value.remark, row.cells[static_cast<std::size_t>(cell)],
                 value.state == State::value ? std::string(value.text) : "");
    }
    read_key(record);
    if (record.refused == nullptr && record.key.empty()) record.refused = "row.no_key";
    if (record.refused != nullptr) {
        ++result_.totals.refused;
        note(record.row, -1, record.refused, record.key);
    } else {
        ++result_.totals.accepted;
    }
}

// One column: its text. Several: a JSON list, so that no two keys can look alike.
void RegisterReader::read_key(Record& record) const {
    const auto text = [&](std::size_t column) -> std::string {
        const Value& value = record.values[column];
        if (value.state != State::value) return "";
        const Type type = schema_.columns[column].type;
        if (type == Type::integer || type == Type::boolean) return std::to_string(value.integer);
        return std::string(value.text);
    };
    if (schema_.key.size() == 1) {
        record.key = text(schema_.key.front());
        return;
    }
    record.key = "[";
    for (const auto column : schema_.key) {
        const std::string part = text(column);
        if (part.empty()) {
            record.key.clear();
            return;
        }
        if (record.key.size() > 1) record.key += ',';
        append_json(record.key, part);
    }
    record.key += ']';
}

}  // namespace schouw
