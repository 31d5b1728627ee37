// SPDX-License-Identifier: EUPL-1.2
// Questions about lists are asked in another way than they are written, and answered the same.
#include <catch2/catch.hpp>
#include <random>

#include "checks/lists.hpp"
#include "support.hpp"

using namespace schouw;

namespace {

const char* const projects_toml = R"(
[register]
id = "projects"
title = { nl = "Projecten", en = "Projects" }
key = ["project_id"]
[[column]]
id = "project_id"
type = "text"
title = { nl = "Nummer", en = "Number" }
[[column]]
id = "owner_id"
type = "text"
title = { nl = "Eigenaar", en = "Owner" }
[[column]]
id = "size"
type = "integer"
title = { nl = "Omvang", en = "Size" }
)";

const char* const tests_toml = R"(
[register]
id = "tests"
title = { nl = "Toetsen", en = "Tests" }
key = ["test_id"]
[[column]]
id = "test_id"
type = "text"
title = { nl = "Toets", en = "Test" }
[[column]]
id = "main_id"
type = "reference"
reference = "projects.project_id"
title = { nl = "Hoofdproject", en = "Main project" }
[[column]]
id = "project_ids"
type = "list"
reference = "projects.project_id"
title = { nl = "Projecten getoetst", en = "Projects tested" }
[[column]]
id = "words"
type = "list"
title = { nl = "Woorden", en = "Words" }
)";

Schemas two_registers() {
    const PrivateFolder folder;
    test::write(folder.path / "projects.toml", projects_toml);
    test::write(folder.path / "tests.toml", tests_toml);
    return load_schemas({folder.path / "projects.toml", folder.path / "tests.toml"});
}

// Registers with blanks, empty lists, items of each other's parts, quotes, commas and signs.
void fill(RunDb& database, const Schemas& schemas, unsigned seed) {
    std::minstd_rand random(seed);
    const std::vector<std::string> items = {"a", "b", "ab", "a\"b", "\"", "a,b", "é", "a\\", "5"};
    const auto item = [&] { return items[random() % items.size()]; };
    const ReadingWords words = load_reading_words();
    RunTable projects(database, schemas.at("projects"), {"project_id", "owner_id", "size"});
    RunTable tests(database, schemas.at("tests"), {"test_id", "main_id", "project_ids", "words"});
    for (long row = 1; row <= 12; ++row) {
        const auto number = [&](std::size_t i) { return i == 0 ? std::to_string(row) : item(); };
        Record record;
        record.row = row;
        record.key = std::to_string(row);
        for (std::size_t i = 0; i < 4; ++i) {
            std::string list = "[";
            for (std::size_t n = random() % 4; n > 0; --n) {
                if (list.size() > 1) list += ',';
                append_json(list, item());
            }
            Value value;
            value.state = random() % 4 == 0 && i > 0 ? State::empty : State::value;
            value.own = i >= 2 ? list + "]" : number(i);
            value.integer = 5;
            record.values.push_back(value);
            record.values.back().text = record.values.back().own;
        }
        for (auto& value : record.values) value.text = value.own;
        tests.put(record);
        record.values.pop_back();
        projects.put(record);
    }
    projects.end({"project_id"});
    tests.end({"main_id"});
    database.finish();
}

std::vector<std::string> answers(Sandbox& sandbox, const std::string& sql) {
    const Statement statement =
        sandbox.prepare("SELECT (" + sql + ") FROM projects AS this ORDER BY _row", nullptr, false);
    INFO(sql << ": " << sandbox.error());
    REQUIRE(statement);
    sandbox.allow_steps(1'000'000);
    std::vector<std::string> out;
    while (sqlite3_step(statement.get()) == SQLITE_ROW) {
        const auto* text = sqlite3_column_text(statement.get(), 0);
        out.emplace_back(text == nullptr ? "null" : reinterpret_cast<const char*>(text));
    }
    return out;
}

std::string rewritten(const Schemas& schemas, const std::string& sql) {
    RunDb database(schemas, false);
    Sandbox sandbox(database.db());
    ReadSet reads;
    REQUIRE(sandbox.prepare("SELECT (" + sql + ") FROM projects AS this", &reads, true));
    return with_fast_lists(sql, reads, schemas);
}

