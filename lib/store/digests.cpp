// SPDX-License-Identifier: EUPL-1.2
#include "store/digests.hpp"

#include "base/digest.hpp"

namespace schouw {
namespace {

// Every value of every row, with its type and length.
void add_rows(Sha256& hash, Store& store, const char* sql, long long id) {
    SQLite::Statement rows(store.db(), sql);
    rows.bind(1, static_cast<int64_t>(id));
    const int columns = rows.getColumnCount();
    long long count = 0;
    for (; rows.executeStep(); ++count) {
        for (int i = 0; i < columns; ++i) {
            const SQLite::Column value = rows.getColumn(i);
            const char type = static_cast<char>(value.getType());
            hash.add({&type, 1});
            hash.add_field({static_cast<const char*>(value.getBlob()),
                            static_cast<std::size_t>(value.getBytes())});
        }
    }
    hash.add_field(std::to_string(count));
}

// A table whose rows hold from one import (run) to another; a row is digested where it begins and
// where it ends.
struct Interval {
    const char* columns;
    const char* table;
    const char* unit;  // snapshot or run
};

void add_interval(Sha256& hash, Store& store, const Interval& interval, long long id) {
    for (const char* side : {"from_", "to_"}) {
        const std::string sql = std::string("SELECT ") + interval.columns + " FROM " +
                                interval.table + " WHERE " + side + interval.unit +
                                " = ? ORDER BY id";
        add_rows(hash, store, sql.c_str(), id);
    }
}

const char* const snapshot_sql[] = {
    "SELECT recorded_at, as_of, digest FROM snapshot WHERE id = ?",
    R"(SELECT s.register, s.file, s.state, s.failure, s.sha256, s.format, s.encoding, s.delimiter,
              s.sheet, s.header_row, t.digest, s.read, s.accepted, s.refused, s.ignored, s.remarks,
              s.places
       FROM source_read s JOIN text_once t ON t.id = s.layout WHERE s.snapshot = ?
       ORDER BY s.register)",
};
const Interval snapshot_intervals[] = {
    {"register, record_key, digest", "record", "snapshot"},
    {"register, row, reason, digest", "refused_row", "snapshot"},
    {"row, digest", "remark", "snapshot"},
};

const char* const run_sql[] = {
    R"(SELECT r.as_of, r.label, s.digest, r.complete, t.digest FROM run r
       JOIN snapshot s ON s.id = r.snapshot JOIN text_once t ON t.id = r.about WHERE r.id = ?)",
    R"(SELECT c.position, n.name, v.check_name = n.id, v.digest, v.register, c.met, c.not_met, c.unknown, c.not_applicable,
              c.to_judge, c.waived, c.why
       FROM run_check c JOIN check_name n ON n.id = c.check_name
       JOIN check_version v ON v.id = c.check_version WHERE c.run = ? ORDER BY c.position)",
    R"(SELECT n.name, l.open, l.appeared, l.reopened, l.unverified, l.solved, l.withdrawn, l.lapsed,
              l.now_unverified
       FROM run_life l JOIN check_name n ON n.id = l.check_name WHERE l.run = ? ORDER BY n.name)",
    R"(SELECT n.name, e.record_key, e.kind, e.row, e.due, e.digest
       FROM finding_event e JOIN check_name n ON n.id = e.check_name WHERE e.run = ?
       ORDER BY e.id)",
};
const Interval run_intervals[] = {
    {"(SELECT name FROM check_name n WHERE n.id = check_name), record_key, row, why",
     "unknown_life", "run"},
    {"(SELECT name FROM check_name n WHERE n.id = check_name), record_key, "
     "(SELECT digest FROM waiver w WHERE w.id = waiver)",
     "waived", "run"},
};

template <std::size_t N, std::size_t M>
std::string digest_of(Store& store, const char* const (&queries)[N], const Interval (&intervals)[M],
                      long long id) {
    Sha256 hash;
    for (const char* sql : queries) add_rows(hash, store, sql, id);
    for (const auto& interval : intervals) add_interval(hash, store, interval, id);
    return hex(hash.finish());
}

}  // namespace

std::string digest_of_snapshot(Store& store, long long snapshot) {
    return digest_of(store, snapshot_sql, snapshot_intervals, snapshot);
}

std::string digest_of_run(Store& store, long long run) {
    return digest_of(store, run_sql, run_intervals, run);
}

long long keep_text(Store& store, const std::string& text) {
    const std::string digest = sha256_hex(text);
    SQLite::Statement insert(store.db(),
                             "INSERT OR IGNORE INTO text_once(digest, text) VALUES (?, ?)");
    insert.bind(1, digest);
    insert.bind(2, text);
    insert.exec();
    SQLite::Statement find(store.db(), "SELECT id FROM text_once WHERE digest = ?");
    find.bind(1, digest);
    find.executeStep();
    return find.getColumn(0).getInt64();
}

}  // namespace schouw
