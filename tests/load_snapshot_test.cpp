// SPDX-License-Identifier: EUPL-1.2
// Every cell that a run judged comes back from the store, of the last snapshot and of older ones.
#include <catch2/catch.hpp>

#include "findings/import.hpp"
#include "findings/load_snapshot.hpp"
#include "support.hpp"

using namespace schouw;

namespace {

// All columns, as if every check read them.
Program everything(const Schemas& schemas) {
    Program program;
    for (const auto& [id, schema] : schemas)
        for (const auto& column : sql_columns(schema)) program.needed[id].insert(column.name);
    return program;
}

std::vector<std::string> rows_of(RunDb& database, const std::string& sql) {
    const Statement query = database.prepare(sql);
    std::vector<std::string> rows;
    while (sqlite3_step(query.get()) == SQLITE_ROW) {
        std::string row;
        for (int i = 0; i < sqlite3_column_count(query.get()); ++i) {
            const auto* text = sqlite3_column_text(query.get(), i);
            row += std::string(sqlite3_column_name(query.get(), i)) + "=" +
                   std::to_string(sqlite3_column_type(query.get(), i)) + ":" +
                   (text == nullptr ? "" : reinterpret_cast<const char*>(text)) + "|";
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

using Contents = std::map<std::string, std::vector<std::string>>;

// Every table, by key; elements of lists with the key of their record.
Contents contents_of(RunDb& database, const Schemas& schemas) {
    Contents contents;
    for (const auto& [id, schema] : schemas) {
        std::string sql = "SELECT _row, _key, _states";
        for (const auto& column : sql_columns(schema)) sql += ", \"" + column.name + "\"";
        contents[id] = rows_of(database, sql + " FROM \"" + id + "\" ORDER BY _key");
        for (const auto& column : schema.columns)
            if (column.type == Type::list && column.refers()) {
                const std::string table = list_table(id, column.id);
                contents[table] =
                    rows_of(database, "SELECT r._key, l.value FROM \"" + table + "\" l JOIN \"" +
                                          id + "\" r ON r._row = l.owner ORDER BY 1, 2");
            }
    }
    return contents;
}

struct Bench {
    explicit Bench(const std::filesystem::path& folder)
        : setup(load_setup(folder)), store(setup.workspace.store, Store::Mode::write) {}

    Contents import(const std::string& as_of, long long& snapshot) {
        RunDb database(setup.schemas, false);
        const Program program = everything(setup.schemas);
        const Imported imported =
            import_sources(setup.workspace, setup.schemas, store, as_of, &database,
                           [&]() -> const Program& { return program; });
        snapshot = imported.snapshot.id;
        return contents_of(database, setup.schemas);
    }
    Contents load(long long snapshot) {
        RunDb database(setup.schemas, false);
        load_snapshot(store, snapshot, setup.schemas, database);
        return contents_of(database, setup.schemas);
    }

    Setup setup;
    Store store;
};

void same(const Contents& loaded, const Contents& imported) {
    for (const auto& [table, rows] : imported) {
        INFO(table);
        REQUIRE(loaded.at(table).size() == rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) CHECK(loaded.at(table)[i] == rows[i]);
    }
}

const char* const schema = R"(
[register]
id = "things"
title = { nl = "Dingen", en = "Things" }
key = ["id"]
duty = "may"
norms = []
[[column]]
id = "id"
type = "text"
title = { nl = "Nummer", en = "Number" }
[[column]]
id = "on"
type = "date"
na = true
title = { nl = "Dag", en = "Day" }
[[column]]
id = "size"
type = "number"
title = { nl = "Maat", en = "Size" }
[[column]]
id = "done"
type = "boolean"
empty = "none"
title = { nl = "Klaar", en = "Done" }
[[column]]
id = "parts"
type = "list"
reference = "things.id"
title = { nl = "Delen", en = "Parts" }
[[column]]
id = "last"
type = "moment"
title = { nl = "Laatst", en = "Last" }
)";

// What the column shows decides how these are read, in each file another way.
const char* const files[] = {
    "Nummer;Dag;Maat;Klaar;Delen;Laatst\nA;3/4/2024;1.234;x;B,C;2024-05-01 10:00\n"
    "B;3/25/2024;12.5;✓;;\nC;n.v.t.;onbekend\nD;begin 2024;;ja;A;nooit\nE;begin 2024;;ja;A;x\n",
    "Nummer;Dag;Maat;Klaar;Delen;Laatst\nA;3/4/2024;1.234;x;B,C;2024-05-01 10:00\n"
    "B;25/3/2024;12,5;ja;;\nC;n.v.t.;onbekend\nD;begin 2024;;ja;A;nooit\n",
    "Klaar;Nummer;Dag;Maat\nja;A;2024-04-03;12%\nnee;B;;7\n",
    "Nummer;Dag;Maat;Klaar;Delen;Laatst\nA;3/4/2024;1.234;x;B,C;2024-05-01 10:00\n"
    "F;31-02-2024;1,5;misschien;A;#N/B\nC;1-1-2024;2;ja\nC;1-1-2024;3;ja\nF2;2024-01-01;1.5;nee;\"A\nB\";01-01-2024 09:00\n",
};

}  // namespace

TEST_CASE("what the examples' runs judged is what the store gives back") {
    for (const char* name : {"amsterdam-2016", "voorbeeldgemeente"}) {
        const PrivateFolder folder;
        std::filesystem::copy(std::filesystem::path(SCHOUW_SOURCE) / "templates/examples" / name,
                              folder.path, std::filesystem::copy_options::recursive);
        Bench bench(folder.path);
        long long snapshot = 0;
        const Contents imported = bench.import("2026-06-01", snapshot);
        INFO(name);
        CHECK(imported.at("processing").size() >= 4);
        same(bench.load(snapshot), imported);
    }
}

TEST_CASE("and each older snapshot as its own file was read") {
    const PrivateFolder folder;
    test::write(folder.path / "things.toml", schema);
    test::write(folder.path / "schouw.toml",
                "organisation = \"Test\"\nregisters = [\"./things.toml\"]\nchecklists = []\n"
                "[sources.things]\nfile = \"things.csv\"\n");
    Bench bench(folder.path);
    std::vector<std::pair<long long, Contents>> known;
    for (const char* file : files) {
        test::write(folder.path / "things.csv", file);
        long long snapshot = 0;
        Contents imported = bench.import("2026-06-01", snapshot);
        CHECK(imported.at("things").size() >= 2);
        CHECK((known.empty() || known.back().first < snapshot));
        known.emplace_back(snapshot, std::move(imported));
    }
    for (const auto& [snapshot, imported] : known) {
        INFO("snapshot " << snapshot);
        same(bench.load(snapshot), imported);
    }
}

TEST_CASE("a register that could not be read is empty, and said to have failed") {
    const PrivateFolder folder;
    test::write(folder.path / "things.toml", schema);
    test::write(folder.path / "schouw.toml",
                "organisation = \"Test\"\nregisters = [\"./things.toml\"]\nchecklists = []\n"
                "[sources.things]\nfile = \"things.csv\"\n");
    test::write(folder.path / "things.csv", files[0]);
    Bench bench(folder.path);
    long long first = 0, second = 0;
    bench.import("2026-06-01", first);
    std::filesystem::remove(folder.path / "things.csv");
    bench.import("2026-06-02", second);
    RunDb before(bench.setup.schemas, false);
    const Loaded then = load_snapshot(bench.store, first, bench.setup.schemas, before);
    CHECK(then.supplied.at("things").contains("size"));
    CHECK(then.failed.empty());
    RunDb database(bench.setup.schemas, false);
    const Loaded now = load_snapshot(bench.store, second, bench.setup.schemas, database);
    CHECK(now.failed.contains("things"));
    CHECK_FALSE(now.supplied.contains("things"));
    CHECK(database.count("things") == 0);
}
