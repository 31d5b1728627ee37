// SPDX-License-Identifier: EUPL-1.2
// What the columns of a register are for the command that reads them, whatever they are called: the
// roles that `schouw promises` and `schouw logs` know, and the meanings that they ask of choices.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "registers/schema.hpp"

namespace schouw {

// A role that a column may have. `means`: what each of its choices has to mean, empty for no
// choice.
struct Role {
    std::string id;
    Type type = Type::text;
    std::vector<std::string> means;
};
extern const std::vector<Role> column_roles;

// Throws Error(usage) with a place and a did-you-mean: an unknown role or meaning, a choice without
// one, a role on a column of the wrong type, the same role twice.
void check_roles(const Schema& schema);

// The column with this role, or null.
const Column* column_with_role(const Schema& schema, std::string_view role);
// The column whose cell names who has to act, or null.
const Column* owner_column(const Schema& schema);
// The registers whose own role this is, by id.
std::vector<const Schema*> registers_with_role(const Schemas& schemas, std::string_view role);

// What the choice `id` of the column means; "" for no such choice.
std::string meaning_of(const Column& column, std::string_view id);

}  // namespace schouw
