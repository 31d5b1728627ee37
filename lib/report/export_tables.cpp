// SPDX-License-Identifier: EUPL-1.2
// Every table of the store, as it is, with the dates and names that its numbers stand for.
#include <sqlite3.h>

#include <algorithm>
#include <functional>
#include <set>

#include "base/digest.hpp"
#include "base/hex.hpp"
#include "base/text.hpp"
#include "report/export_parts.hpp"

namespace schouw {
namespace {

const char* const tables_sql = R"(
    SELECT name, wr FROM pragma_table_list
    WHERE schema = 'main' AND type IN ('table', 'virtual', 'shadow') ORDER BY name)";
const char* const columns_sql = "SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid";

const char* const event_words[] = {"",          "appeared", "reopened",   "solved",
                                   "withdrawn", "lapsed",   "unverified", "verified",
                                   "changed",   "renamed",  "continued"};

struct Column {
    std::string name;
    std::string type;
    int pk = 0;
};

struct StoredTable {
    std::string name;
    bool without_rowid = false;
    std::vector<Column> columns;
    bool has(const std::string& column) const {
        return std::any_of(columns.begin(), columns.end(),
                           [&](const auto& one) { return one.name == column; });
    }
};

std::string quoted(const std::string& name) {
    std::string out = "\"";
    for (const char c : name) out += c == '"' ? "\"\"" : std::string(1, c);
    return out + "\"";
}

std::vector<StoredTable> stored_tables(Store& store) {
    std::vector<StoredTable> tables;
    SQLite::Statement query(store.db(), tables_sql);
    while (query.executeStep()) {
        StoredTable table;
        table.name = query.getColumn(0).getString();
        table.without_rowid = query.getColumn(1).getInt() != 0;
        SQLite::Statement columns(store.db(), columns_sql);
        columns.bind(1, table.name);
        while (columns.executeStep())
            table.columns.push_back({columns.getColumn(0).getString(),
                                     columns.getColumn(1).getString(),
                                     columns.getColumn(2).getInt()});
        tables.push_back(std::move(table));
    }
    return tables;
}

std::string order_of(const StoredTable& table) {
    std::vector<std::pair<int, std::string>> key;
    for (const auto& column : table.columns)
        if (column.pk > 0) key.emplace_back(column.pk, quoted(column.name));
    if (key.empty()) return table.without_rowid ? "1" : "rowid";
    std::sort(key.begin(), key.end());
    std::string out;
    for (const auto& [at, name] : key) out += (out.empty() ? "" : ", ") + name;
    return out;
}

// Which rows were there at the limit. Tables that no rule fits are written whole.
std::string rows_within(const StoredTable& table, const ExportLimit& limit) {
    if (limit.all) return "1";
    const std::string run = std::to_string(limit.run);
    const std::string snapshot = std::to_string(limit.snapshot);
    const std::map<std::string, std::string> own = {
        {"run", "id <= " + run},
        {"snapshot", "id <= " + snapshot},
        {"journal", "seq <= " + std::to_string(limit.seq)},
        {"signature", "seq <= " + std::to_string(limit.seq)},
        {"check_version", "id IN (SELECT check_version FROM run_check WHERE run <= " + run + ")"},
        {"check_name", "id IN (SELECT check_name FROM run_check WHERE run <= " + run + ")"},
        {"waiver", "id IN (SELECT waiver FROM waived WHERE from_run <= " + run + ")"},
        {"record_link", "as_of <= '" + limit.as_of + "'"},
        {"text_once", "id IN (SELECT about FROM run WHERE id <= " + run +
                          " UNION SELECT layout FROM source_read WHERE snapshot <= " + snapshot +
                          ")"},
    };
    if (const auto rule = own.find(table.name); rule != own.end()) return rule->second;
    for (const auto& [column, at] :
         {std::pair{"run", run}, std::pair{"snapshot", snapshot}, std::pair{"from_run", run},
          std::pair{"from_snapshot", snapshot}})
        if (table.has(column)) return quoted(column) + " <= " + at;
    return "1";
}

bool wanted_register(const StoredTable& table, const Exporter& out) {
    return out.wish.registers.empty() || table.has("register") || table.name == "snapshot";
}

std::string of_registers(const StoredTable& table, const Exporter& out) {
    if (out.wish.registers.empty() || !table.has("register")) return "1";
    std::string list;
    for (const auto& id : out.wish.registers) {
        std::string text;
        for (const char c : id) text += c == '\'' ? "''" : std::string(1, c);
        list += (list.empty() ? "'" : ", '") + text + "'";
    }
    return "register IN (" + list + ")";
}

// A column as it is, or one that says what the number in another stands for.
using Give = std::function<ExportCell(SQLite::Statement&)>;
struct Given {
    std::string name;
    Give give;
};

ExportCell cell_of(const SQLite::Column& column) {
    switch (column.getType()) {
        case SQLITE_INTEGER: return exported(static_cast<std::int64_t>(column.getInt64()));
        case SQLITE_FLOAT: return exported(column.getDouble());
        case SQLITE_TEXT: return exported(std::string_view(column.getString()));
        case SQLITE_BLOB: {
            const auto* data = static_cast<const char*>(column.getBlob());
            const auto size = static_cast<std::size_t>(column.getBytes());
            return exported(std::string_view(hex(std::string_view(data, data ? size : 0))));
        }
        default: return null_cell();
    }
}

ExportCell looked_up(const std::map<long long, std::string>& names, const SQLite::Column& column) {
    if (column.isNull()) return null_cell();
    const auto at = names.find(column.getInt64());
    return at == names.end() ? null_cell() : exported(std::string_view(at->second));
}

struct Names {
    std::map<long long, std::string> checks;
};

Names names_of(Store& store) {
    Names names;
    SQLite::Statement checks(store.db(), "SELECT id, name FROM check_name");
    while (checks.executeStep())
        names.checks[checks.getColumn(0).getInt64()] = checks.getColumn(1).getString();
    return names;
}

// What ended after the limit has not ended yet.
bool ends_later(const Exporter& out, const std::string& column, const SQLite::Column& value) {
    if (out.limit.all || value.isNull()) return false;
    if (column == "to_run") return value.getInt64() > out.limit.run;
    return column == "to_snapshot" && value.getInt64() > out.limit.snapshot;
}

std::vector<Given> columns_given(const StoredTable& table, const Exporter& out,
                                 const Names& names) {
    std::vector<Given> given;
    const auto add = [&](const std::string& name, Give give) {
        const bool taken = std::any_of(given.begin(), given.end(),
                                       [&](const auto& one) { return one.name == name; });
        if (!taken) given.push_back({name, std::move(give)});
    };
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        add(table.columns[i].name,
            [&out, name = table.columns[i].name, at = static_cast<int>(i)](SQLite::Statement& row) {
                const auto column = row.getColumn(at);
                return ends_later(out, name, column) ? null_cell() : cell_of(column);
            });
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const std::string& name = table.columns[i].name;
        const int at = static_cast<int>(i);
        const auto dates = [&](const std::map<long long, std::string>& of, const char* as) {
            add(as, [&out, &of, name, at](SQLite::Statement& row) {
                const auto column = row.getColumn(at);
                return ends_later(out, name, column) ? null_cell() : looked_up(of, column);
            });
        };
        if (name == "snapshot") dates(out.snapshots, "snapshot_as_of");
        if (name == "run") dates(out.runs, "run_as_of");
        if (name == "from_snapshot") dates(out.snapshots, "from_as_of");
        if (name == "to_snapshot") dates(out.snapshots, "to_as_of");
        if (name == "from_run") dates(out.runs, "from_as_of");
        if (name == "to_run") dates(out.runs, "to_as_of");
        if (name == "check_name") dates(names.checks, "check");
        if (name == "kind" && table.name == "finding_event")
            add("event", [at](SQLite::Statement& row) {
                const auto kind = static_cast<std::size_t>(row.getColumn(at).getInt64());
                return kind > 0 && kind < std::size(event_words)
                           ? exported(std::string_view(event_words[kind]))
                           : null_cell();
            });
        if (name == "payload" && table.columns[i].type == "BLOB")
            add("payload_text", [at](SQLite::Statement& row) {
                return exported(std::string_view(row.getColumn(at).getString()));
            });
    }
    return given;
}

