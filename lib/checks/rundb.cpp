// SPDX-License-Identifier: EUPL-1.2
#include "checks/rundb.hpp"

#include <fmt/format.h>

#include <atomic>

#include "base/error.hpp"

namespace schouw {
namespace {

std::string create_table(const Schema& schema) {
    std::string sql = "CREATE TABLE \"" + schema.id +
                      "\"(_row INTEGER PRIMARY KEY, _key TEXT NOT NULL, _states TEXT NOT NULL";
    for (const auto& column : sql_columns(schema))
        sql += ", \"" + column.name + "\" " + column.sql_type;
    sql += ") STRICT;";
    for (const auto& column : schema.columns)
        if (column.type == Type::list && column.refers())
            sql += "CREATE TABLE \"" + list_table(schema.id, column.id) +
                   "\"(owner INTEGER, value TEXT) STRICT;";
    return sql;
}

}  // namespace

std::string list_table(const std::string& register_id, const std::string& column) {
    return "_list_" + register_id + "_" + column;
}

RunDb::RunDb(const Schemas& schemas, bool large) {
    static std::atomic<unsigned> number = 0;
    if (large) folder_ = std::make_unique<PrivateFolder>();
    uri_ = large ? 0 : SQLITE_OPEN_URI;
    name_ = large ? (folder_->path / "run.db").string()
                  : fmt::format("file:/schouw-run-{}?vfs=memdb", ++number);
    sqlite3* db = nullptr;
    const int code = sqlite3_open_v2(
        name_.c_str(), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | uri_ | SQLITE_OPEN_NOMUTEX,
        nullptr);
    db_.reset(db);
    if (code != SQLITE_OK) fail(Exit::io, "run.database", {{"why", sqlite3_errmsg(db)}});
    exec("PRAGMA page_size=8192; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
         "PRAGMA locking_mode=NORMAL; PRAGMA cache_size=-32768; PRAGMA temp_store=FILE;");
    std::string sql = "BEGIN;";
    for (const auto& [id, schema] : schemas) sql += create_table(schema);
    exec(sql);
}

void RunDb::exec(const std::string& sql) {
    if (sqlite3_exec(db_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        fail(Exit::io, "run.database", {{"why", sqlite3_errmsg(db_.get())}});
}

Statement RunDb::prepare(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(db_.get(), sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
        fail(Exit::internal, "run.database", {{"why", sqlite3_errmsg(db_.get())}});
    return Statement(statement);
}

void RunDb::key_table(const std::set<std::string>& keys) {
    exec("CREATE TEMP TABLE IF NOT EXISTS _keys(k TEXT PRIMARY KEY) WITHOUT ROWID;"
         "DELETE FROM _keys;");
    const Statement insert = prepare("INSERT INTO _keys VALUES (?)");
    for (const auto& key : keys) {
        sqlite3_reset(insert.get());
        sqlite3_bind_text(insert.get(), 1, key.data(), static_cast<int>(key.size()), SQLITE_STATIC);
        sqlite3_step(insert.get());
    }
}

std::set<std::string> RunDb::present(const std::string& register_id,
                                     const std::set<std::string>& keys) {
    std::set<std::string> found;
    if (keys.empty()) return found;
    key_table(keys);
    const Statement find =
        prepare("SELECT _key FROM \"" + register_id + "\" WHERE _key IN (SELECT k FROM _keys)");
    while (sqlite3_step(find.get()) == SQLITE_ROW)
        found.emplace(reinterpret_cast<const char*>(sqlite3_column_text(find.get(), 0)));
    return found;
}

long long RunDb::highest_row(const std::string& register_id) {
    const Statement query = prepare("SELECT max(_row) FROM \"" + register_id + "\"");
    return sqlite3_step(query.get()) == SQLITE_ROW ? sqlite3_column_int64(query.get(), 0) : 0;
}

long long RunDb::count(const std::string& register_id) {
    const Statement query = prepare("SELECT count(*) FROM \"" + register_id + "\"");
    return sqlite3_step(query.get()) == SQLITE_ROW ? sqlite3_column_int64(query.get(), 0) : 0;
}

void RunDb::replace(const Schema& schema, const std::set<std::string>& needed,
                    const std::vector<Record>& records) {
    exec("BEGIN; DELETE FROM \"" + schema.id + "\"");
    {
        RunTable table(*this, schema, needed);
        for (const auto& record : records) table.put(record);
    }
    finish();
}

void RunDb::finish() { exec("COMMIT"); }

Db RunDb::reader() {
    sqlite3* db = nullptr;
    const int code = sqlite3_open_v2(name_.c_str(), &db,
                                     SQLITE_OPEN_READONLY | uri_ | SQLITE_OPEN_NOMUTEX, nullptr);
    Db owner(db);
    if (code != SQLITE_OK) fail(Exit::io, "run.database", {{"why", sqlite3_errmsg(db)}});
    sqlite3_exec(db, "PRAGMA cache_size=-16384", nullptr, nullptr, nullptr);
    return owner;
}

}  // namespace schouw
