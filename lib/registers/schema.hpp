// SPDX-License-Identifier: EUPL-1.2
// What a register looks like: one TOML file in, its columns, types, choices and duties out.
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/toml.hpp"

namespace schouw {

enum class Type { text, date, integer, number, boolean, choice, list, reference, moment };
// How hard the absence of a register is judged.
enum class RegisterDuty { law, practice, may };
// Whether a cell has to be filled.
enum class ColumnDuty { must, where_possible, may };

struct Choice {
    std::string id;
    Words title;
    std::vector<std::string> spellings;
    std::string means;  // of a column whose role asks for it; see registers/roles.hpp
};

struct Column {
    std::string id;
    Type type = Type::text;
    Words title;
    Words description;
    std::vector<std::string> aliases;
    ColumnDuty duty = ColumnDuty::may;
    std::string applies;  // SQL over the record: when the duty holds; empty for always
    std::vector<std::string> norms;
    bool personal = false;    // never in the editions raad and openbaar
    bool na = false;          // "n.v.t." is an answer
    bool empty_none = false;  // an empty cell says that there is none
    std::string reference_register;
    std::string reference_column;
    bool both_ways = false;
    bool owner = false;  // names who has to act on findings about the record
    std::string role;    // what it is for a command; see registers/roles.hpp
    std::vector<Choice> choices;
    std::unordered_map<std::string, std::size_t> spelling;  // folded value → choice
    // The choice that a cell means: as spelt, or with signs left out (in_gebruik, in gebruik).
    std::optional<std::size_t> choice_of(std::string_view cell) const;
    Place place;
    bool refers() const { return !reference_register.empty(); }
};

struct Schema {
    std::string id;
    Words title;
    Words description;
    std::vector<std::size_t> key;  // columns
    std::vector<std::string> norms;
    RegisterDuty duty = RegisterDuty::practice;
    bool single = false;
    std::string role;
    std::string label;  // column that says what a record is, beside its key; empty for none
    // Columns that a form leaves to be filled in: a row in which all of them are blank still waits,
    // and is no record. Empty for none.
    std::vector<std::size_t> waits_for;
    std::vector<Column> columns;
    Place place;
    std::optional<std::size_t> find(std::string_view column) const;
    // The program fills it itself, and it has no source.
    bool filled() const { return role == "waivers"; }
};

// What checks see of a register in SQL: a column or one of its companions.
struct SqlColumn {
    enum class Part { value, from, na, none };
    std::string name;
    std::size_t column = 0;
    Part part = Part::value;
    const char* sql_type = "TEXT";
};
std::vector<SqlColumn> sql_columns(const Schema& schema);
// The one of this name.
std::optional<SqlColumn> sql_column(const Schema& schema, std::string_view name);

// The header line of a CSV file for the register: the titles of its columns, with semicolons.
std::string csv_header(const Schema& schema, Language language);

using Schemas = std::map<std::string, Schema>;

// All registers of the files, by id; groups of columns may stand in any of the files. Throws
// Error(usage) with a place for an unknown key, a missing language, a double id, a key, group or
// reference that leads nowhere.
Schemas load_schemas(const std::vector<std::filesystem::path>& files);

// "law", "practice" …: the words of the TOML.
extern const std::vector<std::string> type_words;
extern const std::vector<std::string> register_duty_words;
extern const std::vector<std::string> column_duty_words;

}  // namespace schouw
