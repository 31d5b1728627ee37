// SPDX-License-Identifier: EUPL-1.2
// check_dump WORKSPACE DAY OUT: what a run evaluates, for another program to evaluate. OUT/run.db
// gets the tables with their indexes, OUT/checks.sql a statement for each check that counts its
// verdicts. Prints how many seconds evaluating the same takes here: compiled from SQL, scanned with
// all threads, every verdict counted; the median of some turns.
#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>

#include "checks/evaluate.hpp"
#include "findings/dry_run.hpp"
#include "findings/import.hpp"
#include "findings/run.hpp"

using namespace schouw;

namespace {

// As ScanReader reads it: what SQL leaves to the state of the cell is said in SQL too.
std::string verdict(const Compiled& compiled, const Schema& schema) {
    if (compiled.check->kind != Kind::missing) return compiled.expression;
    const std::string state =
        fmt::format("CASE substr(this._states, {}, 1) WHEN 'v' THEN 0 WHEN 'n' THEN x'00' WHEN 'u' "
                    "THEN 1 WHEN 'e' THEN {} END",
                    compiled.column + 1, schema.columns[compiled.column].empty_none ? 0 : 1);
    std::string sql = compiled.expression;
    const std::string mark = "x'04'";
    if (sql.empty()) return state;
    return sql.replace(sql.rfind(mark), mark.size(), state);
}

void write_statements(const Setup& setup, const Program& program, const Imported& imported,
                      const std::string& day, std::ostream& out) {
    Supplied supplied;
    std::set<std::string> failed;
    for (const auto& read : imported.sources) {
        if (read.state == ReadState::failed) failed.insert(read.register_id);
        if (read.state != ReadState::read) continue;
        auto& columns = supplied[read.register_id];
        for (const auto& ids : read.header.ids)
            for (auto& id : ids_in(ids)) columns.insert(std::move(id));
    }
    fmt::print(out, ".mode list\n.parameter set :as_of \"'{}'\"\n", day);
    for (const auto& [name, parameter] : setup.law.parameters)
        fmt::print(out, ".parameter set :{} \"{}\"\n", name,
                   parameter.integer ? parameter.value : "'" + parameter.value + "'");
    for (const auto& compiled : program.checks) {
        const Check& check = *compiled.check;
        if (check.kind == Kind::absent ||
            !blocked_by(compiled, setup.schemas, supplied, failed).key.empty())
            continue;
        fmt::print(out,
                   "WITH verdicts(v) AS MATERIALIZED (SELECT {}\nFROM \"{}\" AS this)\n"
                   "SELECT '{}', quote(v), count(*) FROM verdicts GROUP BY v;\n",
                   verdict(compiled, setup.schemas.at(check.register_id)), check.register_id,
                   check.id);
    }
}

double seconds_to_evaluate(const Setup& setup, const std::vector<const Check*>& checks,
                           const Imported& imported, const std::string& day, RunDb& database) {
    using Clock = std::chrono::steady_clock;
    std::vector<double> taken;
    for (int turn = 0; turn < 9; ++turn) {
        const auto start = Clock::now();
        Program program;
        {
            Sandbox sandbox(database.db());
            program = compile(setup.law, checks, setup.schemas, sandbox);
        }
        const auto blocked = blocked_checks(program, imported, setup.schemas);
        evaluate({setup.law, setup.schemas, program, blocked, day, database}, [](Hit&&) {});
        taken.push_back(std::chrono::duration<double>(Clock::now() - start).count());
    }
    std::nth_element(taken.begin(), taken.begin() + 4, taken.end());
    return taken[4];
}

void dump(const std::filesystem::path& workspace, const std::string& day,
          const std::filesystem::path& out) {
    const Setup setup = load_setup(workspace);
    std::vector<const Check*> checks;
    for (const auto& check : setup.law.checks)
        if (in_force(check, setup.law.norms, day)) checks.push_back(&check);
    RunDb database(setup.schemas, false);
    Program program;
    {
        Sandbox sandbox(database.db());
        program = compile(setup.law, checks, setup.schemas, sandbox);
    }
    const PrivateFolder aside;
    Store store(aside.path / "schouw.db", Store::Mode::write);
    const Imported imported = import_sources(setup.workspace, setup.schemas, store, day, &database,
                                             [&]() -> const Program& { return program; });
    sqlite3_int64 size = 0;
    unsigned char* image = sqlite3_serialize(database.db(), "main", &size, 0);
    std::ofstream(out / "run.db", std::ios::binary)
        .write(reinterpret_cast<const char*>(image), static_cast<std::streamsize>(size));
    sqlite3_free(image);
    std::ofstream sql(out / "checks.sql");
    write_statements(setup, program, imported, day, sql);
    fmt::print("{:.6f}\n", seconds_to_evaluate(setup, checks, imported, day, database));
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) return 2;
    try {
        dump(argv[1], argv[2], argv[3]);
    } catch (const Error& error) {
        std::cerr << error.message.key << ' ' << error.message.place.file << '\n';
        return 1;
    }
    return 0;
}
