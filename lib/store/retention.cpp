// SPDX-License-Identifier: EUPL-1.2
#include "store/retention.hpp"

#include <nlohmann/json.hpp>
#include <vector>

#include "base/date.hpp"
#include "base/error.hpp"
#include "store/events.hpp"
#include "store/verify.hpp"

namespace schouw {
namespace {

struct Part {
    std::string table;
    std::string emptied;  // SET …
    std::string which;    // WHERE …; ?1 is the day
};

// Of the same finding an event came later, in a run of before the day; or it closed it then.
std::string facts_past() {
    const std::string closed = std::to_string(static_cast<int>(EventKind::solved)) + ", " +
                               std::to_string(static_cast<int>(EventKind::withdrawn)) + ", " +
                               std::to_string(static_cast<int>(EventKind::lapsed));
    const std::string moved = std::to_string(static_cast<int>(EventKind::renamed));
    return "facts <> '' AND kind <> " + moved + " AND ((kind IN (" + closed +
           ") AND run IN (SELECT id FROM run WHERE as_of < ?1)) OR EXISTS (SELECT 1 FROM "
           "finding_event l JOIN run r ON r.id = l.run WHERE l.check_name = "
           "finding_event.check_name AND l.record_key = finding_event.record_key AND l.id > "
           "finding_event.id AND r.as_of < ?1))";
}

const std::vector<Part>& parts() {
    const std::string ended = "to_snapshot IN (SELECT id FROM snapshot WHERE as_of < ?1)";
    static const std::vector<Part> all = {
        {"record", "cells = ''", "cells <> '' AND " + ended},
        {"refused_row", "cells = ''", "cells <> '' AND " + ended},
        {"remark", "value = '', meant = ''", "(value <> '' OR meant <> '') AND " + ended},
        {"finding_event", "facts = ''", facts_past()},
    };
    return all;
}

long long run_sql(Store& store, const std::string& sql, const std::string& before) {
    SQLite::Statement query(store.db(), sql);
    query.bind(1, before);
    return query.executeStep() ? query.getColumn(0).getInt64() : 0;
}

}  // namespace

long long Retention::total() const {
    long long sum = 0;
    for (const auto& [table, rows] : past) sum += rows;
    return sum;
}

Retention past_retention(Store& store, const std::string& before) {
    Retention found{before, {}};
    for (const auto& part : parts())
        if (const long long rows = run_sql(
                store, "SELECT count(*) FROM " + part.table + " WHERE " + part.which, before);
            rows > 0)
            found.past[part.table] = rows;
    return found;
}

Retention destroy_past_retention(Store& store, const std::string& before, const std::string& day,
                                 long months) {
    store.db().exec("PRAGMA secure_delete=ON");
    SQLite::Transaction transaction(store.db(), SQLite::TransactionBehavior::IMMEDIATE);
    if (!verify(store).intact()) fail(Exit::tampered, "retention.not_intact");
    const Retention found = past_retention(store, before);
    if (found.total() == 0) return found;
    for (const auto& part : parts()) {
        SQLite::Statement update(store.db(), "UPDATE " + part.table + " SET " + part.emptied +
                                                 " WHERE " + part.which);
        update.bind(1, before);
        const int rows = update.exec();
        const auto said = found.past.find(part.table);
        if (rows != (said == found.past.end() ? 0 : said->second))
            fail(Exit::internal, "internal.error", {{"why", "retention: " + part.table}});
    }
    nlohmann::ordered_json entry = {{"recorded_at", iso_moment(now_seconds())},
                                    {"as_of", day},
                                    {"before", before},
                                    {"months", months},
                                    {"destroyed", found.past}};
    append_journal(store, "retention", entry.dump());
    transaction.commit();
    // The old pages stand in the write-ahead log until it is cut.
    store.db().exec("PRAGMA wal_checkpoint(TRUNCATE)");
    return found;
}

}  // namespace schouw
