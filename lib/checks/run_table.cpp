// SPDX-License-Identifier: EUPL-1.2
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "checks/rundb.hpp"

namespace schouw {
namespace {

constexpr char state_letters[] = {'v', 'e', 'n', 'u', 'x', 'a'};

bool by_list(const Column& column) { return column.type == Type::list && column.refers(); }

}  // namespace

RunTable::RunTable(RunDb& database, const Schema& schema, const std::set<std::string>& needed)
    : database_(database), schema_(schema), states_(schema.columns.size(), 'a') {
    const std::lock_guard lock(database_.filling_);
    std::string names = "_row, _key, _states";
    std::string marks = "?, ?, ?";
    for (const auto& column : sql_columns(schema)) {
        if (!needed.contains(column.name)) continue;
        columns_.push_back(column);
        names += ", \"" + column.name + "\"";
        marks += ", ?";
    }
    insert_ = database_.prepare("INSERT INTO \"" + schema.id + "\"(" + names + ") VALUES (" +
                                marks + ")");
    for (std::size_t i = 0; i < schema.columns.size(); ++i)
        if (by_list(schema.columns[i]))
            lists_.emplace_back(i, database_.prepare("INSERT INTO \"" +
                                                     list_table(schema.id, schema.columns[i].id) +
                                                     "\" VALUES (?, ?)"));
}

RunTable::~RunTable() {
    const std::lock_guard lock(database_.filling_);
    insert_.reset();
    lists_.clear();
}

void RunTable::bind_value(int at, const SqlColumn& column, const Value& value) {
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
    const Type type = schema_.columns[column.column].type;
    if (!known)
        sqlite3_bind_null(insert, at);
    else if (type == Type::integer || type == Type::boolean)
        sqlite3_bind_int64(insert, at, value.integer);
    else if (type == Type::number)
        sqlite3_bind_double(insert, at, value.number);
    else
        text(value.text);
}

void RunTable::put(const Record& record) {
    for (std::size_t i = 0; i < record.values.size(); ++i)
        states_[i] = state_letters[static_cast<int>(record.values[i].state)];
    const std::lock_guard lock(database_.filling_);
    sqlite3_stmt* insert = insert_.get();
    sqlite3_reset(insert);
    sqlite3_bind_int64(insert, 1, record.row);
    sqlite3_bind_text(insert, 2, record.key.data(), static_cast<int>(record.key.size()),
                      SQLITE_STATIC);
    sqlite3_bind_text(insert, 3, states_.data(), static_cast<int>(states_.size()), SQLITE_STATIC);
    int at = 4;
    for (const auto& column : columns_) bind_value(at++, column, record.values[column.column]);
    if (sqlite3_step(insert) != SQLITE_DONE)
        fail(Exit::io, "run.database", {{"why", sqlite3_errmsg(database_.db())}});
    if (!lists_.empty()) put_lists(record);
}

void RunTable::put_lists(const Record& record) {
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

std::map<std::string, long> RunTable::remove(const std::set<std::string>& keys) {
    std::map<std::string, long> rows;
    if (keys.empty()) return rows;
    const std::lock_guard lock(database_.filling_);
    database_.key_table(keys);
    const Statement find =
        database_.prepare("SELECT _key, _row FROM \"" + schema_.id +
                          "\" WHERE _key IN (SELECT k FROM _keys) ORDER BY _row");
    while (sqlite3_step(find.get()) == SQLITE_ROW)
        rows.emplace(reinterpret_cast<const char*>(sqlite3_column_text(find.get(), 0)),
                     static_cast<long>(sqlite3_column_int64(find.get(), 1)));
    const std::string doubled =
        "(SELECT _row FROM \"" + schema_.id + "\" WHERE _key IN (SELECT k FROM _keys))";
    for (const auto& [column, statement] : lists_)
        database_.exec("DELETE FROM \"" + list_table(schema_.id, schema_.columns[column].id) +
                       "\" WHERE owner IN " + doubled);
    database_.exec("DELETE FROM \"" + schema_.id + "\" WHERE _row IN " + doubled);
    return rows;
}

void RunTable::end(const std::set<std::string>& indexed) {
    const std::lock_guard lock(database_.filling_);
    insert_.reset();
    for (const auto& column : indexed)
        database_.exec("CREATE INDEX \"" + schema_.id + "_" + column + "\" ON \"" + schema_.id +
                       "\"(\"" + column + "\")");
    for (auto& [column, statement] : lists_) {
        const std::string table = list_table(schema_.id, schema_.columns[column].id);
        database_.exec("CREATE INDEX \"" + table + "_value\" ON \"" + table + "\"(value, owner)");
    }
    lists_.clear();
}

}  // namespace schouw
