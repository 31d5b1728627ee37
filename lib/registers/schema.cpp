// SPDX-License-Identifier: EUPL-1.2
#include "registers/schema.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "registers/roles.hpp"

namespace schouw {

const std::vector<std::string> type_words = {"text",   "date", "integer",   "number", "boolean",
                                             "choice", "list", "reference", "moment"};
const std::vector<std::string> register_duty_words = {"law", "practice", "may"};
const std::vector<std::string> column_duty_words = {"must", "where_possible", "may"};

namespace {

bool identifier(std::string_view text) {
    if (text.empty() || text.size() > 60) return false;
    for (const char c : text)
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) return false;
    return text.front() >= 'a' && text.front() <= 'z' && text != "this";
}

std::string need_identifier(const Toml& toml, const toml::table& table) {
    std::string id = need_text(toml, table, "id");
    if (!identifier(id))
        fail(Exit::usage, "schema.bad_id", {{"id", id}}, place_of(toml, *table.get("id")));
    return id;
}

Choice read_choice(const Toml& toml, const toml::table& table) {
    known_keys(toml, table, {"id", "title", "spellings", "means"});
    return {need_text(toml, table, "id"), need_words(toml, table, "title"),
            texts_of(toml, table, "spellings"), text_of(toml, table, "means").value_or("")};
}

void index_spellings(Column& column) {
    for (std::size_t i = 0; i < column.choices.size(); ++i) {
        const Choice& choice = column.choices[i];
        std::vector<std::string> spellings = choice.spellings;
        spellings.insert(spellings.end(), {choice.id, choice.title.nl, choice.title.en});
        for (const auto& spelling : spellings) {
            column.spelling.emplace(fold_value(spelling), i);
            if (const auto bare = fold(spelling); !bare.empty()) column.spelling.emplace(bare, i);
        }
    }
}

void read_reference(const Toml& toml, const toml::table& table, Column& column) {
    const auto reference = text_of(toml, table, "reference");
    const Place place = place_of(toml, table);
    if (!reference) {
        if (column.type == Type::reference)
            fail(Exit::usage, "toml.missing_key", {{"key", "reference"}}, place);
        return;
    }
    const auto dot = reference->find('.');
    if (dot == reference->npos || (column.type != Type::reference && column.type != Type::list))
        fail(Exit::usage, "schema.bad_reference", {{"reference", *reference}}, place);
    column.reference_register = reference->substr(0, dot);
    column.reference_column = reference->substr(dot + 1);
}

Column read_column(const Toml& toml, const toml::table& table) {
    known_keys(toml, table,
               {"id", "type", "title", "description", "aliases", "duty", "norms", "personal", "na",
                "empty", "reference", "both_ways", "owner", "choices", "applies", "role"});
    Column column;
    column.place = place_of(toml, table);
    column.id = need_identifier(toml, table);
    column.type = static_cast<Type>(one_of(toml, table, "type", type_words, std::nullopt));
    column.title = need_words(toml, table, "title");
    column.description = words_of(toml, table, "description").value_or(Words{});
    column.aliases = texts_of(toml, table, "aliases");
    column.duty = static_cast<ColumnDuty>(one_of(toml, table, "duty", column_duty_words, 2));
    column.applies = text_of(toml, table, "applies").value_or("");
    column.norms = texts_of(toml, table, "norms");
    column.personal = flag_of(toml, table, "personal");
    column.na = flag_of(toml, table, "na");
    column.empty_none = one_of(toml, table, "empty", {"unknown", "none"}, 0) == 1;
    column.both_ways = flag_of(toml, table, "both_ways");
    column.owner = flag_of(toml, table, "owner");
    column.role = text_of(toml, table, "role").value_or("");
    read_reference(toml, table, column);
    for (const auto* choice : tables_of(toml, table, "choices"))
        column.choices.push_back(read_choice(toml, *choice));
    if (column.type == Type::choice && column.choices.empty())
        fail(Exit::usage, "toml.missing_key", {{"key", "choices"}}, column.place);
    index_spellings(column);
    return column;
}

// A group of columns that several registers share: its name → the columns.
using Groups = std::map<std::string, std::vector<Column>>;

void read_groups(const Toml& toml, Groups& groups) {
    known_keys(toml, toml.root, {"register", "column", "group"});
    for (const auto* table : tables_of(toml, toml.root, "group")) {
        known_keys(toml, *table, {"id", "column"});
        std::vector<Column> columns;
        for (const auto* column : tables_of(toml, *table, "column"))
            columns.push_back(read_column(toml, *column));
        const std::string id = need_identifier(toml, *table);
        if (columns.empty())
            fail(Exit::usage, "toml.missing_key", {{"key", "column"}}, place_of(toml, *table));
        if (!groups.emplace(id, std::move(columns)).second)
            fail(Exit::usage, "schema.double_group", {{"group", id}}, place_of(toml, *table));
    }
}

// The columns that a [[column]] stands for: itself, or those of a group, with a duty, condition,
// norms or description of its own, and more aliases.
std::vector<Column> columns_of(const Toml& toml, const toml::table& table, const Groups& groups) {
    const auto group = text_of(toml, table, "group");
    if (!group) return {read_column(toml, table)};
    known_keys(toml, table, {"group", "duty", "applies", "norms", "description", "aliases"});
    const auto found = groups.find(*group);
    if (found == groups.end()) {
        std::vector<std::string> known;
        for (const auto& [id, columns] : groups) known.push_back(id);
        fail(Exit::usage, "schema.no_such_group",
             {{"group", *group}, {"meant", did_you_mean(*group, known).value_or("-")}},
             place_of(toml, *table.get("group")));
    }
    std::vector<Column> columns = found->second;
    for (auto& column : columns) {
        column.place = place_of(toml, table);
        column.duty = static_cast<ColumnDuty>(
            one_of(toml, table, "duty", column_duty_words, static_cast<std::size_t>(column.duty)));
        if (const auto applies = text_of(toml, table, "applies")) column.applies = *applies;
        if (table.contains("norms")) column.norms = texts_of(toml, table, "norms");
        if (const auto words = words_of(toml, table, "description")) column.description = *words;
        for (const auto& alias : texts_of(toml, table, "aliases")) column.aliases.push_back(alias);
    }
    return columns;
}

Schema read_schema(const Toml& toml, const Groups& groups) {
    const auto* head = table_of(toml, toml.root, "register");
    if (head == nullptr)
        fail(Exit::usage, "toml.missing_key", {{"key", "[register]"}}, {toml.file, "", 1, 1});
    known_keys(toml, *head,
               {"id", "title", "description", "key", "norms", "duty", "single", "role", "label",
                "waits_for"});
    Schema schema;
    schema.place = place_of(toml, *head);
    schema.id = need_identifier(toml, *head);
    schema.title = need_words(toml, *head, "title");
    schema.description = words_of(toml, *head, "description").value_or(Words{});
    schema.norms = texts_of(toml, *head, "norms");
    schema.duty = static_cast<RegisterDuty>(one_of(toml, *head, "duty", register_duty_words, 1));
    schema.single = flag_of(toml, *head, "single");
    schema.role = text_of(toml, *head, "role").value_or("");
    std::set<std::string> names;
    for (const auto* table : tables_of(toml, toml.root, "column"))
        for (auto& column : columns_of(toml, *table, groups))
            schema.columns.push_back(std::move(column));
    for (const auto& seen : sql_columns(schema))
        if (!names.insert(seen.name).second)
            fail(Exit::usage, "schema.double_column", {{"column", seen.name}},
                 schema.columns[seen.column].place);
    const auto columns_named = [&](const char* key, std::vector<std::size_t>& columns) {
        for (const auto& id : texts_of(toml, *head, key)) {
            const auto at = schema.find(id);
            if (!at) fail(Exit::usage, "schema.no_such_key", {{"column", id}}, schema.place);
            columns.push_back(*at);
        }
    };
    columns_named("key", schema.key);
    columns_named("waits_for", schema.waits_for);
    if (schema.key.empty()) fail(Exit::usage, "toml.missing_key", {{"key", "key"}}, schema.place);
    schema.label = text_of(toml, *head, "label").value_or("");
    if (!schema.label.empty() && !schema.find(schema.label))
        fail(Exit::usage, "schema.no_such_key", {{"column", schema.label}}, schema.place);
    check_roles(schema);
    return schema;
}

void check_references(const Schemas& schemas) {
    for (const auto& [id, schema] : schemas)
        for (const auto& column : schema.columns) {
            if (!column.refers()) continue;
            const auto target = schemas.find(column.reference_register);
            if (target == schemas.end() || !target->second.find(column.reference_column))
                fail(Exit::usage, "schema.bad_reference",
                     {{"reference", column.reference_register + "." + column.reference_column}},
                     column.place);
        }
}

}  // namespace

