// SPDX-License-Identifier: EUPL-1.2
#include "store/record_changes.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"

namespace schouw {
namespace {

// A version that ended in (before, after] stood before; one that began in it and stands, after.
const char* const touched_sql = R"(
    SELECT record_key, cells, from_snapshot, from_snapshot <= ?1,
           to_snapshot IS NULL OR to_snapshot > ?2, digest, register
    FROM record
    WHERE (from_snapshot <= ?1 AND to_snapshot > ?1 AND to_snapshot <= ?2)
    OR (from_snapshot > ?1 AND from_snapshot <= ?2 AND (to_snapshot IS NULL OR to_snapshot > ?2)))";
// The same and all that stood unchanged at both: for when the header changed.
const char* const all_sql = R"(
    SELECT record_key, cells, from_snapshot, from_snapshot <= ?1,
           to_snapshot IS NULL OR to_snapshot > ?2, digest, register
    FROM record WHERE register = ?3
    AND ((from_snapshot <= ?1 AND (to_snapshot IS NULL OR to_snapshot > ?1))
         OR (from_snapshot <= ?2 AND (to_snapshot IS NULL OR to_snapshot > ?2))))";
const char* const registers_sql =
    "SELECT register FROM source_read WHERE snapshot IN (?1, ?2) GROUP BY register";

struct Version {
    std::string cells;
    std::string digest;
    long long began = 0;
};

struct Pair {
    std::optional<Version> before, after;
};
using Pairs = std::map<std::string, Pair>;  // by key

// The cell of each cell of one header in another: by id where both know it, else by name.
std::vector<int> same_cells(const Layout& from, const Layout& to) {
    std::map<std::string, int> by_id, by_name;
    for (std::size_t i = to.names.size(); i-- > 0;) {
        if (!to.ids[i].empty()) by_id[to.ids[i]] = static_cast<int>(i);
        by_name[fold(to.names[i])] = static_cast<int>(i);
    }
    std::vector<int> cells(from.names.size(), -1);
    std::vector<bool> taken(to.names.size());
    const auto take = [&](std::size_t i, const std::map<std::string, int>& names,
                          const std::string& name) {
        const auto at = names.find(name);
        if (cells[i] >= 0 || at == names.end() || taken[static_cast<std::size_t>(at->second)])
            return;
        cells[i] = at->second;
        taken[static_cast<std::size_t>(at->second)] = true;
    };
    // The same name in the same place comes first: headers may have names twice.
    for (std::size_t i = 0; i < std::min(from.names.size(), to.names.size()); ++i)
        if (from.names[i] == to.names[i] && from.ids[i] == to.ids[i]) {
            cells[i] = static_cast<int>(i);
            taken[i] = true;
        }
    for (std::size_t i = 0; i < from.ids.size(); ++i)
        if (!from.ids[i].empty()) take(i, by_id, from.ids[i]);
    for (std::size_t i = 0; i < from.names.size(); ++i) take(i, by_name, fold(from.names[i]));
    return cells;
}

// What the cell at `i` says; the parts of a record that has fewer are empty.
std::string text_at(const std::vector<std::string_view>& parts, int i) {
    const auto at = static_cast<std::size_t>(i);
    return i >= 0 && at < parts.size() ? cell_text(parts[at]) : "";
}

class Comparison {
public:
    Comparison(Store& store, long long before, long long after)
        : store_(store), layouts_(store), before_(before), after_(after) {
        read_touched();
    }

    RegisterChange of(const std::string& register_id, const std::map<std::string, std::string>& to);

private:
    void take(SQLite::Statement& row, Pairs& pairs) const;
    void read_touched();
    Pairs read_all(const std::string& register_id);
    void compare_columns(const Layout& from, const Layout& to);
    void compare(const std::string& key, const std::string& old_key, const Pair& pair);
    void whole(const std::string& key, const Version& version, RecordTurn turn, long long at);
    void count_filled(const Version& version, const Layout& layout, ColumnTurn turn);

