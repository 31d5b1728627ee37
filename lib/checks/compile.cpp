// SPDX-License-Identifier: EUPL-1.2
#include "checks/compile.hpp"

#include <algorithm>
#include <future>
#include <iterator>

#include "base/text.hpp"
#include "checks/answers.hpp"
#include "checks/expression.hpp"
#include "checks/functions.hpp"
#include "checks/samples.hpp"

namespace schouw {
namespace {

// Where in the file the SQL goes wrong: the opening quote of its value, and so many bytes on.
Place place_in(const Check& check, const std::string& key, const std::string& sql,
               std::size_t offset) {
    const auto at = check.places.find(key);
    Place place = at == check.places.end() ? check.place : at->second;
    const std::string_view before = std::string_view(sql).substr(0, offset);
    const auto lines = std::count(before.begin(), before.end(), '\n');
    place.row += lines;
    place.column = lines == 0 ? place.column + 1 + static_cast<long>(offset)
                              : static_cast<long>(offset - before.rfind('\n'));
    return place;
}

// Names that the author may have meant for the one that SQLite does not know.
std::vector<std::string> known_names(const std::string& error, const Check& check,
                                     const Schemas& schemas) {
    if (error.starts_with("no such function")) return allowed_functions();
    std::vector<std::string> names;
    for (const auto& [id, schema] : schemas) {
        if (error.starts_with("no such table")) {
            names.push_back(id);
        } else {
            for (const auto& column : sql_columns(schema)) {
                names.push_back(column.name);
                if (id == check.register_id) names.push_back("this." + column.name);
            }
        }
    }
    return names;
}

class Compiler {
public:
    Compiler(const Law& law, const Schemas& schemas, Sandbox& sandbox, Program& program)
        : law_(law), schemas_(schemas), sandbox_(sandbox), program_(program) {}

    void add(const Check& check) {
        Compiled compiled;
        compiled.check = &check;
        switch (check.kind) {
            case Kind::sql:
            case Kind::question: written(check, compiled); break;
            case Kind::missing: missing(check, compiled); break;
            case Kind::dangling:
            case Kind::unreferenced: reference(check, compiled); break;
            case Kind::absent: break;
        }
        for (const auto& [table, column] : compiled.reads) program_.needed[table].insert(column);
        program_.checks.push_back(std::move(compiled));
    }

private:
    // Prepares one expression by itself: that is where its faults can be told apart.
    void test(const Check& check, const std::string& key, const std::string& sql, ReadSet& reads) {
        const auto refuse = [&](const char* message, const std::string& what, std::size_t offset,
                                const std::string& meant) {
            fail(Exit::usage, message,
                 {{"check", check.id}, {"part", key}, {"what", what}, {"meant", meant}},
                 place_in(check, key, sql, offset));
        };
        if (const auto fault = fault_in(sql))
            refuse(fault->key.c_str(), fault->word, fault->offset, "");
        const std::string head = "SELECT (";
        const Statement statement = sandbox_.prepare(
            head + sql + "\n) FROM \"" + check.register_id + "\" AS this", &reads, true);
        if (!statement) {
            const std::string error = sandbox_.error();
            const auto offset = static_cast<std::size_t>(
                std::clamp<long>(sandbox_.error_offset() - static_cast<long>(head.size()), 0,
                                 static_cast<long>(sql.size())));
            const auto colon = error.rfind(": ");
            const auto meant =
                colon == error.npos
                    ? std::nullopt
                    : did_you_mean(error.substr(colon + 2), known_names(error, check, schemas_));
            refuse(meant ? "sql.prepare_meant" : "sql.prepare", error, offset, meant.value_or(""));
        }
        if (sqlite3_column_count(statement.get()) != 1) refuse("sql.columns", sql, 0, "");
        check_parameters(check, key, sql, statement.get());
    }