std::optional<std::size_t> Column::choice_of(std::string_view cell) const {
    auto at = spelling.find(fold_value(cell));
    if (at == spelling.end()) {
        const std::string bare = fold(cell);
        at = bare.empty() ? at : spelling.find(bare);
    }
    if (at == spelling.end()) return std::nullopt;
    return at->second;
}

std::optional<std::size_t> Schema::find(std::string_view column) const {
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].id == column) return i;
    return std::nullopt;
}

namespace {

// The column itself and its companions.
std::vector<SqlColumn> sql_columns_of(const Column& column, std::size_t at) {
    const char* type = "TEXT";
    if (column.type == Type::integer || column.type == Type::boolean) type = "INTEGER";
    if (column.type == Type::number) type = "REAL";
    std::vector<SqlColumn> out = {{column.id, at, SqlColumn::Part::value, type}};
    if (column.type == Type::date)
        out.push_back({column.id + "_from", at, SqlColumn::Part::from, "TEXT"});
    if (column.na) out.push_back({column.id + "_na", at, SqlColumn::Part::na, "INTEGER"});
    if (column.empty_none)
        out.push_back({column.id + "_none", at, SqlColumn::Part::none, "INTEGER"});
    return out;
}

}  // namespace

std::vector<SqlColumn> sql_columns(const Schema& schema) {
    std::vector<SqlColumn> out;
    for (std::size_t i = 0; i < schema.columns.size(); ++i)
        for (auto& column : sql_columns_of(schema.columns[i], i)) out.push_back(std::move(column));
    return out;
}

