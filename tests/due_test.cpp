// SPDX-License-Identifier: EUPL-1.2
// One meaning of `due` in every checklist: the day on which the record becomes a finding. Asked the
// day before, the check does not say not met; asked on the day, it does, if it ever will.
#include <catch2/catch.hpp>

#include "checks/due.hpp"
#include "findings/import.hpp"
#include "support.hpp"

using namespace schouw;

namespace {

std::string moved(const std::string& day, int days) {
    return iso(Date{parse_iso(day)->days + days});
}

// What the fixtures of one check showed.
struct Seen {
    int proven = 0;     // met or not applicable the day before, not met on the day
    int early = 0;      // a day before it becomes a finding
    int late = 0;       // already a finding
    std::string where;  // the first that was wrong
};

// Every day of the case so many days later: ends of months come by.
void move_days(Cells& cells, int days) {
    for (auto& [column, cell] : cells)
        if (cell.size() >= 10 && parse_iso(cell.substr(0, 10)))
            cell = moved(cell.substr(0, 10), days) + cell.substr(10);
}

struct Bench {
    Setup setup = load_shipped();
    ReadingWords words = load_reading_words();

    void look(const Law& law, const Check& check, const std::string& as_of,
              const Fixture::Case& one, Seen& seen) {
        RunDb database(setup.schemas, false);
        Program program;
        {
            Sandbox sandbox(database.db());
            program = compile(law, {&check}, setup.schemas, sandbox);
        }
        Rows rows = one.others;
        auto& own = rows[check.register_id];
        own.insert(own.begin(), one.record);
        for (const auto& [id, records] : rows) {
            RunTable table(database, setup.schemas.at(id), program.needed[id]);
            long row = 1;
            for (const auto& cells : records)
                table.put(test::make_record(setup.schemas.at(id), cells, row++, words));
            table.end(program.indexed[id]);
        }
        const std::map<std::size_t, Message> blocked;
        const EvaluateInput input{law, setup.schemas, program, blocked, as_of, database};
        Sandbox sandbox(database.db());
        DueReader reader(input, 0, sandbox);
        judge(reader, reader.all(as_of).at(0), one.name, seen);
    }

    static void judge(DueReader& reader, const DueReader::Row& row, const std::string& name,
                      Seen& seen) {
        if (row.day.empty()) return;
        const auto on = [&](int days) { return reader.verdict(row.row, moved(row.day, days)); };
        const bool late = on(-1) == Verdict::not_met;
        bool early = false;
        for (int days = 1; days <= 4; ++days)
            early = early || (on(0) != Verdict::not_met && on(days) == Verdict::not_met);
        seen.late += late ? 1 : 0;
        seen.early += early ? 1 : 0;
        seen.proven += !late && on(0) == Verdict::not_met ? 1 : 0;
        if ((late || early) && seen.where.empty())
            seen.where = "case " + name + ", due " + row.day + (late ? ": late" : ": early");
    }
};

}  // namespace

TEST_CASE("due is the day on which it becomes a finding, in every check") {
    Bench bench;
    int checks = 0;
    for (const auto& check : bench.setup.law.checks) {
        if (check.due.empty()) continue;
        ++checks;
        const Fixture fixture = load_fixture(std::filesystem::path(SCHOUW_SOURCE) / "tests/checks" /
                                             (check.id + ".toml"));
        Law law = bench.setup.law;
        override_parameters(law, fixture.parameters, {});
        Seen seen;
        for (const auto& one : fixture.cases)
            for (const int days : {0, 1, 2, 29, 31}) {
                Fixture::Case later = one;
                move_days(later.record, days);
                for (auto& [id, records] : later.others)
                    for (auto& record : records) move_days(record, days);
                later.name += " moved " + std::to_string(days);
                bench.look(law, check, moved(fixture.as_of, days), later, seen);
            }
        INFO(check.id << "\n  due = " << check.due << "\n  violates = " << check.violates << "\n  "
                      << seen.where);
        CHECK(seen.late == 0);
        CHECK(seen.early == 0);
        CHECK(seen.proven > 0);
    }
    CHECK(checks > 100);
}

TEST_CASE("and for every record of the examples") {
    for (const auto& [name, as_of] : {std::pair{"amsterdam-2016", "2016-03-24"},
                                      std::pair{"voorbeeldgemeente", "2026-06-01"}}) {
        const PrivateFolder folder;
        std::filesystem::copy(std::filesystem::path(SCHOUW_SOURCE) / "templates/examples" / name,
                              folder.path, std::filesystem::copy_options::recursive);
        const Setup setup = load_setup(folder.path);
        std::vector<const Check*> checks;
        for (const auto& check : setup.law.checks)
            if (!check.due.empty()) checks.push_back(&check);
        RunDb database(setup.schemas, false);
        Program program;
        {
            Sandbox sandbox(database.db());
            program = compile(setup.law, checks, setup.schemas, sandbox);
        }
        Store store(folder.path / "schouw.db", Store::Mode::write);
        import_sources(setup.workspace, setup.schemas, store, as_of, &database,
                       [&]() -> const Program& { return program; });
        const std::map<std::size_t, Message> blocked;
        const EvaluateInput input{setup.law, setup.schemas, program, blocked, as_of, database};
        Sandbox sandbox(database.db());
        long long days = 0;
        for (std::size_t i = 0; i < checks.size(); ++i) {
            DueReader reader(input, i, sandbox);
            Seen seen;
            for (const auto& row : reader.all(as_of)) {
                days += row.day.empty() ? 0 : 1;
                Bench::judge(reader, row, row.key, seen);
            }
            INFO(name << ", " << checks[i]->id << ": " << seen.where);
            CHECK(seen.late == 0);
            CHECK(seen.early == 0);
        }
        CHECK(days > 50);
    }
}
