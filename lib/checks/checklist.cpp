// SPDX-License-Identifier: EUPL-1.2
#include "checks/checklist.hpp"

#include <algorithm>
#include <set>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "checks/derived.hpp"
#include "registers/workspace.hpp"

namespace schouw {

const std::vector<std::string> severity_words = {"critical", "high", "medium", "low"};
const std::vector<std::string> finds_words = {"no_such_question", "no_such_record",
                                              "judged_by_owner"};
const std::vector<std::string> tests_words = {"design", "existence", "operation"};

namespace {

[[noreturn]] void unknown_name(const char* key, const std::string& name,
                               const std::vector<std::string>& known, const Place& place) {
    fail(Exit::usage, key, {{"name", name}, {"meant", did_you_mean(name, known).value_or("-")}},
         place);
}

template <class Map>
std::vector<std::string> keys(const Map& map) {
    std::vector<std::string> out;
    for (const auto& [id, value] : map) out.push_back(id);
    return out;
}

void read_norm(const Toml& toml, const toml::table& table, Norms& norms) {
    known_keys(toml, table,
               {"id", "title", "summary", "source", "kind", "valid_from", "valid_to", "certainty"});
    Norm norm;
    norm.place = place_of(toml, table);
    norm.id = need_text(toml, table, "id");
    norm.title = need_words(toml, table, "title");
    norm.summary = need_words(toml, table, "summary");
    norm.source = need_text(toml, table, "source");
    norm.valid_from = date_of(toml, table, "valid_from").value_or("");
    if (norm.valid_from.empty())
        fail(Exit::usage, "toml.missing_key", {{"key", "valid_from"}}, norm.place);
    norm.valid_to = date_of(toml, table, "valid_to").value_or("");
    static const std::vector<std::string> sure = {"verified", "known", "proposed", "unsure"};
    norm.standard = one_of(toml, table, "kind", {"law", "standard"}, 0) == 1;
    norm.certainty = sure[one_of(toml, table, "certainty", sure, std::nullopt)];
    const Place place = norm.place;
    const std::string id = norm.id;
    if (!norms.emplace(id, std::move(norm)).second)
        fail(Exit::usage, "checklist.double_norm", {{"name", id}}, place);
}

void read_parameters(const Toml& toml, Parameters& parameters) {
    const auto* table = table_of(toml, toml.root, "parameters");
    if (table == nullptr) return;
    for (const auto& [name, node] : *table) {
        Parameter parameter;
        parameter.name = std::string(name.str());
        parameter.place = place_of(toml, node);
        const auto* inner = table_of(toml, *table, name.str());
        known_keys(toml, *inner, {"value", "why"});
        const auto* value = inner->get("value");
        const auto text = value != nullptr ? parameter_text(*value) : std::nullopt;
        if (!text) fail(Exit::usage, "toml.missing_key", {{"key", "value"}}, parameter.place);
        parameter.value = parameter.shipped = *text;
        parameter.integer = value->is_integer() || value->is_boolean();
        parameter.why = need_words(toml, *inner, "why");
        const Place place = parameter.place;
        const std::string id = parameter.name;
        if (!parameters.emplace(id, std::move(parameter)).second || id == "as_of")
            fail(Exit::usage, "checklist.double_parameter", {{"name", id}}, place);
    }
}

void read_words(const Toml& toml, const toml::table& table, Check& check) {
    check.title = need_words(toml, table, "title");
    check.remedy = need_words(toml, table, "remedy");
    if (check.kind == Kind::question) {
        check.question = need_words(toml, table, "question");
        for (const char* key : {"reason", "due"})
            if (table.contains(key))
                fail(Exit::usage, "checklist.question_has", {{"key", key}},
                     place_of(toml, *table.get(key)));
    } else {
        check.reason = need_words(toml, table, "reason");
        if (table.contains("question"))
            fail(Exit::usage, "checklist.check_has_question", {},
                 place_of(toml, *table.get("question")));
    }
}

Check read_check(const Toml& toml, const toml::table& table, const std::string& checklist) {
    known_keys(toml, table,
               {"id", "title", "register", "severity", "norms", "origin", "tests", "column",
                "applies", "violates", "due", "reason", "remedy", "question", "finds",
                "empty_without"});
    Check check;
    check.place = place_of(toml, table);
    check.checklist = checklist;
    check.id = need_text(toml, table, "id");
    check.register_id = need_text(toml, table, "register");
    const bool native = table.contains("finds");
    check.kind = native || table.contains("violates") ? Kind::sql : Kind::question;
    if (native) check.finds = finds_words[one_of(toml, table, "finds", finds_words, std::nullopt)];
    if (native && table.contains("violates"))
        fail(Exit::usage, "checklist.finds_violates", {}, place_of(toml, *table.get("finds")));
    check.severity =
        static_cast<Severity>(one_of(toml, table, "severity", severity_words, std::nullopt));
    check.tests = static_cast<Tests>(one_of(toml, table, "tests", tests_words, std::nullopt));
    check.norms = texts_of(toml, table, "norms");
    check.origin = texts_of(toml, table, "origin");
    check.column = text_of(toml, table, "column").value_or("");
    check.applies = text_of(toml, table, "applies").value_or("");
    check.violates = text_of(toml, table, "violates").value_or("");
    check.due = text_of(toml, table, "due").value_or("");
    check.empty_without = texts_of(toml, table, "empty_without");
    for (const char* key : {"applies", "violates", "finds", "due", "reason", "register", "column",
                            "norms", "empty_without"})
        if (const auto* node = table.get(key)) check.places[key] = place_of(toml, *node);
    read_words(toml, table, check);
    if (check.norms.empty() && check.origin.empty())
        fail(Exit::usage, "checklist.no_source", {{"check", check.id}}, check.place);
    return check;
}

void check_names(const Check& check, const Schemas& schemas, const Norms& norms) {
    const auto place = [&](const char* key) {
        const auto at = check.places.find(key);
        return at == check.places.end() ? check.place : at->second;
    };
    const auto schema = schemas.find(check.register_id);
    if (schema == schemas.end())
        unknown_name("checklist.no_such_register", check.register_id, keys(schemas),
                     place("register"));
    if (!check.column.empty() && !schema->second.find(check.column)) {
        std::vector<std::string> columns;
        for (const auto& column : schema->second.columns) columns.push_back(column.id);
        unknown_name("checklist.no_such_column", check.column, columns, place("column"));
    }
    if (!check.finds.empty() && schema->second.role != "answers")
        fail(Exit::usage, "checklist.finds_register", {{"register", check.register_id}},
             place("finds"));
    for (const auto& id : check.empty_without)
        if (!schemas.contains(id))
            unknown_name("checklist.no_such_register", id, keys(schemas), place("empty_without"));
    for (const auto& norm : check.norms)
        if (!norms.contains(norm))
            unknown_name("checklist.no_such_norm", norm, keys(norms), place("norms"));
}

// One file: its own checks first, then those that its registers bring.
void read_checklist(const Toml& toml, const Schemas& schemas, Law& law,
                    std::map<std::string, std::string>& taken) {
    const auto* head = table_of(toml, toml.root, "checklist");
    if (head == nullptr) {
        if (toml.root.contains("check"))
            fail(Exit::usage, "toml.missing_key", {{"key", "[checklist]"}}, {toml.file, "", 1, 1});
        return;
    }
    known_keys(toml, *head, {"id", "title", "description", "derived"});
    Checklist list;
    list.place = place_of(toml, *head);
    list.id = need_text(toml, *head, "id");
    list.title = need_words(toml, *head, "title");
    list.description = words_of(toml, *head, "description").value_or(Words{});
    list.derived = texts_of(toml, *head, "derived");
    list.digest = sha256_hex(toml.text);
    for (const auto& other : law.checklists)
        if (other.id == list.id)
            fail(Exit::usage, "checklist.double_list", {{"name", list.id}}, list.place);
    for (const auto* table : tables_of(toml, toml.root, "check"))
        law.checks.push_back(read_check(toml, *table, list.id));
    for (const auto& id : list.derived) {
        const auto schema = schemas.find(id);
        if (schema == schemas.end())
            unknown_name("checklist.no_such_register", id, keys(schemas), list.place);
        if (!taken.emplace(id, list.id).second)
            fail(Exit::usage, "checklist.derived_twice", {{"register", id}, {"other", taken[id]}},
                 list.place);
        for (auto& check : derived_checks(schema->second, schemas, list.id))
            law.checks.push_back(std::move(check));
    }
    law.checklists.push_back(std::move(list));
}

}  // namespace

Law load_law(const std::vector<std::filesystem::path>& files, const Schemas& schemas) {
    return read_law(load_tomls(files), schemas);
}

Law read_law(const std::vector<Toml>& tomls, const Schemas& schemas) {
    Law law;
    for (const auto& toml : tomls) {
        known_keys(toml, toml.root,
                   {"checklist", "parameters", "check", "norm", "coverage", "row"});
        for (const auto* table : tables_of(toml, toml.root, "norm"))
            read_norm(toml, *table, law.norms);
        read_parameters(toml, law.parameters);
    }
    std::map<std::string, std::string> taken;
    for (const auto& toml : tomls) read_checklist(toml, schemas, law, taken);
    std::set<std::string> ids;
    for (const auto& check : law.checks) {
        if (!ids.insert(check.id).second)
            fail(Exit::usage, "checklist.double_check", {{"name", check.id}}, check.place);
        check_names(check, schemas, law.norms);
    }
    for (const auto& toml : tomls)
        if (Coverage coverage = read_coverage(toml); !coverage.id.empty())
            law.coverage.push_back(std::move(coverage));
    for (const auto& coverage : law.coverage)
        for (const auto& row : coverage.rows)
            for (const auto& check : row.checks)
                if (!ids.contains(check))
                    unknown_name("explain.no_such_check", check, {ids.begin(), ids.end()},
                                 row.place);
    return law;
}

void override_parameters(Law& law, const std::map<std::string, std::string>& values,
                         const std::map<std::string, Place>& places) {
    for (const auto& [name, value] : values) {
        const auto at = law.parameters.find(name);
        const auto place = places.find(name);
        if (at == law.parameters.end())
            unknown_name("checklist.no_such_parameter", name, keys(law.parameters),
                         place == places.end() ? Place{} : place->second);
        if (at->second.integer && value.find_first_not_of("-0123456789") != value.npos)
            fail(Exit::usage, "toml.wrong_type", {{"key", name}, {"wanted", "integer"}},
                 place == places.end() ? Place{} : place->second);
        at->second.value = value;
    }
}

std::vector<std::string> norms_on(const Check& check, const Norms& norms, const std::string& day) {
    std::vector<std::string> valid;
    for (const auto& id : check.norms)
        if (const auto at = norms.find(id); at != norms.end() && at->second.valid_on(day))
            valid.push_back(id);
    return valid;
}

bool statutory(const std::vector<std::string>& ids, const Norms& norms) {
    return std::any_of(ids.begin(), ids.end(),
                       [&](const std::string& id) { return !norms.at(id).standard; });
}

bool in_force(const Check& check, const Norms& norms, const std::string& day) {
    return check.norms.empty() || !norms_on(check, norms, day).empty();
}

}  // namespace schouw
