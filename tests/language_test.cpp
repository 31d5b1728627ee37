// SPDX-License-Identifier: EUPL-1.2
// The check language: three-valued aggregates, the sandbox, words that are refused, completeness.
#include <catch2/catch.hpp>

#include "checks/expression.hpp"
#include "checks/functions.hpp"
#include "support.hpp"

using namespace schouw;

namespace {

// The first value of a query on a fresh database, as text; "null" for NULL.
std::string value(const std::string& sql) {
    sqlite3* db = nullptr;
    sqlite3_open(":memory:", &db);
    const Db owner(db);
    add_functions(db);
    sqlite3_stmt* statement = nullptr;
    REQUIRE(sqlite3_prepare_v2(db, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK);
    const Statement kept(statement);
    REQUIRE(sqlite3_step(statement) == SQLITE_ROW);
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
    return text == nullptr ? "null" : text;
}

std::string of(const std::string& aggregate, const std::string& rows) {
    return value("SELECT " + aggregate + " FROM (SELECT NULL AS x WHERE 0" +
                 (rows.empty() ? "" : " UNION ALL VALUES " + rows) + ")");
}

}  // namespace

TEST_CASE("Kleene's aggregates over all triples") {
    const std::vector<std::string> values = {"0", "1", "NULL"};
    for (const auto& a : values)
        for (const auto& b : values)
            for (const auto& c : values) {
                const std::string rows = "(" + a + "),(" + b + "),(" + c + ")";
                INFO(rows);
                const long ones = (a == "1") + (b == "1") + (c == "1");
                const long zeros = (a == "0") + (b == "0") + (c == "0");
                const long nulls = 3 - ones - zeros;
                CHECK(of("any_of(x)", rows) == (ones > 0 ? "1" : nulls > 0 ? "null" : "0"));
                CHECK(of("all_of(x)", rows) == (zeros > 0 ? "0" : nulls > 0 ? "null" : "1"));
                for (long n = 0; n <= 4; ++n)
                    CHECK(of("at_least(" + std::to_string(n) + ", x)", rows) == (ones >= n ? "1"
                                                                                 : ones + nulls >= n
                                                                                     ? "null"
                                                                                     : "0"));
            }
    CHECK(of("any_of(x)", "") == "0");
    CHECK(of("all_of(x)", "") == "1");
    CHECK(of("at_least(1, x)", "") == "0");
}

TEST_CASE("date functions give NULL for what is no date") {
    CHECK(value("SELECT add_months('2024-01-31', 1)") == "2024-02-29");
    CHECK(value("SELECT add_months('31-01-2024', 1)") == "null");
    CHECK(value("SELECT add_months(NULL, 1)") == "null");
    CHECK(value("SELECT add_days('2024-02-28', 2)") == "2024-03-01");
    CHECK(value("SELECT days_between('2024-02-28', '2024-03-01')") == "2");
    CHECK(value("SELECT year('2024-02-28')") == "2024");
    CHECK(value("SELECT add_days('2024-02-28', 99999999999)") == "null");
}

TEST_CASE("words that swallow NULL, or more than an expression, are refused") {
    const auto key = [](const char* sql) {
        const auto fault = fault_in(sql);
        return fault ? fault->key : std::string();
    };
    CHECK(key("EXISTS (SELECT 1 FROM x)") == "sql.exists");
    CHECK(key("NOT exists(SELECT 1)") == "sql.exists");
    CHECK(key("a IN (SELECT b FROM c)") == "sql.in_select");
    CHECK(key("a in vendors") == "sql.in_select");
    CHECK(key("a IN (VALUES ('x'))") == "sql.in_select");
    CHECK(key("1) FROM x --") == "sql.brackets");
    CHECK(key("(1") == "sql.brackets");
    CHECK(key("1; DROP TABLE x") == "sql.statement");
    CHECK(key("\"x\" = 1") == "sql.quotes");
    CHECK(key("a = ?") == "sql.parameter");
    CHECK(key(" -- nothing") == "sql.empty");
    CHECK(key("a IN ('x', 'exists')").empty());
    CHECK(key("a = 'it''s; EXISTS (' AND b = 1").empty());
    CHECK(key("(SELECT any_of(v.x = 1) FROM vendors v WHERE v.id = this.id)").empty());
}

TEST_CASE("the sandbox computes and does nothing else") {
    const Setup setup = load_shipped();
    RunDb database(setup.schemas, false);
    Sandbox sandbox(database.db());
    const std::string id = setup.schemas.begin()->first;
    const auto fine = [&](const std::string& expression) {
        ReadSet reads;
        return sandbox.prepare("SELECT (" + expression + ") FROM \"" + id + "\" AS this", &reads,
                               true) != nullptr;
    };
    CHECK(fine("length('x') = 1"));
    CHECK(fine("(SELECT any_of(j.value = 'x') FROM json_each('[1]') j)"));
    for (const char* attack :
         {"load_extension('x')", "readfile('/etc/passwd')", "writefile('/tmp/x', 'y')",
          "randomblob(10)", "zeroblob(1000000000)", "date('now')", "datetime()", "random()",
          "_listed('[]', 'x')", "sqlite_version()", "fts3_tokenizer('x')",
          "printf('%1000000000d', 1)", "hex('x')", "(SELECT count(*) FROM sqlite_master)",
          "(SELECT count(*) FROM sqlite_schema)", "(SELECT count(*) FROM pragma_table_info('x'))",
          "_key", "_states",
          "(WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r)"})
        CHECK_FALSE(fine(attack));
    for (const char* statement :
         {"ATTACH 'x.db' AS x", "PRAGMA writable_schema=1", "VACUUM INTO '/tmp/x.db'",
          "DELETE FROM dpias", "CREATE TABLE x(y)", "SELECT 1; SELECT 2", "DROP TABLE dpias"})
        CHECK(sandbox.prepare(statement, nullptr, true) == nullptr);
}

TEST_CASE("the read-set says what an expression looks at") {
    const Setup setup = load_shipped();
    RunDb database(setup.schemas, false);
    Sandbox sandbox(database.db());
    std::vector<const Check*> all;
    for (const auto& check : setup.law.checks) all.push_back(&check);
    for (const auto& compiled : compile(setup.law, all, setup.schemas, sandbox).checks) {
        for (const auto& read : compiled.reads) {
            const std::string& table = read.first;
            const std::string& column = read.second;
            INFO(compiled.check->id << " reads " << table << "." << column);
            REQUIRE(setup.schemas.contains(table));
            const auto columns = sql_columns(setup.schemas.at(table));
            CHECK((column.empty() || std::any_of(columns.begin(), columns.end(),
                                                 [&](auto& one) { return one.name == column; })));
        }
        INFO(compiled.check->id);
        if (compiled.check->kind == Kind::sql) CHECK_FALSE(compiled.reads.empty());
    }
}

// One property for all derived completeness checks.
TEST_CASE("completeness: each state of a cell has its verdict") {
    const Setup setup = load_shipped();
    const ReadingWords words = load_reading_words();
    long tested = 0;
    for (const auto& check : setup.law.checks) {
        if (check.kind != Kind::missing || !check.applies.empty()) continue;
        const Schema& schema = setup.schemas.at(check.register_id);
        const Column& column = schema.columns[*schema.find(check.column)];
        Schemas one;
        one.emplace(schema.id, schema);
        const auto judge = [&](const std::string& cell) {
            Cells cells;
            for (const auto key : schema.key) cells[schema.columns[key].id] = "1";
            cells[column.id] = cell;
            return test::verdict_of(setup.law, one, check, "2026-01-01", cells, {}, words);
        };
        INFO(check.id);
        CHECK(judge("") == (column.empty_none ? "met" : "not_met"));
        if (column.type == Type::text) CHECK(judge("iets") == "met");
        if (column.type == Type::date) CHECK(judge("31-02-2025") == "unknown");
        if (column.type != Type::choice && column.choices.empty()) {
            CHECK(judge("onbekend") == "not_met");
            CHECK(judge("n.v.t.") == (column.na ? "not_applicable" : "not_met"));
        }
        ++tested;
    }
    CHECK(tested > 20);
}

TEST_CASE("completeness: a duty that holds under a condition") {
    const Setup setup = load_shipped();
    const ReadingWords words = load_reading_words();
    const auto judge = [&](const std::string& id, const Cells& cells) {
        const auto check = std::find_if(setup.law.checks.begin(), setup.law.checks.end(),
                                        [&](const Check& one) { return one.id == id; });
        REQUIRE(check != setup.law.checks.end());
        return test::verdict_of(setup.law, setup.schemas, *check, "2026-01-01", cells, {}, words);
    };
    const std::string holder = "certificates-holder-missing";
    CHECK(judge(holder, {{"certificate_id", "C1"}, {"status", "niet behaald"}}) ==
          "not_applicable");
    CHECK(judge(holder, {{"certificate_id", "C1"}, {"status", "geldig"}}) == "not_met");
    CHECK(judge(holder, {{"certificate_id", "C1"}}) == "not_met");
    CHECK(judge(holder, {{"certificate_id", "C1"}, {"holder", "BV 1"}}) == "met");
    const std::string status = "measures-status-missing";
    CHECK(judge(status, {{"measure_id", "P1"}, {"kind", "standpunt"}}) == "not_applicable");
    CHECK(judge(status, {{"measure_id", "P1"}, {"kind", "toezegging"}}) == "not_met");
    CHECK(judge(status, {{"measure_id", "P1"}}) == "unknown");
    CHECK(judge(status, {{"measure_id", "P1"}, {"kind", "toezegging"}, {"status", "xyz"}}) ==
          "unknown");
}

TEST_CASE("our instr answers as SQLite's own") {
    sqlite3* ours = nullptr;
    sqlite3* own = nullptr;
    sqlite3_open(":memory:", &ours);
    sqlite3_open(":memory:", &own);
    add_functions(ours);
    const auto ask = [](sqlite3* db, const std::string& sql) -> std::string {
        sqlite3_stmt* statement = nullptr;
        REQUIRE(sqlite3_prepare_v2(db, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK);
        REQUIRE(sqlite3_step(statement) == SQLITE_ROW);
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
        std::string answer = text == nullptr ? "NULL" : text;
        sqlite3_finalize(statement);
        return answer;
    };
    const std::vector<std::string> texts = {
        "NULL", "''",  "'a'",  "'privé'", "'é'",          "'vé'",   "'ivéx'",
        "12",   "'2'", "'12'", "3.5",     "'👁é👁'", "'👁'", "'xprivéprivé'"};
    for (const auto& text : texts)
        for (const auto& part : texts) {
            const std::string sql = "SELECT instr(" + text + ", " + part + ")";
            INFO(sql);
            CHECK(ask(ours, sql) == ask(own, sql));
        }
    sqlite3_close(ours);
    sqlite3_close(own);
}