void export_table(const StoredTable& table, Exporter& out, const Names& names) {
    std::string list;
    for (const auto& column : table.columns)
        list += (list.empty() ? "" : ", ") + quoted(column.name);
    const std::string from = " FROM " + quoted(table.name) + " WHERE (" +
                             rows_within(table, out.limit) + ") AND (" + of_registers(table, out) +
                             ")";
    const auto given = columns_given(table, out, names);
    ExportedTable file{"tables/" + file_name_of(table.name), table.name, "", {}, 0};
    for (const auto& column : given) file.columns.push_back(column.name);
    out.folder.table(file, [&](const auto& sink) {
        SQLite::Statement rows(out.store.db(),
                               "SELECT " + list + from + " ORDER BY " + order_of(table));
        ExportRow row(given.size());
        while (rows.executeStep()) {
            for (std::size_t i = 0; i < given.size(); ++i) row[i] = given[i].give(rows);
            sink(row);
        }
    });
    // An index that lost a row would have lost it for us too.
    if (out.store.number("SELECT count(*)" + from) != out.folder.tables().back().rows)
        fail(Exit::tampered, "store.not_ours", {}, {table.name, "", 0, 0});
}

}  // namespace

void export_tables(Exporter& out) {
    const Names names = names_of(out.store);
    for (const auto& table : stored_tables(out.store)) {
        if (table.name.starts_with("sqlite_"))
            out.left_out.push_back({table.name, "own"});
        else if (wanted_register(table, out))
            export_table(table, out, names);
    }
}

std::string file_name_of(const std::string& register_id) {
    const bool plain =
        !register_id.empty() && register_id.size() <= 64 &&
        register_id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == register_id.npos;
    return plain ? register_id : "name-" + sha256_hex(register_id).substr(0, 16);
}

}  // namespace schouw
