// SPDX-License-Identifier: EUPL-1.2
#include "checks/fixture.hpp"

#include "base/toml.hpp"
#include "registers/workspace.hpp"

namespace schouw {
namespace {

std::string cell(const toml::node& node) {
    if (const auto* list = node.as_array()) {
        std::string text;
        for (const auto& item : *list) text += (text.empty() ? "" : ";") + cell(item);
        // A list of one has to look like a list and not like a text with commas.
        return text.find(';') == text.npos && !text.empty() ? text + ";" : text;
    }
    if (const auto flag = node.value_exact<bool>()) return *flag ? "ja" : "nee";
    if (const auto number = node.value_exact<double>()) return std::to_string(*number);
    return parameter_text(node).value_or("");
}

Cells cells_of(const toml::table& table) {
    Cells cells;
    for (const auto& [key, node] : table) cells[std::string(key.str())] = cell(node);
    return cells;
}

void read_rows(const Toml& toml, const toml::table& table, Rows& rows) {
    const auto* registers = table_of(toml, table, "registers");
    if (registers == nullptr) return;
    for (const auto& [id, node] : *registers) {
        auto& records = rows[std::string(id.str())];
        records.clear();
        for (const auto* record : tables_of(toml, *registers, id.str()))
            records.push_back(cells_of(*record));
    }
}

}  // namespace

Fixture load_fixture(const std::filesystem::path& file) {
    const Toml toml = load_toml(file);
    known_keys(toml, toml.root, {"as_of", "parameters", "registers", "case"});
    Fixture fixture;
    fixture.as_of = date_of(toml, toml.root, "as_of").value_or("");
    if (fixture.as_of.empty())
        fail(Exit::usage, "toml.missing_key", {{"key", "as_of"}}, {toml.file, "", 1, 1});
    if (const auto* parameters = table_of(toml, toml.root, "parameters"))
        for (const auto& [name, node] : *parameters)
            fixture.parameters[std::string(name.str())] = parameter_text(node).value_or("");
    Rows shared;
    read_rows(toml, toml.root, shared);
    for (const auto* table : tables_of(toml, toml.root, "case")) {
        known_keys(toml, *table, {"name", "record", "registers", "verdict"});
        Fixture::Case one;
        one.name = text_of(toml, *table, "name").value_or("");
        const auto* record = table_of(toml, *table, "record");
        if (record == nullptr)
            fail(Exit::usage, "toml.missing_key", {{"key", "record"}}, place_of(toml, *table));
        one.record = cells_of(*record);
        one.others = shared;
        read_rows(toml, *table, one.others);
        one.verdict = need_text(toml, *table, "verdict");
        fixture.cases.push_back(std::move(one));
    }
    return fixture;
}

}  // namespace schouw