    void check_parameters(const Check& check, const std::string& key, const std::string& sql,
                          sqlite3_stmt* statement) {
        std::vector<std::string> names = {"as_of"};
        for (const auto& [name, parameter] : law_.parameters) names.push_back(name);
        for (int i = 1; i <= sqlite3_bind_parameter_count(statement); ++i) {
            const char* bound = sqlite3_bind_parameter_name(statement, i);
            const std::string name = bound != nullptr ? bound + 1 : "?";
            if (std::find(names.begin(), names.end(), name) != names.end()) continue;
            fail(Exit::usage, "checklist.no_such_parameter",
                 {{"name", name}, {"meant", did_you_mean(name, names).value_or("-")}},
                 place_in(check, key, sql, std::min(sql.find(":" + name), sql.size())));
        }
    }

    void written(const Check& check, Compiled& compiled) {
        if (!check.applies.empty()) test(check, "applies", check.applies, compiled.reads);
        std::string verdict;
        if (check.kind == Kind::question) {
            verdict = answer_sql(check, schemas_, program_);
        } else if (!check.finds.empty()) {
            verdict = finds_sql(check, law_, schemas_, program_, compiled);
        } else {
            test(check, "violates", check.violates, compiled.reads);
            verdict = "(" + check.violates + "\n)";
        }
        compiled.expression = with_applies(check.applies, verdict);
        ReadSet shown;
        if (!check.due.empty()) test(check, "due", check.due, shown);
        for (const auto& [table, column] : shown) program_.needed[table].insert(column);
        facts(check, compiled);
        index_lookups(check.applies + "\n" + check.violates + "\n" + check.due, compiled.reads);
    }

    // The scan judges by the state of the cell; SQL only says whether the duty holds. A column of
    // the register that `applies` reads and the source lacks is NULL there, and no reason to give
    // up.
    void missing(const Check& check, Compiled& compiled) {
        compiled.column = *schemas_.at(check.register_id).find(check.column);
        compiled.reads.emplace(check.register_id, check.column);
        if (check.applies.empty()) return;
        ReadSet reads;
        test(check, "applies", check.applies, reads);
        for (const auto& [table, column] : reads) {
            program_.needed[table].insert(column);
            if (table != check.register_id) compiled.reads.emplace(table, column);
        }
        compiled.expression = with_applies(check.applies, "x'04'");
    }

    static std::string with_applies(const std::string& applies, const std::string& verdict) {
        if (applies.empty()) return verdict;
        const std::string a = "(" + applies + "\n)";
        return "CASE " + a + " WHEN 1 THEN " + verdict + " WHEN 0 THEN x'00' ELSE CASE WHEN " + a +
               " IS NULL THEN x'01' ELSE x'02' END END";
    }

    // Every {column} and {:parameter} of the reason must exist.
    void facts(const Check& check, Compiled& compiled) {
        const Schema& schema = schemas_.at(check.register_id);
        for (const auto* text : {&check.reason.nl, &check.reason.en})
            for (const auto& name : placeholders(*text)) {
                if (name.starts_with(":")) {
                    if (name != ":as_of" && !law_.parameters.contains(name.substr(1)))
                        fail(Exit::usage, "checklist.no_such_parameter",
                             {{"name", name}, {"meant", "-"}}, place_in(check, "reason", "", 0));
                    continue;
                }
                if (!sql_column(schema, name)) {
                    std::vector<std::string> known;
                    for (const auto& column : sql_columns(schema)) known.push_back(column.name);
                    fail(Exit::usage, "checklist.no_such_column",
                         {{"name", name}, {"meant", did_you_mean(name, known).value_or("-")}},
                         place_in(check, "reason", "", 0));
                }
                if (std::find(compiled.facts.begin(), compiled.facts.end(), name) ==
                    compiled.facts.end())
                    compiled.facts.push_back(name);
                program_.needed[check.register_id].insert(name);
            }
    }

