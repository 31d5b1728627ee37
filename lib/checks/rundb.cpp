// SPDX-License-Identifier: EUPL-1.2
#include "checks/rundb.hpp"

#include <nlohmann/json.hpp>

#include "base/error.hpp"

namespace schouw {
namespace {

constexpr char state_letters[] = {'v', 'e', 'n', 'u', 'x', 'a'};

bool by_list(const Column& column) { return column.type == Type::list && column.refers(); }

std::string create_table(const Schema& schema) {
    std::string sql = "CREATE TABLE \"" + schema.id +
                      "\"(_row INTEGER PRIMARY KEY, _key TEXT NOT NULL, _states TEXT NOT NULL";
    for (const auto& column : sql_columns(schema))
        sql += ", \"" + column.name + "\" " + column.sql_type;
    sql += ") STRICT;";
    for (const auto& column : schema.columns)
        if (by_list(column))
            sql += "CREATE TABLE \"" + list_table(schema.id, column.id) +
                   "\"(owner INTEGER, value TEXT) STRICT;";
    return sql;
}

}  // namespace

std::string list_table(const std::string& register_id, const std::string& column) {
    return "_list_" + register_id + "_" + column;
}

RunDb::RunDb(const Schemas& schemas, bool large) {
    if (large) {
        folder_ = std::make_unique<PrivateFolder>();
        file_ = (folder_->path / "run.db").string();
    }
    sqlite3* db = nullptr;
    const int code =
        sqlite3_open_v2(large ? file_.c_str() : ":memory:", &db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
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

void RunDb::begin(const Schema& schema, const std::set<std::string>& needed) {
    schema_ = &schema;
    columns_.clear();
    std::string names = "_row, _key, _states";
    std::string marks = "?, ?, ?";
    for (const auto& column : sql_columns(schema)) {
        if (!needed.contains(column.name)) continue;
        columns_.push_back(column);
        names += ", \"" + column.name + "\"";
        marks += ", ?";
    }
    insert_ = prepare("INSERT INTO \"" + schema.id + "\"(" + names + ") VALUES (" + marks + ")");
    lists_.clear();
    for (std::size_t i = 0; i < schema.columns.size(); ++i)
        if (by_list(schema.columns[i]))
            lists_.emplace_back(i, prepare("INSERT INTO \"" +
                                           list_table(schema.id, schema.columns[i].id) +
                                           "\" VALUES (?, ?)"));
    states_.assign(schema.columns.size(), 'a');
}

void RunDb::bind_value(int at, const SqlColumn& column, const Value& value) {
    sqlite3_stmt* insert = insert_.get();
    const auto text = [&](std::string_view bytes) {
        sqlite3_bind_text(insert, at, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC);
    };
    const bool known = value.state == State::value;
    switch (column.part) {
        case SqlColumn::Part::na:
            if (known) return void(sqlite3_bind_int(insert, at, 0));
            if (value.state == State::not_applicable) return void(sqlite3_bind_int(insert, at, 1));
            return void(sqlite3_bind_null(insert, at));
        case SqlColumn::Part::none:
            if (known) return void(sqlite3_bind_int(insert, at, 0));
            if (value.state == State::empty) return void(sqlite3_bind_int(insert, at, 1));
            return void(sqlite3_bind_null(insert, at));
        case SqlColumn::Part::from:
            return known ? text(value.from) : void(sqlite3_bind_null(insert, at));
        case SqlColumn::Part::value: break;
    }
    const Type type = schema_->columns[column.column].type;
    if (!known)
        sqlite3_bind_null(insert, at);
    else if (type == Type::integer || type == Type::boolean)
        sqlite3_bind_int64(insert, at, value.integer);
    else if (type == Type::number)
        sqlite3_bind_double(insert, at, value.number);
    else
        text(value.text);
}

void RunDb::put(const Record& record) {
    for (std::size_t i = 0; i < record.values.size(); ++i)
        states_[i] = state_letters[static_cast<int>(record.values[i].state)];
    sqlite3_stmt* insert = insert_.get();
    sqlite3_reset(insert);
    sqlite3_bind_int64(insert, 1, record.row);
    sqlite3_bind_text(insert, 2, record.key.data(), static_cast<int>(record.key.size()),
                      SQLITE_STATIC);
    sqlite3_bind_text(insert, 3, states_.data(), static_cast<int>(states_.size()), SQLITE_STATIC);
    int at = 4;
    for (const auto& column : columns_) bind_value(at++, column, record.values[column.column]);
    if (sqlite3_step(insert) != SQLITE_DONE)
        fail(Exit::io, "run.database", {{"why", sqlite3_errmsg(db_.get())}});
    if (!lists_.empty()) put_lists(record);
}

void RunDb::put_lists(const Record& record) {
    for (auto& [column, statement] : lists_) {
        const Value& value = record.values[column];
        if (value.state != State::value) continue;
        const auto items = nlohmann::json::parse(value.text, nullptr, false);
        for (const auto& item : items) {
            const std::string text = item.is_string() ? item.get<std::string>() : item.dump();
            sqlite3_reset(statement.get());
            sqlite3_bind_int64(statement.get(), 1, record.row);
            sqlite3_bind_text(statement.get(), 2, text.data(), static_cast<int>(text.size()),
                              SQLITE_TRANSIENT);
            sqlite3_step(statement.get());
        }
    }
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

std::map<std::string, long> RunDb::remove(const std::set<std::string>& keys) {
    std::map<std::string, long> rows;
    if (keys.empty()) return rows;
    key_table(keys);
    const Statement find = prepare("SELECT _key, _row FROM \"" + schema_->id +
                                   "\" WHERE _key IN (SELECT k FROM _keys) ORDER BY _row");
    while (sqlite3_step(find.get()) == SQLITE_ROW)
        rows.emplace(reinterpret_cast<const char*>(sqlite3_column_text(find.get(), 0)),
                     static_cast<long>(sqlite3_column_int64(find.get(), 1)));
    const std::string doubled =
        "(SELECT _row FROM \"" + schema_->id + "\" WHERE _key IN (SELECT k FROM _keys))";
    for (const auto& [column, statement] : lists_)
        exec("DELETE FROM \"" + list_table(schema_->id, schema_->columns[column].id) +
             "\" WHERE owner IN " + doubled);
    exec("DELETE FROM \"" + schema_->id + "\" WHERE _row IN " + doubled);
    return rows;
}

void RunDb::end(const std::set<std::string>& indexed) {
    insert_.reset();
    for (const auto& column : indexed)
        exec("CREATE INDEX \"" + schema_->id + "_" + column + "\" ON \"" + schema_->id + "\"(\"" +
             column + "\")");
    for (auto& [column, statement] : lists_) {
        const std::string table = list_table(schema_->id, schema_->columns[column].id);
        exec("CREATE INDEX \"" + table + "_value\" ON \"" + table + "\"(value, owner)");
    }
    lists_.clear();
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

void RunDb::finish() {
    exec("COMMIT");
    if (!file_.empty()) return;
    image_.reset(sqlite3_serialize(db_.get(), "main", &image_size_, 0));
    if (!image_) fail(Exit::io, "run.database", {{"why", "no memory"}});
}

Db RunDb::reader() {
    sqlite3* db = nullptr;
    const int mode = file_.empty() ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    int code = sqlite3_open_v2(file_.empty() ? ":memory:" : file_.c_str(), &db,
                               mode | SQLITE_OPEN_NOMUTEX, nullptr);
    Db owner(db);
    if (code == SQLITE_OK && file_.empty())
        code = sqlite3_deserialize(db, "main", image_.get(), image_size_, image_size_,
                                   SQLITE_DESERIALIZE_READONLY);
    if (code != SQLITE_OK) fail(Exit::io, "run.database", {{"why", sqlite3_errmsg(db)}});
    sqlite3_exec(db, "PRAGMA cache_size=-16384", nullptr, nullptr, nullptr);
    return owner;
}

}  // namespace schouw