    Store& store_;
    Layouts layouts_;
    long long before_, after_;
    std::map<std::string, Pairs> touched_;  // by register
    RegisterChange change_;
    const Layout* from_ = nullptr;  // the last pair of headers compared, and their cells
    const Layout* to_ = nullptr;
    std::vector<int> cells_;
};

void Comparison::take(SQLite::Statement& row, Pairs& pairs) const {
    Version version{row.getColumn(1).getString(), row.getColumn(5).getString(),
                    row.getColumn(2).getInt64()};
    Pair& pair = pairs[row.getColumn(0).getString()];
    if (row.getColumn(4).getInt() != 0) pair.after = version;
    if (row.getColumn(3).getInt() != 0) pair.before = std::move(version);
}

void Comparison::read_touched() {
    SQLite::Statement query(store_.db(), touched_sql);
    query.bind(1, static_cast<int64_t>(before_));
    query.bind(2, static_cast<int64_t>(after_));
    while (query.executeStep()) take(query, touched_[query.getColumn(6).getString()]);
}

Pairs Comparison::read_all(const std::string& register_id) {
    Pairs pairs;
    SQLite::Statement query(store_.db(), all_sql);
    query.bind(1, static_cast<int64_t>(before_));
    query.bind(2, static_cast<int64_t>(after_));
    query.bind(3, register_id);
    while (query.executeStep()) take(query, pairs);
    return pairs;
}

void Comparison::compare_columns(const Layout& from, const Layout& to) {
    if (from == to || from.names.empty() || to.names.empty()) return;
    const auto cells = same_cells(from, to);
    std::vector<bool> met(to.names.size());
    int last = -1;
    bool moved = false;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i] < 0) {
            change_.columns.push_back(
                {from.ids[i], ColumnTurn::removed, from.names[i], "", "", 0});
            continue;
        }
        const auto j = static_cast<std::size_t>(cells[i]);
        met[j] = true;
        const auto tell = [&](ColumnTurn turn) {
            change_.columns.push_back({to.ids[j], turn, from.names[i], to.names[j], from.ids[i], 0});
        };
        if (from.ids[i] != to.ids[j]) tell(ColumnTurn::mapped);
        if (from.names[i] != to.names[j]) tell(ColumnTurn::renamed);
        moved = moved || cells[i] < last;
        last = cells[i];
    }
    for (std::size_t j = 0; j < met.size(); ++j)
        if (!met[j])
            change_.columns.push_back({to.ids[j], ColumnTurn::added, "", to.names[j], "", 0});
    if (moved) change_.columns.push_back({"", ColumnTurn::moved, "", "", "", 0});
}

void Comparison::count_filled(const Version& version, const Layout& layout, ColumnTurn turn) {
    for (auto& column : change_.columns) {
        if (column.turn != turn) continue;
        const std::string& name = turn == ColumnTurn::added ? column.after : column.before;
        const auto at = std::find(layout.names.begin(), layout.names.end(), name);
        if (at == layout.names.end()) continue;
        const auto parts = cut_cells(version.cells);
        const auto i = static_cast<std::size_t>(at - layout.names.begin());
        if (i < parts.size() && !trim(cell_text(parts[i])).empty()) ++column.filled;
    }
}

// A record that stands on one side only, with all that it says.
void Comparison::whole(const std::string& key, const Version& version, RecordTurn turn,
                       long long at) {
    RecordChange record{change_.register_id, key, "", turn, {}, version.cells.empty()};
    if (!record.destroyed) {
        const Layout& layout = layouts_.of_record(change_.register_id, version.began, at);
        const auto parts = cut_cells(version.cells);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            CellChange cell;
            if (i < layout.ids.size()) cell.column = layout.ids[i];
            cell.header = i < layout.names.size() ? layout.names[i] : std::to_string(i + 1);
            (turn == RecordTurn::added ? cell.after : cell.before) = cell_text(parts[i]);
            record.cells.push_back(std::move(cell));
        }
        count_filled(version, layout,
                     turn == RecordTurn::added ? ColumnTurn::added : ColumnTurn::removed);
    }
    change_.records.push_back(std::move(record));
}