const std::string in_list =
    "(SELECT any_of(j.value = this.owner_id) FROM json_each(t.project_ids) j)";

}  // namespace

TEST_CASE("questions about lists have the same answers when they are asked by index") {
    const Schemas schemas = two_registers();
    const std::vector<std::string> questions = {
        "(SELECT any_of(" + in_list + ") FROM tests t)",
        "NOT (SELECT any_of(" + in_list + ") FROM tests t)",
        "owner_id = (SELECT any_of(" + in_list + ") FROM tests t)",
        "(SELECT all_of(" + in_list + ") FROM tests t)",
        "(SELECT any_of(t.test_id > '3' AND " + in_list + ") FROM tests t)",
        "(SELECT count(*) FROM tests t WHERE t.main_id = this.owner_id OR " + in_list + " = 1)",
        "(SELECT count(*) FROM tests t WHERE " + in_list + " = 1 AND t.test_id > '3')",
        "(SELECT count(*) FROM tests t WHERE t.test_id > '3' AND " + in_list + " = 1)",
        "(SELECT count(*) FROM tests t WHERE NOT (t.test_id > '3' OR " + in_list + " = 1))",
        "(SELECT count(*) FROM tests t WHERE CASE WHEN 0 OR " + in_list + " = 1 THEN 0 ELSE 1 END)",
        "(SELECT any_of(" + in_list + " = 1) FROM tests t)",
        "(SELECT any_of((SELECT any_of(j.value = 'ab') FROM json_each(t.words) j)) FROM tests t)",
        "(SELECT any_of((SELECT any_of(j.value = this.project_id)\n FROM json_each( t . words ) j))"
        " FROM tests t)",
        "(SELECT any_of((SELECT any_of(j.value = t.main_id) FROM json_each(t.project_ids) j))"
        " FROM tests t)"};
    for (const auto& question : questions) {
        const std::string faster = rewritten(schemas, question);
        INFO(question << "\n" << faster);
        CHECK(faster.find("json_each") == faster.npos);
        for (unsigned seed = 1; seed <= 40; ++seed) {
            RunDb database(schemas, false);
            fill(database, schemas, seed);
            Sandbox sandbox(database.db());
            CHECK(answers(sandbox, question) == answers(sandbox, faster));
        }
    }
}

TEST_CASE("an index is asked where there is one") {
    const Schemas schemas = two_registers();
    const auto has = [&](const std::string& sql, const char* part) {
        return rewritten(schemas, sql).find(part) != std::string::npos;
    };
    CHECK(has("(SELECT any_of(" + in_list + ") FROM tests t)", "IN (SELECT value FROM"));
    CHECK(has("(SELECT count(*) FROM tests t WHERE 0 OR " + in_list + " = 1)", "IN (SELECT owner"));
    CHECK(has("(SELECT all_of(" + in_list + ") FROM tests t)", "_listed("));
}

TEST_CASE("other questions about lists stay as they are written") {
    const Schemas schemas = two_registers();
    const auto stays = [&](const std::string& sql) { return rewritten(schemas, sql) == sql; };
    const auto asks = [](const std::string& what) {
        return "(SELECT any_of((SELECT " + what + ")) FROM tests t)";
    };
    CHECK(stays(asks("any_of(j.value <> this.owner_id) FROM json_each(t.words) j")));
    CHECK(stays(asks("all_of(j.value = this.owner_id) FROM json_each(t.words) j")));
    CHECK(stays(asks("any_of(j.value = this.size) FROM json_each(t.words) j")));
    CHECK(stays(asks("any_of(j.value = this.owner_id) FROM json_each(this.owner_id) j")));
    CHECK(stays(asks("any_of(j.value = owner_id) FROM json_each(t.words) j")));
    CHECK(stays(asks("any_of(j.value = j.key) FROM json_each(t.words) j")));
    CHECK(stays(asks("any_of(j.value = 'a' OR 1) FROM json_each(t.words) j")));
    CHECK(stays(asks("any_of(j.value = 'a') FROM json_each('[\"a\"]') j")));
    CHECK(stays(asks("any_of(j.value = 'a') FROM json_each(t.words) j WHERE j.key > 0")));
}
