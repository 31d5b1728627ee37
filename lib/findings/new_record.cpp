// SPDX-License-Identifier: EUPL-1.2
#include "findings/new_record.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "findings/dry_run.hpp"
#include "findings/wording.hpp"
#include "intake/append.hpp"

namespace schouw {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_bytes = 256 << 20;  // of a register of answers

using Cells = std::map<std::string, std::string>;  // column → what is written in it

constexpr const char* not_applicable = "n.v.t.";

// As it is written: choices by their titles, yes and no in words.
Cells written(const Schema& schema, const NewRow& row, Language language) {
    Cells cells = row.cells;
    for (auto& [id, text] : cells) {
        const auto at = schema.find(id);
        if (!at || text == not_applicable) continue;
        const Column& column = schema.columns[*at];
        for (const auto& choice : column.choices)
            if (choice.id == text && column.type == Type::choice) text = choice.title.in(language);
        if (column.type != Type::boolean) continue;
        const bool dutch = language == Language::nl;
        text = text == "1" ? (dutch ? "ja" : "yes") : (dutch ? "nee" : "no");
    }
    return cells;
}

// The cells in the order of the header that is there.
std::vector<std::string> in_order(const Schema& schema, const Source& source,
                                  const HeaderMatch& header, const Cells& cells,
                                  const std::set<std::string>& optional) {
    std::vector<std::string> row(header.names.size());
    for (std::size_t i = 0; i < row.size(); ++i)
        for (const auto& [name, value] : source.only)
            if (fold(name) == fold(header.names[i])) row[i] = value;
    for (const auto& [column, text] : cells) {
        const auto at = schema.find(column);
        const int cell = at ? header.cell_of[*at] : -1;
        if (cell < 0 && optional.contains(column)) continue;
        if (cell < 0)
            fail(Exit::usage, "record.no_column",
                 {{"column", at ? schema.columns[*at].title.nl : column}}, {source.file, "", 0, 0});
        row[static_cast<std::size_t>(cell)] = text;
    }
    return row;
}

std::string key_of(const Schema& schema, const NewRow& row) {
    if (schema.key.size() == 1) return row.cells.at(schema.columns[schema.key.front()].id);
    std::string key = "[";
    for (const auto column : schema.key) {
        if (key.size() > 1) key += ',';
        append_json(key, row.cells.at(schema.columns[column].id));
    }
    return key + "]";
}

const SourceRead& read_of(const DryRun& dry, const std::string& register_id) {
    return *std::find_if(dry.imported.sources.begin(), dry.imported.sources.end(),
                         [&](const SourceRead& one) { return one.register_id == register_id; });
}

// The row as it is read back is what was meant, word for word.
bool same_row(DryRun& dry, const Schema& schema, const std::string& key, const NewRow& meant,
              const HeaderMatch& header) {
    const Statement row =
        dry.database->prepare("SELECT * FROM \"" + schema.id + "\" WHERE _key = ?");
    sqlite3_bind_text(row.get(), 1, key.data(), static_cast<int>(key.size()), SQLITE_STATIC);
    if (sqlite3_step(row.get()) != SQLITE_ROW) return false;
    for (int i = 0; i < sqlite3_column_count(row.get()); ++i) {
        const auto cell = meant.cells.find(sqlite3_column_name(row.get(), i));
        if (cell == meant.cells.end() || header.cell_of[*schema.find(cell->first)] < 0) continue;
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(row.get(), i));
        if (cell->second == not_applicable ? text != nullptr
                                           : text == nullptr || trim(cell->second) != text)
            return false;
    }
    return true;
}

void write_keeping_mode(const fs::path& path, const std::string& bytes) {
    std::error_code error;
    const fs::path real = fs::exists(path, error) ? fs::canonical(path) : path;
    const auto before = fs::status(real, error);
    write_file(real, bytes);
    if (fs::exists(before)) fs::permissions(real, before.permissions(), error);
}

}  // namespace

Source source_for(const Setup& setup, const Schema& schema) {
    const auto known = setup.workspace.sources.find(schema.id);
    if (known != setup.workspace.sources.end()) return known->second;
    Source source;
    source.register_id = schema.id;
    source.file = "registers/" + schema.id + ".csv";
    return source;
}

