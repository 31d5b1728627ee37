// SPDX-License-Identifier: EUPL-1.2
#include "registers/reader.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace schouw {
namespace {

const char* const oddity_keys[] = {"", "row.quote_lost", "row.stray_quote", "row.other_delimiter",
                                   "row.other_quote"};

const char* const aside_keys[] = {"", "row.above_header", "", "row.below_table", "row.other_table"};

}  // namespace

RegisterReader::RegisterReader(const Schema& schema, const Source& source,
                               const std::filesystem::path& folder, const ReadingWords& words,
                               std::function<void(const Remark&)> remark)
    : schema_(schema),
      source_(source),
      words_(words),
      remark_(std::move(remark)),
      file_(folder / source.file, source.file, source.wish),
      path_(folder / source.file),
      marked_numbers_(schema.columns.size()),
      marked_texts_(schema.columns.size()) {
    result_.register_id = schema.id;
    result_.file = source.file;
    result_.state = ReadState::read;
    choose_sheet();
    result_.origin = file_.origin(sheet_);
    find_header();
}

// The sheet that was named, else the one whose header names most columns of the register.
void RegisterReader::choose_sheet() {
    Workbook* book = file_.book();
    if (book != nullptr && !source_.sheet.empty()) {
        sheet_ = sheet_named(*book, source_.sheet, source_.file);
    } else if (book != nullptr && book->sheets().size() > 1) {
        const HeaderNames names(schema_, source_);
        int best = -1;
        for (std::size_t i = 0; i < book->sheets().size(); ++i) {
            int matched = 0;
            for (const auto& row : first_rows(file_.rows(i), source_.header_row))
                matched = std::max(matched, names.match(header_cells(row)).matched);
            if (matched > best) {
                best = matched;
                sheet_ = i;
            }
        }
    }
    rows_ = &file_.rows(sheet_);
}

void RegisterReader::note(long row, int column, std::string key, std::string_view value,
                          std::string meant, bool doubt) {
    ++result_.totals.remarks;
    if (remark_)
        remark_({row, column, std::move(key), std::string(value), std::move(meant), doubt});
}

// Opens the table below the header; what stands above it is ignored, with a remark.
void RegisterReader::find_header() {
    const auto at = [&](long row) { return Place{source_.file, result_.origin.sheet, row, 0}; };
    std::deque<KeptRow> ahead = first_rows(*rows_, source_.header_row);
    if (ahead.empty()) fail(Exit::io, "csv.empty", {}, at(0));
    if (source_.header_row > 0 && ahead.back().line != source_.header_row)
        fail(Exit::io, "header.no_such_row", {{"row", std::to_string(source_.header_row)}}, at(0));
    const HeaderRow found = locate_header(schema_, source_, ahead,
                                          [&](std::size_t i) { return merged_cells(ahead, i); });
    const long line = ahead[found.at].line;
    if (found.match.matched == 0)
        fail(Exit::io, "header.none",
             {{"register", schema_.id}, {"found", join(found.match.names, " | ")}}, at(line));
    if (found.rival)
        fail(
            Exit::io, "header.two_candidates",
            {{"first", std::to_string(line)}, {"second", std::to_string(ahead[*found.rival].line)}},
            at(ahead[*found.rival].line));
    take_header(found.match, line);
    result_.totals.ignored += static_cast<long long>(found.at);
    result_.totals.read += static_cast<long long>(found.at);
    for (std::size_t i = 0; i < found.at; ++i)
        note(ahead[i].line, -1, "row.above_header", "", "", false);
    ahead.erase(ahead.begin(), ahead.begin() + static_cast<long>(found.at) + 1);
    table_ = std::make_unique<TableRows>(
        std::make_unique<TableReader>(*rows_, found.match.names.size(), std::move(ahead)));
}

// Cells of the row above the header that are merged with one to their left.
Spans RegisterReader::merged_cells(const std::deque<KeptRow>& ahead, std::size_t header) {
    if (file_.book() == nullptr || header == 0) return {};
    if (!merged_) merged_ = file_.book()->merged(sheet_);
    return spans_of(*merged_, ahead[header - 1].line);
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
             {source_.file, result_.origin.sheet, row, second + 1});
    }
    for (const auto& [id, header] : source_.columns)
        if (match.cell_of[*schema_.find(id)] < 0)
            fail(Exit::io, "header.mapped_absent",
                 {{"header", header}, {"meant", did_you_mean(header, match.names).value_or("-")}},
                 {source_.file, result_.origin.sheet, row, 0});
    for (const auto key : schema_.key)
        if (match.cell_of[key] < 0)
            fail(Exit::io, "header.no_key",
                 {{"column", schema_.columns[key].title.nl + " / " + schema_.columns[key].id},
                  {"meant", nearest_header(schema_.columns[key], match.names)},
                  {"found", join(match.names, " | ")}},
                 {source_.file, result_.origin.sheet, row, 0});
    for (const auto& guess : guess_columns(schema_, result_.header))
        if (guess.sure) {
            apply_guess(schema_, guess, result_.header);
            note(row, guess.cell, "header.guessed",
                 result_.header.names[static_cast<std::size_t>(guess.cell)], guess.named);
        }
    std::vector<std::string> ours;
    for (const auto& column : schema_.columns) ours.push_back(column.id);
    for (std::size_t i = 0; i < match.names.size(); ++i)
        if (result_.header.column_of[i] < 0 && !match.names[i].empty())
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
                 {source_.file, result_.origin.sheet, row, 0});
    }
}

bool RegisterReader::wanted(const Row& row) const {
    for (const auto& [cell, value] : only_)
        if (cell >= row.cells.size() || fold_value(row.cells[cell]) != fold_value(value))
            return false;
    return true;
}

