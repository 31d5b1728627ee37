// SPDX-License-Identifier: EUPL-1.2
#include "support.hpp"

#include <fstream>

#include "base/text.hpp"
#include "checks/scan.hpp"

namespace schouw::test {
namespace {

std::string cell(const toml::node& node) {
    if (const auto* list = node.as_array()) {
        std::string text;
        for (const auto& item : *list) text += (text.empty() ? "" : ";") + cell(item);
        // A list of one has to look like a list and not like a text with commas.
        return text.find(';') == text.npos && !text.empty() ? text + ";" : text;
    }
    if (const auto flag = node.value_exact<bool>()) return *flag ? "ja" : "nee";
    if (const auto number = node.value_exact<double>()) {
        std::string text = std::to_string(*number);
        return text;
    }
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
    fixture.as_of = date_of(toml, toml.root, "as_of").value();
    if (const auto* parameters = table_of(toml, toml.root, "parameters"))
        for (const auto& [name, node] : *parameters)
            fixture.parameters[std::string(name.str())] = *parameter_text(node);
    Rows shared;
    read_rows(toml, toml.root, shared);
    for (const auto* table : tables_of(toml, toml.root, "case")) {
        known_keys(toml, *table, {"name", "record", "registers", "verdict"});
        Fixture::Case one;
        one.name = text_of(toml, *table, "name").value_or("");
        one.record = cells_of(*table_of(toml, *table, "record"));
        one.others = shared;
        read_rows(toml, *table, one.others);
        one.verdict = need_text(toml, *table, "verdict");
        fixture.cases.push_back(std::move(one));
    }
    return fixture;
}

Record make_record(const Schema& schema, const Cells& cells, long row, const ReadingWords& words) {
    Record record;
    record.row = row;
    record.values.resize(schema.columns.size());
    for (std::size_t i = 0; i < schema.columns.size(); ++i) {
        const auto at = cells.find(schema.columns[i].id);
        read_value(schema.columns[i], at == cells.end() ? std::string_view() : at->second, words,
                   record.values[i]);
    }
    for (const auto key : schema.key) {
        const std::string part(record.values[key].text);
        if (schema.key.size() == 1) {
            record.key = part;
        } else {
            record.key += record.key.empty() ? "[" : ",";
            append_json(record.key, part);
        }
    }
    if (schema.key.size() > 1) record.key += "]";
    return record;
}

std::string verdict_of(const Law& law, const Schemas& schemas, const Check& check,
                       const std::string& as_of, const Cells& record, const Rows& others,
                       const ReadingWords& words) {
    RunDb database(schemas, false);
    Program program;
    {
        Sandbox sandbox(database.db());
        program = compile(law, {&check}, schemas, sandbox);
    }
    Supplied supplied;
    Rows rows = others;
    auto& own = rows[check.register_id];
    own.insert(own.begin(), record);
    for (const auto& [id, records] : rows) {
        const Schema& schema = schemas.at(id);
        for (const auto& column : schema.columns) supplied[id].insert(column.id);
        database.begin(schema, program.needed[id]);
        long row = 1;
        for (const auto& cells : records) database.put(make_record(schema, cells, row++, words));
        database.end(program.indexed[id]);
    }
    database.finish();
    std::map<std::size_t, Message> blocked;
    if (const auto why = blocked_by(program.checks[0], schemas, supplied, {}); !why.key.empty())
        return "unknown";
    const EvaluateInput input{law, schemas, program, blocked, as_of, database};
    const Scan scan{input, schemas.at(check.register_id), {0}};
    const ScanResult result = ScanReader(scan, std::make_unique<Sandbox>(database.db())).read(1, 1);
    if (!result.failed.empty()) return "failed: " + result.failed.begin()->second.args[0].second;
    for (std::size_t v = 0; v < verdicts; ++v)
        if (result.counts[0][v] == 1) return verdict_words[v];
    return "nothing";
}

void write(const std::filesystem::path& file, const std::string& text) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

}  // namespace schouw::test
