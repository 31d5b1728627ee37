// SPDX-License-Identifier: EUPL-1.2
// Every check has one fixture, every fixture one check; each verdict comes out, and emptying a
// cell never makes a check met.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <set>

#include "base/text.hpp"
#include "support.hpp"

using namespace schouw;
using namespace schouw::test;

namespace {

// SCHOUW_FIXTURES: another folder, for who writes checks beside the source.
const std::filesystem::path fixtures = std::getenv("SCHOUW_FIXTURES") != nullptr
                                           ? std::filesystem::path(std::getenv("SCHOUW_FIXTURES"))
                                           : std::filesystem::path(SCHOUW_SOURCE) / "tests/checks";

bool written_by_hand(const Check& check) {
    return check.kind == Kind::sql || check.kind == Kind::question;
}

// Only the registers that the fixture and the check touch: a smaller database is a faster test.
Schemas needed_schemas(const Schemas& all, const Check& check, const Rows& others) {
    std::string sql = check.applies + " " + check.violates + " " + check.due;
    Schemas some;
    for (const auto& [id, schema] : all)
        if (id == check.register_id || others.contains(id) || schema.role == "answers" ||
            sql.find(id) != sql.npos)
            some.emplace(id, schema);
    return some;
}

struct Bench {
    Setup setup = load_shipped();
    ReadingWords words = load_reading_words();

    std::string judge(const Law& law, const Check& check, const Fixture& fixture,
                      const Cells& record, const Rows& others) {
        return verdict_of(law, needed_schemas(setup.schemas, check, others), check, fixture.as_of,
                          record, others, words);
    }

    // Neither key nor reference, and not a cell whose emptiness is an answer.
    std::vector<std::string> blankable(const std::string& register_id, const Cells& cells) const {
        const Schema& schema = setup.schemas.at(register_id);
        std::vector<std::string> columns;
        for (const auto& [id, cell] : cells) {
            const auto at = schema.find(id);
            if (!at || cell.empty()) continue;
            const bool key =
                std::find(schema.key.begin(), schema.key.end(), *at) != schema.key.end();
            if (!key && !schema.columns[*at].refers() && !schema.columns[*at].empty_none)
                columns.push_back(id);
        }
        return columns;
    }

    void blank_all(const Law& law, const Check& check, const Fixture& fixture,
                   const Fixture::Case& one) {
        const auto allowed = [&](const std::string& verdict, const std::string& where) {
            INFO(check.id << ", case " << one.name << " " << one.verdict << ": emptied " << where);
            CHECK((verdict != "met" || one.verdict == "met"));
            CHECK(verdict.find("failed") == verdict.npos);
        };
        for (const auto& column : blankable(check.register_id, one.record)) {
            Cells record = one.record;
            record[column].clear();
            allowed(judge(law, check, fixture, record, one.others), column);
        }
        for (const auto& [id, records] : one.others)
            for (std::size_t i = 0; i < records.size(); ++i)
                for (const auto& column : blankable(id, records[i])) {
                    Rows others = one.others;
                    others[id][i][column].clear();
                    allowed(judge(law, check, fixture, one.record, others), id + "." + column);
                }
    }
};

}  // namespace

TEST_CASE("each check by hand has a fixture and each fixture a check") {
    const Setup setup = load_shipped();
    std::set<std::string> checks;
    std::set<std::string> files;
    for (const auto& check : setup.law.checks)
        if (written_by_hand(check)) checks.insert(check.id);
    for (const auto& file : toml_files(fixtures)) files.insert(file.stem().string());
    CHECK(checks == files);
    CHECK(checks.size() >= 60);
}

TEST_CASE("fixtures give their verdicts, and blanking never passes") {
    Bench bench;
    for (const auto& check : bench.setup.law.checks) {
        if (!written_by_hand(check)) continue;
        const Fixture fixture = load_fixture(fixtures / (check.id + ".toml"));
        Law law = bench.setup.law;
        override_parameters(law, fixture.parameters, {});
        std::set<std::string> seen;
        for (const auto& one : fixture.cases) {
            INFO(check.id << ", case " << one.name);
            CHECK(bench.judge(law, check, fixture, one.record, one.others) == one.verdict);
            seen.insert(one.verdict);
            bench.blank_all(law, check, fixture, one);
        }
        INFO(check.id);
        CHECK(seen.contains("met"));
        CHECK(seen.contains("not_met"));
        CHECK((seen.contains("to_judge") || check.kind != Kind::question));
        CHECK((seen.contains("not_applicable") || check.applies.empty()));
    }
}
