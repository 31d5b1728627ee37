// SPDX-License-Identifier: EUPL-1.2
// Events are read in the order in which they were written, which is that of the file: a table of
// what is known of each finding is far cheaper than having them sorted.
#include <algorithm>
#include <iterator>
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
            checks_[names.getColumn(0).getInt64()].name = names.getColumn(1).getString();
        SQLite::Statement days(store.db(), "SELECT id, as_of FROM run");
        while (days.executeStep())
            days_[days.getColumn(0).getInt64()] = days.getColumn(1).getString();
    }

    FoldPairs read(const char* from, long long first) {
        SQLite::Statement rows(store_.db(), std::string(columns_sql) + from);
        rows.bind(1, static_cast<int64_t>(first));
        rows.bind(2, static_cast<int64_t>(after_));
        while (rows.executeStep()) add(rows);
        return in_order();
    }

private:
    // What is known of a check; the keys are those of the pairs.
    struct OfCheck {
        std::string name;
        FoldPairs pairs;
        std::unordered_map<std::string_view, FoldPair*> places;
    };

    FoldPairs in_order() {
        std::vector<OfCheck*> checks;
        for (auto& [id, check] : checks_) checks.push_back(&check);
        std::sort(checks.begin(), checks.end(),
                  [](const OfCheck* a, const OfCheck* b) { return a->name < b->name; });
        FoldPairs sorted;
        for (auto* check : checks) {
            std::sort(check->pairs.begin(), check->pairs.end(), [](const auto& a, const auto& b) {
                return a->after.info.key < b->after.info.key;
            });
            std::move(check->pairs.begin(), check->pairs.end(), std::back_inserter(sorted));
        }
        for (auto& pair : sorted) pair->after.finish();
        return sorted;
    }

    FoldPair& pair_of(OfCheck& check, std::string_view key) {
        const auto at = check.places.find(key);
        if (at != check.places.end()) return *at->second;
        FoldPair& pair = *check.pairs.emplace_back(std::make_unique<FoldPair>());
        pair.after.info.check = check.name;
        pair.after.info.key = key;
        check.places.emplace(pair.after.info.key, &pair);
        return pair;
    }

    void add(SQLite::Statement& row) {
        FoldPair& pair = pair_of(checks_[row.getColumn(0).getInt64()], text(row.getColumn(1)));
        const EventInfo event{static_cast<EventKind>(row.getColumn(2).getInt()),
                              static_cast<long>(row.getColumn(3).getInt64()),
                              text(row.getColumn(4)),
                              text(row.getColumn(5)),
                              text(row.getColumn(6)),
                              row.getColumn(7).getInt64(),
                              days_[row.getColumn(7).getInt64()]};
        const bool between = event.run > before_;
        if (between && pair.after.info.last_run != 0 && pair.after.info.last_run <= before_)
            pair.before = std::make_shared<const Fold>(pair.after);
        pair.after.add(event, after_);
        if (!between) return;
        pair.reopened += event.kind == EventKind::reopened ? 1 : 0;
        pair.moved = pair.moved || event.kind == EventKind::renamed;
        if (changes_life(event.kind)) pair.touched_on = event.as_of;
    }

    Store& store_;
    long long before_, after_;
    std::unordered_map<long long, OfCheck> checks_;  // by their row in the store
    std::unordered_map<long long, std::string> days_;
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

}  // namespace

FoldPairs folds_between(Store& store, long long before, long long after) {
    FoldReader reader(store, before, after);
    if (few_between(store, before, after)) return reader.read(touched_sql, before);
    auto pairs = reader.read(all_sql, before);
    std::erase_if(pairs, [&](const auto& pair) {
        return pair->after.info.last_run <= before && pair->after.info.kind != EventKind::renamed;
    });
    return pairs;
}

FoldPairs folds_after(Store& store, long long run, const std::string& check) {
    FoldReader reader(store, -1, run);
    if (check.empty()) return reader.read(all_sql, -1);
    SQLite::Statement name(store.db(), "SELECT id FROM check_name WHERE name = ?");
    name.bind(1, check);
    if (!name.executeStep()) return {};
    return reader.read(of_check_sql, name.getColumn(0).getInt64());
}

FoldPairs folds_touched(Store& store, long long run) {
    return FoldReader(store, run - 1, run).read(touched_sql, run - 1);
}

}  // namespace schouw
