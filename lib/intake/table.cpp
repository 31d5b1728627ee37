// SPDX-License-Identifier: EUPL-1.2
#include "intake/table.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"

namespace schouw {
namespace {

constexpr std::size_t look_ahead = 200;
constexpr std::size_t most_header_rows = 3;
constexpr std::size_t most_doubt = 50;  // rows that wait to see whether the table is over

template <class AnyRow>
std::size_t filled(const AnyRow& row) {
    return static_cast<std::size_t>(std::count_if(
        row.cells.begin(), row.cells.end(), [](const auto& cell) { return !trim(cell).empty(); }));
}

// A number or a date, as people write them: it begins with a digit and has hardly any letters.
bool typed(const KeptRow& row, std::size_t at) {
    if (at >= row.cells.size()) return false;
    if (at < row.kinds.size() && row.kinds[at] != RawKind::text && row.kinds[at] != RawKind::blank)
        return true;
    const std::string_view cell = trim(row.cells[at]);
    if (cell.empty()) return false;
    std::size_t digits = 0;
    std::size_t letters = 0;
    for (const char c : cell) {
        digits += c >= '0' && c <= '9' ? 1U : 0U;
        letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0 ? 1U : 0U;
    }
    return digits > 0 && letters <= digits && letters <= 9 &&
           std::string_view("+-€$(.0123456789").find(cell.front()) != std::string_view::npos;
}

using Rows = std::deque<KeptRow>::const_iterator;

std::size_t commonest_width(Rows from, const Rows& to) {
    std::map<std::size_t, std::size_t> widths;
    for (; from != to; ++from)
        if (filled(*from) > 0) ++widths[from->cells.size()];
    std::size_t best = 1;
    std::size_t most = 0;
    for (const auto& [width, rows_of] : widths)
        if (rows_of >= most && width > 0) {
            best = width;
            most = rows_of;
        }
    return best;
}

// Columns in which most of these rows hold a number or a date.
std::vector<std::size_t> typed_columns(const std::deque<KeptRow>& rows, std::size_t from,
                                       std::size_t columns) {
    std::vector<std::size_t> found;
    for (std::size_t column = 0; column < columns; ++column) {
        std::size_t is = 0;
        std::size_t all = 0;
        for (std::size_t i = from; i < rows.size(); ++i) {
            if (column >= rows[i].cells.size() || trim(rows[i].cells[column]).empty()) continue;
            ++all;
            is += typed(rows[i], column) ? 1U : 0U;
        }
        if (all > 0 && is * 10 >= all * 6) found.push_back(column);
    }
    return found;
}

}  // namespace

KeptRow keep(const Row& row) {
    return {row.line,  {row.cells.begin(), row.cells.end()}, row.kinds, row.oddity, row.recoded,
            row.hidden};
}

void show(const KeptRow& kept, Row& row) {
    row.line = kept.line;
    row.cells.assign(kept.cells.begin(), kept.cells.end());
    row.kinds = kept.kinds;
    row.oddity = kept.oddity;
    row.recoded = kept.recoded;
    row.hidden = kept.hidden;
}

TableReader::TableReader(RowSource& source, std::size_t columns, long header_row)
    : source_(source), columns_(columns) {
    if (source_.exact()) {
        if (source_.next(row_)) header_.assign(row_.cells.begin(), row_.cells.end());
        columns_ = header_.size();
        return;
    }
    while (ahead_.size() < look_ahead && source_.next(row_)) ahead_.push_back(keep(row_));
    if (columns_ == 0) columns_ = commonest_width(ahead_.begin(), ahead_.end());
    narrow_to_first_block();
    find_table(header_row);
}

// Of several tables the first counts, also when a larger one follows it: rows of one width, and
// more than one cell, before a blank line.
void TableReader::narrow_to_first_block() {
    auto from = ahead_.cbegin();
    while (from != ahead_.cend()) {
        const auto to =
            std::find_if(from, ahead_.cend(), [](const auto& row) { return filled(row) == 0; });
        if (to == ahead_.cend()) return;
        const std::size_t width = commonest_width(from, to);
        const auto of_width =
            std::count_if(from, to, [&](const auto& row) { return row.cells.size() == width; });
        if (width > 1 && of_width > 1 && of_width * 10 >= (to - from) * 6) {
            columns_ = width;
            return;
        }
        from = std::next(to);
    }
}

TableReader::TableReader(RowSource& source, std::size_t columns, std::deque<KeptRow> ahead)
    : source_(source), columns_(columns), ahead_(std::move(ahead)) {}

void TableReader::find_table(long header_row) {
    std::size_t first = header_row > 0 ? 0 : first_of_table();
    while (header_row > 0 && first < ahead_.size() && ahead_[first].line < header_row) ++first;
    for (std::size_t i = 0; i < first; ++i)
        aside_.emplace_back(ahead_[i].line, filled(ahead_[i]) == 0 ? Aside::blank : Aside::above);
    take_header(first, header_row);
}

// The first row that is about as wide as the table and well filled.
std::size_t TableReader::first_of_table() const {
    const auto wide = [&](const KeptRow& row, std::size_t share) {
        return row.cells.size() + 1 >= columns_ && row.cells.size() <= columns_ + 1 &&
               filled(row) * 10 >= columns_ * share && filled(row) > 0;
    };
    for (const std::size_t share : {6U, 4U, 0U})
        for (std::size_t i = 0; i < ahead_.size(); ++i)
            if (wide(ahead_[i], share)) return i;
    return 0;
}

void TableReader::take_header(std::size_t first, long header_row) {
    const auto columns = typed_columns(ahead_, std::min(first + 1, ahead_.size()), columns_);
    std::size_t rows = 0;
    for (; rows < most_header_rows && first + rows < ahead_.size(); ++rows) {
        const KeptRow& row = ahead_[first + rows];
        const auto is = std::count_if(columns.begin(), columns.end(),
                                      [&](std::size_t column) { return typed(row, column); });
        const auto names = std::count_if(columns.begin(), columns.end(), [&](std::size_t column) {
            return column < row.cells.size() && !trim(row.cells[column]).empty();
        });
        if (static_cast<std::size_t>(is) * 10 > columns.size() * 3) break;
        // A second header row must show itself: names where numbers belong.
        if (rows > 0 && (columns.size() < 2 || names * 10 < static_cast<long>(columns.size()) * 6))
            break;
    }
    if (columns.empty()) rows = std::min<std::size_t>(1, ahead_.size());
    if (header_row > 0)
        rows =
            first < ahead_.size() && ahead_[first].line == header_row && filled(ahead_[first]) > 0;
    for (std::size_t i = 0; i < rows; ++i) {
        const KeptRow& row = ahead_[first + i];
        aside_.emplace_back(row.line, Aside::header);
        header_.resize(std::max(header_.size(), row.cells.size()));
        for (std::size_t c = 0; c < row.cells.size(); ++c) {
            const std::string_view name = trim(row.cells[c]);
            if (!header_[c].empty() && !name.empty()) header_[c] += ' ';
            header_[c] += name;
        }
    }
    ahead_.erase(ahead_.begin(), ahead_.begin() + static_cast<long>(first + rows));
}

// A row that may be no row of the table: of another width, empty, or a single cell of many.
template <class AnyRow>
bool TableReader::suspect(const AnyRow& row) const {
    if (source_.exact()) return false;
    // The rows of a sheet end with their last filled cell.
    if (row.kinds.empty() ? row.cells.size() != columns_ : row.cells.size() > columns_) return true;
    const std::size_t cells = filled(row);
    return cells == 0 || (cells == 1 && columns_ > 2);
}

bool TableReader::give(KeptRow&& kept, Row& row) {
    given_ = std::move(kept);
    last_line_ = given_.line;
    show(given_, row);
    return true;
}

void TableReader::set_aside(Aside why) {
    for (const auto& row : doubt_)
        aside_.emplace_back(row.line, filled(row) == 0 ? Aside::blank : why);
    doubt_.clear();
}

// Two rows of one other width below a blank line.
bool TableReader::other_table() const {
    const auto blank = std::find_if(doubt_.begin(), doubt_.end(),
                                    [](const auto& row) { return filled(row) == 0; });
    if (blank == doubt_.end() || doubt_.end() - blank < 3) return false;
    const auto& last = doubt_.back();
    const auto& before = *(doubt_.end() - 2);
    return last.cells.size() == before.cells.size() && last.cells.size() > 1 &&
           last.cells.size() != columns_ && filled(last) > 1 && filled(before) > 1;
}

// Single cells at the end of the file, after a gap or on lines without any delimiter. A record of
// which only one cell is filled is no legend.
bool TableReader::legend() const {
    if (doubt_.empty()) return true;
    if (std::any_of(doubt_.begin(), doubt_.end(), [](const auto& row) { return filled(row) > 1; }))
        return false;
    const auto& first = doubt_.front();
    const bool gap = !first.kinds.empty() && last_line_ > 0 && first.line > last_line_ + 1;
    return gap || filled(first) == 0 ||
           std::all_of(doubt_.begin(), doubt_.end(), [&](const auto& row) {
               return row.kinds.empty() && row.cells.size() == 1 && columns_ > 2;
           });
}

void TableReader::clear_doubt() {
    cleared_ += doubt_.size();
    ahead_.insert(ahead_.begin(), std::make_move_iterator(doubt_.begin()),
                  std::make_move_iterator(doubt_.end()));
    doubt_.clear();
}

// The next row that nobody has looked at; false at the end of the file.
bool TableReader::pull(KeptRow& row) {
    if (!ahead_.empty()) {
        row = std::move(ahead_.front());
        ahead_.pop_front();
        return true;
    }
    if (!source_.next(row_)) return false;
    row = keep(row_);
    return true;
}

bool TableReader::next(Row& row) {
    KeptRow now;
    while (!over_) {
        if (cleared_ > 0) {
            --cleared_;
            pull(now);
            if (filled(now) > 0) return give(std::move(now), row);
            aside_.emplace_back(now.line, Aside::blank);
            continue;
        }
        if (ahead_.empty() && doubt_.empty()) {  // the common way: nothing is copied
            if (!source_.next(row)) break;
            if (!suspect(row)) {
                last_line_ = row.line;
                return true;
            }
            now = keep(row);
        } else if (!pull(now)) {
            if (!legend()) {
                clear_doubt();
                if (cleared_ > 0) continue;
            }
            break;
        }
        const bool odd = suspect(now);
        if (!odd && doubt_.empty()) return give(std::move(now), row);
        doubt_.push_back(std::move(now));
        if (other_table()) {
            set_aside(Aside::other_table);
            while (pull(now)) aside_.emplace_back(now.line, Aside::other_table);
            break;
        }
        if (!odd || doubt_.size() > most_doubt) clear_doubt();
    }
    set_aside(Aside::below);
    over_ = true;
    return false;
}

}  // namespace schouw