// A row of a form that nobody filled in yet.
bool RegisterReader::waits(const Row& row) const {
    bool there = false;
    for (const auto column : schema_.waits_for) {
        const int cell = result_.header.cell_of[column];
        there = there || cell >= 0;
        const auto at = static_cast<std::size_t>(cell);  // -1 is beyond the row
        if (at < row.cells.size() && !trim(row.cells[at]).empty()) return false;
    }
    return there;
}

// Lines that belong to no record: read, and ignored with a remark.
void RegisterReader::tell_aside() {
    const auto aside = table_->aside();
    for (; told_ < aside.size(); ++told_) {
        const auto& [line, why] = aside[told_];
        ++result_.totals.read;
        ++result_.totals.ignored;
        const char* key = aside_keys[static_cast<std::size_t>(why)];
        if (*key != '\0') note(line, -1, key, "");
    }
}

bool RegisterReader::next(Record& record) {
    for (;;) {
        const bool more = table_->next(row_);
        tell_aside();
        if (!more) {
            result_.sha256 = hex(rows_->sha256());
            if (!learnt_from_.empty() && learnt_from_ != result_.sha256)
                fail(Exit::io, "file.changed", {}, {source_.file, "", 0, 0});
            settle_points();
            return false;
        }
        ++result_.totals.read;
        if (row_.blank() || !wanted(row_) || waits(row_)) {
            ++result_.totals.ignored;
            continue;
        }
        read_cells(row_, record);
        return true;
    }
}

// The row ends within a quote, and before its last cell.
bool RegisterReader::half_row(const Row& row) const {
    return row.oddity == Oddity::open_quote && row.cells.size() != result_.header.names.size();
}

// Why the row is no record, whatever its cells say; null when there is no such reason.
const char* RegisterReader::misshapen(const Row& row) const {
    if (half_row(row)) return "row.open_quote";
    for (std::size_t i = result_.header.names.size(); i < row.cells.size(); ++i)
        if (!trim(row.cells[i]).empty()) return "row.too_long";
    return nullptr;
}

// Reads the source once more, below its header.
void RegisterReader::look_again(const std::function<void(const Row&)>& look) {
    DataFile file(path_, source_.file, source_.wish);
    RowSource& rows = file.rows(sheet_);
    Row row;
    while (row.line < result_.header_row && rows.next(row)) continue;
    TableReader table(rows, result_.header.names.size(), std::deque<KeptRow>());
    while (table.next(row)) look(row);
    learnt_from_ = hex(rows.sha256());
}

// Looks at all rows for what their columns show: when the first cell asks for it.
void RegisterReader::learn_habits() {
    const auto& cell_of = result_.header.cell_of;
    std::vector<Habit> habits(schema_.columns.size());
    const auto look = [&](const Row& row) {
        if (!wanted(row) || misshapen(row) != nullptr) return;
        for (std::size_t i = 0; i < habits.size(); ++i) {
            const auto cell = static_cast<std::size_t>(cell_of[i]);  // -1 is beyond the row
            if (cell < row.cells.size())
                observe(schema_.columns[i], row.cells[cell], words_,
                        row.kinds.empty() ? RawKind::text : row.kinds[cell], habits[i]);
        }
    };
    if (!table_->look_through(look)) look_again(look);
    const auto tell = [&](std::size_t i, const char* key) {
        note(result_.header_row, cell_of[i], key,
             result_.header.names[static_cast<std::size_t>(cell_of[i])], "", false);
    };
    for (std::size_t i = 0; i < habits.size(); ++i) {
        if (habits[i].month_first && !habits[i].day_first) tell(i, "column.month_first");
        if (habits[i].point && !habits[i].comma) tell(i, "column.point");
    }
    result_.habits = std::move(habits);
}

// The store keeps cells as text: where only numbers of a workbook have a mark, it is a point.
void RegisterReader::settle_points() {
    for (std::size_t i = 0; i < marked_numbers_.size(); ++i) {
        if (!marked_numbers_[i] || marked_texts_[i]) continue;
        result_.habits.resize(schema_.columns.size());
        result_.habits[i].point = true;
        result_.habits[i].comma = false;
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
    record.refused = misshapen(row);
    if (row.oddity != Oddity::none && !half_row(row))
        note(row.line, -1, oddity_keys[static_cast<std::size_t>(row.oddity)], "");
    if (row.recoded) note(row.line, -1, "row.recoded", "");
    if (row.hidden) note(row.line, -1, "row.hidden", "", "", false);
    const bool ragged = !row.kinds.empty();  // rows of a sheet end with their last filled cell
    if (!ragged && row.cells.size() < header.names.size())
        note(row.line, -1, "row.short", std::to_string(row.cells.size()),
             std::to_string(header.names.size()));
    for (std::size_t i = 0; i < schema_.columns.size(); ++i) {
        Value& value = record.values[i];
        const int cell = header.cell_of[i];
        const auto index = static_cast<std::size_t>(cell);
        if (cell < 0 || (index >= row.cells.size() && !ragged)) {
            value.state = State::absent;
            continue;
        }
        const bool there = index < row.cells.size();
        const std::string_view text = there ? row.cells[index] : "";
        const RawKind kind = there && ragged ? row.kinds[index] : RawKind::text;
        const auto read = [&] {
            read_value(schema_.columns[i], text, words_, value, kind,
                       result_.habits.empty() ? Habit{} : result_.habits[i]);
        };
        read();
        if (value.by_habit && result_.habits.empty()) {
            learn_habits();
            read();
        }
        if (value.by_habit)
            marked_texts_[i] = true;
        else if (kind == RawKind::number && text.find('.') != text.npos)
            marked_numbers_[i] = true;
        if (value.remark != nullptr)
            note(row.line, cell, value.remark, there ? row.cells[index] : "",
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
