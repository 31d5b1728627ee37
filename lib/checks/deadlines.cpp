// SPDX-License-Identifier: EUPL-1.2
#include "checks/deadlines.hpp"

#include "checks/expression.hpp"

namespace schouw {
namespace {

using Tokens = std::vector<std::string>;

const std::string& at(const Tokens& tokens, std::size_t i) {
    static const std::string none;
    return i < tokens.size() ? tokens[i] : none;
}

// The table that an alias stands for: "FROM vendors v", "JOIN vendors AS v".
std::string table_of(const Tokens& tokens, const std::string& alias) {
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        if (tokens[i] != "from" && tokens[i] != "join") continue;
        const std::size_t name = at(tokens, i + 2) == "as" ? i + 3 : i + 2;
        if (at(tokens, name) == alias || tokens[i + 1] == alias) return tokens[i + 1];
    }
    return "";
}

// A column with or without the name of its table, from token `i` on: where it ends, and both names.
struct Named {
    std::string table, column;
    std::size_t end = 0;
};
Named named(const Tokens& tokens, std::size_t i) {
    if (at(tokens, i + 1) != ".") return {"", at(tokens, i), i + 1};
    return {at(tokens, i), at(tokens, i + 2), i + 3};
}

// The columns whose day is the day itself.
std::vector<Named> days_in(const Tokens& tokens) {
    std::vector<Named> days;
    const Named only = named(tokens, 0);
    if (only.end == tokens.size()) days.push_back(only);
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        if (tokens[i] != "add_days" || tokens[i + 1] != "(") continue;
        const Named day = named(tokens, i + 2);
        const std::string& shift = at(tokens, day.end + 1);
        if (at(tokens, day.end) == "," && (shift == "0" || shift == "1") &&
            at(tokens, day.end + 2) == ")")
            days.push_back(day);
    }
    return days;
}

}  // namespace

std::map<std::string, std::set<std::string>> deadline_columns(const Law& law,
                                                              const Schemas& schemas) {
    std::map<std::string, std::set<std::string>> columns;
    for (const auto& check : law.checks) {
        const Tokens tokens = tokens_in(check.due);
        for (const auto& day : days_in(tokens)) {
            const std::string register_id = day.table.empty() || day.table == "this"
                                                ? check.register_id
                                                : table_of(tokens, day.table);
            const auto schema = schemas.find(register_id);
            if (schema == schemas.end()) continue;
            const auto column = schema->second.find(day.column);
            if (column && schema->second.columns[*column].type == Type::date)
                columns[register_id].insert(day.column);
        }
    }
    return columns;
}

}  // namespace schouw