std::optional<SqlColumn> sql_column(const Schema& schema, std::string_view name) {
    for (std::size_t i = 0; i < schema.columns.size(); ++i)
        if (name.starts_with(schema.columns[i].id))
            for (auto& column : sql_columns_of(schema.columns[i], i))
                if (column.name == name) return std::move(column);
    return std::nullopt;
}

std::string csv_header(const Schema& schema, Language language) {
    std::string line;
    for (const auto& column : schema.columns) {
        std::string title = column.title.in(language);
        std::replace(title.begin(), title.end(), ';', ',');
        line += (line.empty() ? "" : ";") + title;
    }
    return line + "\n";
}

Schemas load_schemas(const std::vector<std::filesystem::path>& files) {
    const std::vector<Toml> tomls = load_tomls(files);
    Groups groups;
    for (const auto& toml : tomls) read_groups(toml, groups);
    Schemas schemas;
    for (const auto& toml : tomls) {
        const bool only_groups = toml.root.contains("group") && !toml.root.contains("register");
        if (only_groups && !toml.root.contains("column")) continue;
        Schema schema = read_schema(toml, groups);
        const std::string id = schema.id;
        const Place place = schema.place;
        if (!schemas.emplace(id, std::move(schema)).second)
            fail(Exit::usage, "schema.double_register", {{"register", id}}, place);
    }
    check_references(schemas);
    return schemas;
}

}  // namespace schouw
