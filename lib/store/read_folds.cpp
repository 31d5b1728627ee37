// SPDX-License-Identifier: EUPL-1.2
// Events are read in the order in which they were written, which is that of the file: a table of
// what is known of each finding is far cheaper than having them sorted.
#include <algorithm>
#include <deque>
#include <tuple>
#include <unordered_map>

#include "store/fold.hpp"

namespace schouw {
namespace {

const char* const columns_sql =
    "SELECT e.check_name, e.record_key, e.kind, e.row, e.facts, e.digest, e.due, e.run ";
// ?1: before, ?2: after.
const char* const all_sql = "FROM finding_event e WHERE e.run <= ?2 ORDER BY e.id";
const char* const of_check_sql =
    "FROM finding_event e WHERE e.check_name = ?1 AND e.run <= ?2 ORDER BY e.id";
const char* const touched_sql = R"(
    FROM (SELECT check_name, record_key FROM finding_event
          WHERE (run > ?1 AND run <= ?2) OR (kind = 9 AND run <= ?2)
          UNION SELECT check_name, record_key FROM waived
          WHERE (from_run > ?1 AND from_run <= ?2) OR (to_run > ?1 AND to_run <= ?2)) AS touched
    JOIN finding_event e ON e.check_name = touched.check_name AND e.record_key = touched.record_key
    WHERE e.run <= ?2 ORDER BY e.id)";

std::string_view text(const SQLite::Column& value) {
    return {static_cast<const char*>(value.getBlob()), static_cast<std::size_t>(value.getBytes())};
}

class FoldReader {
public:
    FoldReader(Store& store, long long before, long long after)
        : store_(store), before_(before), after_(after) {
        SQLite::Statement names(store.db(), "SELECT id, name FROM check_name");
        while (names.executeStep())
            names_[names.getColumn(0).getInt64()] = names.getColumn(1).getString();
        SQLite::Statement days(store.db(), "SELECT id, as_of FROM run");
        while (days.executeStep())
            days_[days.getColumn(0).getInt64()] = days.getColumn(1).getString();
    }

    std::vector<FoldPair> read(const char* from, long long first) {
        SQLite::Statement rows(store_.db(), std::string(columns_sql) + from);
        rows.bind(1, static_cast<int64_t>(first));
        rows.bind(2, static_cast<int64_t>(after_));
        while (rows.executeStep()) add(rows);
        return in_order();
    }

private:
    // By check and key. A pair is large: it is moved once.
    std::vector<FoldPair> in_order() {
        std::vector<FoldPair*> order;
        for (auto& pair : pairs_) order.push_back(&pair);
        std::sort(order.begin(), order.end(), [](const FoldPair* a, const FoldPair* b) {
            return std::tie(a->after.info.check, a->after.info.key) <
                   std::tie(b->after.info.check, b->after.info.key);
        });
        std::vector<FoldPair> sorted;
        sorted.reserve(order.size());
        for (auto* pair : order) sorted.push_back(std::move(*pair));
        pairs_.clear();
        return sorted;
    }

    FoldPair& pair_of(long long check, std::string_view key) {
        place_ = std::to_string(check) + ' ';
        place_ += key;
        const auto [at, fresh] = places_.emplace(place_, pairs_.size());
        if (!fresh) return pairs_[at->second];
        FoldPair& pair = pairs_.emplace_back();
        pair.after.info.check = names_[check];
        pair.after.info.key = key;
        return pair;
    }

    void add(SQLite::Statement& row) {
        FoldPair& pair = pair_of(row.getColumn(0).getInt64(), text(row.getColumn(1)));
        const EventInfo event{static_cast<EventKind>(row.getColumn(2).getInt()),
                              static_cast<long>(row.getColumn(3).getInt64()),
                              text(row.getColumn(4)),
                              text(row.getColumn(5)),
                              text(row.getColumn(6)),
                              row.getColumn(7).getInt64(),
                              days_[row.getColumn(7).getInt64()]};
        const bool between = event.run > before_;
        if (between && pair.after.info.last_run != 0 && pair.after.info.last_run <= before_)
            pair.before = std::make_unique<const Fold>(pair.after);
        pair.after.add(event, after_);
        if (!between) return;
        pair.reopened += event.kind == EventKind::reopened ? 1 : 0;
        pair.moved = pair.moved || event.kind == EventKind::renamed;
        if (changes_life(event.kind)) pair.touched_on = event.as_of;
    }

    Store& store_;
    long long before_, after_;
    std::unordered_map<long long, std::string> names_, days_;
    std::unordered_map<std::string, std::size_t> places_;  // "check key" → pairs_
    std::string place_;
    std::deque<FoldPair> pairs_;
};

// A search for each finding is worth it as long as they are few.
bool few_between(Store& store, long long before, long long after) {
    SQLite::Statement count(
        store.db(), "SELECT (SELECT count(*) FROM finding_event WHERE run > ? AND run <= ?) * 20 < "
                    "(SELECT max(id) FROM finding_event)");
    count.bind(1, static_cast<int64_t>(before));
    count.bind(2, static_cast<int64_t>(after));
    return count.executeStep() && count.getColumn(0).getInt() != 0;
}

std::vector<Fold> folds_of(std::vector<FoldPair>&& pairs) {
    std::vector<Fold> folds;
    folds.reserve(pairs.size());
    for (auto& pair : pairs) folds.push_back(std::move(pair.after));
    for (auto& fold : folds) fold.finish();
    return folds;
}

}  // namespace

std::vector<FoldPair> folds_between(Store& store, long long before, long long after) {
    FoldReader reader(store, before, after);
    if (few_between(store, before, after)) return reader.read(touched_sql, before);
    auto pairs = reader.read(all_sql, before);
    std::erase_if(pairs, [&](const FoldPair& pair) {
        return pair.after.info.last_run <= before && pair.after.info.kind != EventKind::renamed;
    });
    return pairs;
}

std::vector<Fold> folds_after(Store& store, long long run, const std::string& check) {
    FoldReader reader(store, -1, run);
    if (check.empty()) return folds_of(reader.read(all_sql, -1));
    SQLite::Statement name(store.db(), "SELECT id FROM check_name WHERE name = ?");
    name.bind(1, check);
    if (!name.executeStep()) return {};
    return folds_of(reader.read(of_check_sql, name.getColumn(0).getInt64()));
}

std::vector<Fold> folds_touched(Store& store, long long run) {
    return folds_of(FoldReader(store, run - 1, run).read(touched_sql, run - 1));
}

}  // namespace schouw
