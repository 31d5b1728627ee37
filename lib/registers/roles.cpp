// SPDX-License-Identifier: EUPL-1.2
#include "registers/roles.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace schouw {

const std::vector<Role> column_roles = {
    {"text", Type::text, {}},
    {"kind", Type::choice, {"promise", "statement"}},
    {"nature", Type::choice, {"free", "binding"}},
    {"adoption", Type::choice, {"yes", "partly", "no", "none"}},
    {"adoption_reason", Type::text, {}},
    {"parts", Type::integer, {}},
    {"parts_unanswered", Type::integer, {}},
    {"term", Type::date, {}},
    {"term_text", Type::text, {}},
    {"recurs", Type::integer, {}},
    {"original_term", Type::date, {}},
    {"delay_reason", Type::text, {}},
    {"follow_up", Type::choice, {"to_do", "partly", "followed", "not_followed", "lapsed"}},
    {"decision", Type::text, {}},
    {"done_on", Type::date, {}},
    {"evidence", Type::text, {}},
    {"verified_by", Type::text, {}},
    {"verified_on", Type::date, {}},
    {"account", Type::text, {}},
    {"account_system", Type::reference, {}},
    {"account_user", Type::text, {}},
    {"account_employer", Type::choice, {"own", "partner", "vendor", "other"}},
    {"account_role", Type::reference, {}},
    {"account_content", Type::boolean, {}},
    {"account_privileged", Type::boolean, {}},
    {"account_from", Type::date, {}},
    {"account_until", Type::date, {}},
    {"account_left", Type::date, {}},
    {"account_state", Type::choice, {"open", "closed"}},
    {"account_shared", Type::boolean, {}},
    {"account_team", Type::text, {}},
    {"account_district", Type::text, {}},
    {"activity", Type::text, {}},
};

namespace {

[[noreturn]] void unknown(const char* message, const std::string& word,
                          const std::vector<std::string>& known, const Column& column) {
    fail(Exit::usage, message,
         {{"word", word},
          {"column", column.id},
          {"known", join(known, ", ")},
          {"meant", did_you_mean(word, known).value_or("-")}},
         column.place);
}

const Role& role_of(const Column& column) {
    std::vector<std::string> known;
    for (const auto& role : column_roles) {
        if (role.id == column.role) return role;
        known.push_back(role.id);
    }
    unknown("schema.no_such_role", column.role, known, column);
}

void check_column(const Column& column) {
    static const Role none;
    const Role& role = column.role.empty() ? none : role_of(column);
    if (!column.role.empty() && role.type != column.type)
        fail(Exit::usage, "schema.role_type",
             {{"role", role.id}, {"wanted", type_words[static_cast<std::size_t>(role.type)]}},
             column.place);
    for (const auto& choice : column.choices) {
        const bool known =
            std::find(role.means.begin(), role.means.end(), choice.means) != role.means.end();
        if (known || (role.means.empty() && choice.means.empty())) continue;
        unknown(role.means.empty() ? "schema.means_nothing" : "schema.no_such_meaning",
                choice.means.empty() ? choice.id : choice.means, role.means, column);
    }
}

}  // namespace

void check_roles(const Schema& schema) {
    for (const auto& column : schema.columns) {
        check_column(column);
        if (!column.role.empty() && column_with_role(schema, column.role) != &column)
            fail(Exit::usage, "schema.double_role", {{"role", column.role}, {"column", column.id}},
                 column.place);
    }
}

const Column* column_with_role(const Schema& schema, std::string_view role) {
    for (const auto& column : schema.columns)
        if (column.role == role) return &column;
    return nullptr;
}

const Column* owner_column(const Schema& schema) {
    for (const auto& column : schema.columns)
        if (column.owner) return &column;
    return nullptr;
}

std::vector<const Schema*> registers_with_role(const Schemas& schemas, std::string_view role) {
    std::vector<const Schema*> found;
    for (const auto& [id, schema] : schemas)
        if (schema.role == role) found.push_back(&schema);
    return found;
}

std::string meaning_of(const Column& column, std::string_view id) {
    for (const auto& choice : column.choices)
        if (choice.id == id) return choice.means;
    return "";
}

}  // namespace schouw
