// SPDX-License-Identifier: EUPL-1.2
#include "store/migrate.hpp"

#include <SQLiteCpp/Backup.h>
#include <sqlite3.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/file.hpp"
#include "store/digests.hpp"
#include "store/standing.hpp"

namespace schouw {
namespace embedded {
extern const char* const store_schema;
extern const char* const store_from_1;
}  // namespace embedded

namespace {

using Json = nlohmann::ordered_json;

std::string_view bytes_of(sqlite3_value* value) {
    const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value));
    return {bytes == nullptr ? "" : bytes, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

void give_text(sqlite3_context* context, const std::string& text) {
    sqlite3_result_text(context, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

void give_blob(sqlite3_context* context, const std::string& blob) {
    sqlite3_result_blob(context, blob.data(), static_cast<int>(blob.size()), SQLITE_TRANSIENT);
}

void add_functions(sqlite3* db) {
    const auto add = [&](const char* name, int n, auto* body) {
        sqlite3_create_function_v2(db, name, n, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr, body,
                                   nullptr, nullptr, nullptr);
    };
    add(
        "sha256", 1, +[](sqlite3_context* context, int, sqlite3_value** values) {
            give_text(context, sha256_hex(bytes_of(values[0])));
        });
    add(
        "quick_digest", 1, +[](sqlite3_context* context, int, sqlite3_value** values) {
            give_blob(context, quick_digest(bytes_of(values[0])));
        });
    add(
        "fields_digest", -1, +[](sqlite3_context* context, int count, sqlite3_value** values) {
            std::vector<std::string> fields;
            for (int i = 0; i < count; ++i) {
                const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(values[i]));
                fields.emplace_back(text == nullptr ? "" : text,
                                    static_cast<std::size_t>(sqlite3_value_bytes(values[i])));
            }
            give_blob(context, digest_of_fields({fields.begin(), fields.end()}));
        });
}

// The file as it is, beside it; a copy that is there already is left.
void keep_copy(SQLite::Database& db, const std::filesystem::path& path, int version) {
    const std::string copy = path.string() + ".version-" + std::to_string(version);
    if (std::filesystem::exists(copy)) return;
    write_with(copy, [&](const std::filesystem::path& part) {  // whole or not at all
        SQLite::Database to(part.string(), SQLite::OPEN_READWRITE);
        SQLite::Backup(to, db).executeStep();
    });
}

std::vector<std::string> names_of(SQLite::Database& db, const std::string& type) {
    std::vector<std::string> names;
    SQLite::Statement query(db, "SELECT name FROM sqlite_schema WHERE type = ? AND sql NOT NULL");
    query.bind(1, type);
    while (query.executeStep()) names.push_back(query.getColumn(0).getString());
    return names;
}

// Tables become old_…; what hangs on them goes.
std::vector<std::string> set_aside(SQLite::Database& db) {
    for (const auto& name : names_of(db, "trigger")) db.exec("DROP TRIGGER \"" + name + '"');
    for (const auto& name : names_of(db, "index")) db.exec("DROP INDEX \"" + name + '"');
    const auto tables = names_of(db, "table");
    for (const auto& name : tables)
        db.exec("ALTER TABLE \"" + name + "\" RENAME TO \"old_" + name + '"');
    return tables;
}

// What the entries of the journal committed to, as it is digested today.
std::string payload_of(Store& store, int from) {
    const auto digests = [&](const std::string& table, auto digest_of) {
        Json list = Json::array();
        SQLite::Statement ids(store.db(), "SELECT id FROM " + table + " ORDER BY id");
        while (ids.executeStep()) {
            const long long id = ids.getColumn(0).getInt64();
            list.push_back({id, digest_of(store, id)});
        }
        return list;
    };
    return Json{{"from", from},
                {"to", store_version},
                {"recorded_at", iso_moment(now_seconds())},
                {"snapshots", digests("snapshot", digest_of_snapshot)},
                {"runs", digests("run", digest_of_run)}}
        .dump();
}

}  // namespace

void migrate(Store& store, const std::filesystem::path& path, int from) {
    SQLite::Database& db = store.db();
    keep_copy(db, path, from);
    add_functions(db.getHandle());
    db.exec("PRAGMA foreign_keys=OFF");
    db.exec("PRAGMA legacy_alter_table=ON");
    {
        SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
        const auto tables = set_aside(db);
        db.exec(embedded::store_schema);
        db.exec(embedded::store_from_1);
        for (const auto& name : tables) db.exec("DROP TABLE \"old_" + name + '"');
        db.exec("PRAGMA user_version=" + std::to_string(store_version));
        append_journal(store, "migration", payload_of(store, from));
        transaction.commit();
    }
    db.exec("PRAGMA legacy_alter_table=OFF");
}

}  // namespace schouw