void Comparison::compare(const std::string& key, const std::string& old_key, const Pair& pair) {
    RecordChange record{change_.register_id, key, old_key,
                        old_key.empty() ? RecordTurn::changed : RecordTurn::renamed,
                        {},
                        pair.before->cells.empty() || pair.after->cells.empty()};
    if (record.destroyed) {
        if (!old_key.empty() || pair.before->digest != pair.after->digest)
            change_.records.push_back(std::move(record));
        return;
    }
    const Layout& from = layouts_.of_record(change_.register_id, pair.before->began, before_);
    const Layout& to = layouts_.of_record(change_.register_id, pair.after->began, after_);
    if (&from != from_ || &to != to_) {
        cells_ = same_cells(from, to);
        from_ = &from;
        to_ = &to;
    }
    count_filled(*pair.before, from, ColumnTurn::removed);
    count_filled(*pair.after, to, ColumnTurn::added);
    const auto before = cut_cells(pair.before->cells);
    const auto after = cut_cells(pair.after->cells);
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        if (cells_[i] < 0) continue;
        const auto j = static_cast<std::size_t>(cells_[i]);
        if (i < before.size() && j < after.size() && before[i] == after[j]) continue;
        CellChange cell{to.ids[j], to.names[j], text_at(before, static_cast<int>(i)),
                        text_at(after, cells_[i])};
        if (cell.before != cell.after) record.cells.push_back(std::move(cell));
    }
    if (!record.cells.empty() || !old_key.empty()) change_.records.push_back(std::move(record));
}

RegisterChange Comparison::of(const std::string& register_id,
                              const std::map<std::string, std::string>& to) {
    change_ = {register_id, {}, {}};
    from_ = to_ = nullptr;
    const Layout& earlier = layouts_.at(register_id, before_);
    const Layout& later = layouts_.at(register_id, after_);
    compare_columns(earlier, later);
    Pairs pairs =
        change_.columns.empty() ? std::move(touched_[register_id]) : read_all(register_id);
    std::map<std::string, std::string> came_from;
    for (const auto& [old_key, key] : to) {
        const auto gone = pairs.find(old_key);
        const auto came = pairs.find(key);
        if (gone == pairs.end() || came == pairs.end() || !gone->second.before ||
            gone->second.after || came->second.before || !came->second.after)
            continue;
        came->second.before = std::move(gone->second.before);
        came_from[key] = old_key;
        pairs.erase(gone);
    }
    for (const auto& [key, pair] : pairs) {
        if (pair.before && pair.after)
            compare(key, came_from.contains(key) ? came_from.at(key) : "", pair);
        else if (pair.after)
            whole(key, *pair.after, RecordTurn::added, after_);
        else if (pair.before)
            whole(key, *pair.before, RecordTurn::removed, before_);
    }
    return std::move(change_);
}

}  // namespace

std::vector<RegisterChange> compare_records(Store& store, long long before, long long after,
                                            const RenamedKeys& renamed,
                                            const std::function<bool(const std::string&)>& wanted) {
    std::vector<RegisterChange> changes;
    if (before == after) return changes;
    static const std::map<std::string, std::string> none;
    Comparison comparison(store, before, after);
    SQLite::Statement registers(store.db(), registers_sql);
    registers.bind(1, static_cast<int64_t>(before));
    registers.bind(2, static_cast<int64_t>(after));
    while (registers.executeStep()) {
        const std::string id = registers.getColumn(0).getString();
        if (!wanted(id)) continue;
        const auto keys = renamed.find(id);
        auto change = comparison.of(id, keys == renamed.end() ? none : keys->second);
        if (!change.columns.empty() || !change.records.empty())
            changes.push_back(std::move(change));
    }
    return changes;
}

}  // namespace schouw