NewRecord compose_records(const Setup& setup, const Schema& schema, const std::vector<NewRow>& rows,
                          Language language) {
    NewRecord composed;
    const Source source = source_for(setup, schema);
    composed.file = source.file;
    composed.path = setup.workspace.folder / source.file;
    if (!setup.workspace.sources.contains(schema.id))
        composed.toml = "[sources." + schema.id + "]\nfile = \"" + source.file + "\"\n";
    composed.created = !fs::exists(composed.path);
    if (composed.created) {
        composed.bytes = csv_header(schema, language);
        for (const auto& row : rows) {
            const Cells cells = written(schema, row, language);
            std::vector<std::string> next;
            for (const auto& column : schema.columns)
                next.push_back(cells.contains(column.id) ? cells.at(column.id) : "");
            composed.bytes = with_row(composed.bytes, {}, next);
        }
        return composed;
    }
    const DataFile data(composed.path, source.file, source.wish, false);
    if (data.csv() == nullptr) fail(Exit::usage, "record.not_csv", {}, {source.file, "", 0, 0});
    const ReadingWords words = load_reading_words();
    const RegisterReader reader(schema, source, setup.workspace.folder, words,
                                [](const Remark&) {});
    composed.bytes = read_file(composed.path, most_bytes);
    for (const auto& row : rows) try {
            const Cells cells = written(schema, row, language);
            composed.bytes =
                with_row(composed.bytes, data.csv()->dialect(),
                         in_order(schema, source, reader.result().header, cells, row.optional));
        } catch (Error& error) {
            error.message.place.file = source.file;
            throw;
        }
    return composed;
}

std::vector<RecordFault> faults_of(const Setup& setup, const Schema& schema,
                                   const std::vector<NewRow>& rows, const NewRecord& composed,
                                   const std::string& day, const Catalogue& words) {
    std::vector<const Check*> checks;
    for (const auto& check : setup.law.checks)
        if (check.register_id == schema.id && in_force(check, setup.law.norms, day))
            checks.push_back(&check);
    std::set<std::string> columns;
    for (const auto& column : schema.columns) columns.insert(column.id);
    long long accepted = 0, refused = 0;
    if (!composed.created) {
        Workspace before = setup.workspace;
        before.sources = {{schema.id, source_for(setup, schema)}};
        const DryRun dry = dry_run(setup, before, {}, day, {{schema.id, columns}});
        accepted = read_of(dry, schema.id).totals.accepted;
        refused = read_of(dry, schema.id).totals.refused;
    }
    const PrivateFolder aside;
    const fs::path copy = aside.path / fs::path(composed.file).filename();
    write_file(copy, composed.bytes);
    Workspace after = setup.workspace;
    after.sources[schema.id] = source_for(setup, schema);
    after.sources[schema.id].file = copy.string();
    DryRun dry = dry_run(setup, after, checks, day, {{schema.id, columns}});
    const SourceRead& read = read_of(dry, schema.id);
    std::map<std::string, std::size_t> keys;
    for (std::size_t i = 0; i < rows.size(); ++i) keys[key_of(schema, rows[i])] = i;
    bool same = read.state == ReadState::read && read.totals.refused == refused &&
                read.totals.accepted == accepted + static_cast<long long>(rows.size());
    for (const auto& [key, i] : keys)
        same = same && same_row(dry, schema, key, rows[i], read.header);
    if (!same) fail(Exit::usage, "record.not_read_back", {}, {composed.file, "", 0, 0});
    std::vector<RecordFault> faults;
    for (const auto& hit : dry.hits) {
        const auto row = keys.find(hit.key);
        if (row == keys.end() || hit.verdict != Verdict::not_met) continue;
        const Json said = definition(dry.program.checks[hit.check], setup.law, setup.schemas, day);
        faults.push_back(
            {row->second, checks[hit.check]->id, reason_of(said, hit.facts, day, words, false)});
    }
    return faults;
}

bool write_record(const Setup& setup, const NewRecord& composed) {
    const fs::path toml = setup.workspace.folder / "schouw.toml";
    std::string text;
    bool fits = true;
    if (!composed.toml.empty()) {
        text = read_file(toml, 1 << 20);
        text += (text.empty() || text.back() == '\n' ? "\n" : "\n\n") + composed.toml;
        try {
            parse_toml(text, toml.string());
        } catch (const Error&) {
            fits = false;
        }
    }
    fs::create_directories(composed.path.parent_path());
    write_keeping_mode(composed.path, composed.bytes);
    if (!composed.toml.empty() && fits) write_keeping_mode(toml, text);
    return fits;
}

}  // namespace schouw
