// SPDX-License-Identifier: EUPL-1.2
#include "findings/import.hpp"

#include "base/date.hpp"

namespace schouw {
namespace {

// One register: every row goes to the snapshot, what is a record to the database as well.
void read_register(const Schema& schema, const Source& source, const Workspace& workspace,
                   const ReadingWords& words, SnapshotWriter& snapshot, RunDb* database,
                   SourceRead& result) {
    RegisterReader reader(schema, source, workspace.folder, words,
                          [&](const Remark& remark) { snapshot.remark(remark); });
    const auto refuse = [&](Record& record, const char* why) {
        record.refused = why;
        snapshot.refuse(record);
    };
    Record record;
    while (reader.next(record)) {
        if (record.refused != nullptr) {
            refuse(record, record.refused);
        } else if (!snapshot.put(record)) {
            refuse(record, "row.double_key");
            auto& totals = reader.result().totals;
            --totals.accepted;
            ++totals.refused;
            ++totals.remarks;
            snapshot.remark({record.row, -1, "row.double_key", record.key, "", true});
        } else if (database != nullptr) {
            database->put(record);
        }
    }
    result = reader.result();
    const Totals& totals = result.totals;
    if (totals.accepted + totals.refused == 0 && source.only.empty())
        fail(Exit::io, "csv.no_rows", {}, {source.file, "", result.header_row, 0});
}

// The first record of each double key is refused as well: which one is right is not for us.
void settle_doubles(SnapshotWriter& snapshot, RunDb* database, SourceRead& result) {
    std::map<std::string, long> first_rows;
    if (database != nullptr) first_rows = database->remove(snapshot.doubles());
    const auto doubles = static_cast<long long>(snapshot.doubles().size());
    result.totals.accepted -= doubles;
    result.totals.refused += doubles;
    result.totals.remarks += doubles;
    for (const auto& key : snapshot.doubles()) {
        const auto row = first_rows.find(key);
        snapshot.remark(
            {row == first_rows.end() ? 0 : row->second, -1, "row.double_key", key, "", true});
    }
    snapshot.end(result, first_rows);
}

}  // namespace

bool Imported::complete() const {
    for (const auto& source : sources)
        if (source.state != ReadState::not_configured && !source.whole()) return false;
    return true;
}

long long bytes_of_sources(const Workspace& workspace) {
    long long bytes = 0;
    for (const auto& [id, source] : workspace.sources) {
        std::error_code error;
        const auto size = std::filesystem::file_size(workspace.folder / source.file, error);
        if (!error) bytes += static_cast<long long>(size);
    }
    return bytes;
}

Imported import_sources(const Workspace& workspace, const Schemas& schemas, Store& store,
                        const std::string& as_of, RunDb* database, const Program* program) {
    const ReadingWords words = load_reading_words();
    SnapshotWriter snapshot(store, as_of, iso_moment(now_seconds()));
    Imported imported;
    static const std::set<std::string> none;
    const auto of = [&](const auto& map, const std::string& id) -> const std::set<std::string>& {
        const auto at = map.find(id);
        return at == map.end() ? none : at->second;
    };
    for (const auto& [id, schema] : schemas) {
        SourceRead result;
        result.register_id = id;
        snapshot.begin(id);
        if (database != nullptr)
            database->begin(schema, program != nullptr ? of(program->needed, id) : none);
        const auto source = workspace.sources.find(id);
        if (source != workspace.sources.end()) {
            result.file = source->second.file;
            try {
                read_register(schema, source->second, workspace, words, snapshot, database, result);
            } catch (const Error& error) {
                if (error.exit != Exit::io || !error.message.key.starts_with("file.")) {
                    if (!error.message.key.starts_with("csv.") &&
                        !error.message.key.starts_with("header."))
                        throw;
                }
                snapshot.discard();
                result.totals = {};
                result.state = ReadState::failed;
                result.failure = error.message;
            }
        }
        settle_doubles(snapshot, database, result);
        if (database != nullptr)
            database->end(program != nullptr ? of(program->indexed, id) : none);
        imported.sources.push_back(std::move(result));
    }
    if (database != nullptr) database->finish();
    imported.snapshot = snapshot.commit();
    return imported;
}

}  // namespace schouw
