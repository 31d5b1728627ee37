// SPDX-License-Identifier: EUPL-1.2
#include "support.hpp"

#include <fstream>

#include "base/text.hpp"
#include "checks/scan.hpp"

namespace schouw::test {

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
        RunTable table(database, schema, program.needed[id]);
        long row = 1;
        for (const auto& cells : records) table.put(make_record(schema, cells, row++, words));
        table.end(program.indexed[id]);
    }
    database.finish();
    std::map<std::size_t, Message> blocked;
    if (const auto why = blocked_by(program.checks[0], schemas, supplied, {}); !why.key.empty())
        return "unknown";
    const EvaluateInput input{law, schemas, program, blocked, as_of, database};
    const Scan scan{input, schemas.at(check.register_id), {0}};
    Sandbox sandbox(database.db());
    const ScanResult result = ScanReader(scan, sandbox).read(1, 1);
    if (!result.failed.empty()) return "failed: " + result.failed.begin()->second.args[0].second;
    for (std::size_t v = 0; v < verdicts; ++v)
        if (result.counts[0][v] == 1) return verdict_words[v];
    return "nothing";
}

void write(const std::filesystem::path& file, const std::string& text) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

void write_things(const std::filesystem::path& folder, const std::string& schema,
                  const std::string& checklist) {
    write(folder / "things.toml", schema);
    write(folder / "list.toml", checklist);
    write(folder / "schouw.toml",
          "organisation = \"Test\"\nregisters = [\"./things.toml\"]\n"
          "checklists = [\"./list.toml\"]\n[sources.things]\nfile = \"things.csv\"\n");
}

}  // namespace schouw::test