    // A reference that a dangling or unused record is found by.
    void reference(const Check& check, Compiled& compiled) {
        const Schema& schema = schemas_.at(check.register_id);
        const std::size_t own = *schema.find(check.column);
        const std::string column = "\"" + check.column + "\"";
        compiled.reads.emplace(check.register_id, check.column);
        compiled.reads.emplace(check.other_register, check.other_column);
        if (check.kind == Kind::dangling) {
            program_.indexed[check.other_register].insert(check.other_column);
            const std::string there = "SELECT 1 FROM \"" + check.other_register +
                                      "\" o WHERE o.\"" + check.other_column + "\" = ";
            const bool list = schema.columns[own].type == Type::list;
            const std::string verdict = list ? "(SELECT coalesce(max(NOT EXISTS (" + there +
                                                   "j.value)), 0) FROM json_each(this." + column +
                                                   ") j)"
                                             : "NOT EXISTS (" + there + "this." + column + ")";
            const std::string state = "substr(this._states, " + std::to_string(own + 1) + ", 1)";
            compiled.expression = "CASE " + state + " WHEN 'v' THEN " + verdict +
                                  " WHEN 'e' THEN x'00' WHEN 'n' THEN x'00' ELSE x'01' END";
            compiled.facts.push_back(check.column);
            return;
        }
        const Schema& from = schemas_.at(check.other_register);
        const bool list = from.columns[*from.find(check.other_column)].type == Type::list;
        if (!list) program_.indexed[check.other_register].insert(check.other_column);
        const std::string table =
            list ? list_table(check.other_register, check.other_column) : check.other_register;
        compiled.expression = "NOT EXISTS (SELECT 1 FROM \"" + table + "\" o WHERE o.\"" +
                              (list ? "value" : check.other_column) + "\" = this." + column + ")";
    }

    // A register that an expression looks into gets indexes on its key and references.
    void index_lookups(const std::string& sql, const ReadSet& reads) {
        const auto words = words_in(sql);
        for (std::size_t i = 0; i + 1 < words.size(); ++i) {
            if (words[i] != "from" && words[i] != "join") continue;
            const auto schema = schemas_.find(words[i + 1]);
            if (schema == schemas_.end()) continue;
            const auto use = [&](const Column& column) {
                if (reads.contains({schema->first, column.id}))
                    program_.indexed[schema->first].insert(column.id);
            };
            for (const auto key : schema->second.key) use(schema->second.columns[key]);
            for (const auto& column : schema->second.columns)
                if (column.type == Type::reference) use(column);
        }
    }

    const Law& law_;
    const Schemas& schemas_;
    Sandbox& sandbox_;
    Program& program_;
};

}  // namespace

const Schema* with_role(const Schemas& schemas, const std::string& role) {
    for (const auto& [id, schema] : schemas)
        if (schema.role == role) return &schema;
    return nullptr;
}

Program compile(const Law& law, const std::vector<const Check*>& checks, const Schemas& schemas,
                Sandbox& sandbox) {
    Program program;
    Compiler compiler(law, schemas, sandbox, program);
    for (const auto* check : checks) compiler.add(*check);
    for (const auto& [table, columns] : program.indexed)
        program.needed[table].insert(columns.begin(), columns.end());
    if (const Schema* samples = with_role(schemas, "samples"))
        for (const auto& column : sample_columns())
            if (samples->find(column)) program.needed[samples->id].insert(column);
    return program;
}

Program compile_beside(const Law& law, const std::vector<const Check*>& checks,
                       const Schemas& schemas, RunDb& database) {
    const auto middle = checks.begin() + static_cast<long>(checks.size() / 2);
    auto others = std::async(std::launch::async, [&] {
        RunDb empty(schemas, false);  // a database is for one thread
        Sandbox sandbox(empty.db());
        return compile(law, {middle, checks.end()}, schemas, sandbox);
    });
    Sandbox sandbox(database.db());
    Program program = compile(law, {checks.begin(), middle}, schemas, sandbox);
    Program second = others.get();
    std::move(second.checks.begin(), second.checks.end(), std::back_inserter(program.checks));
    for (auto sets : {&Program::needed, &Program::indexed})
        for (auto& [table, columns] : second.*sets) (program.*sets)[table].merge(columns);
    return program;
}

}  // namespace schouw
