// SPDX-License-Identifier: EUPL-1.2
#include "findings/import.hpp"

#include <algorithm>
#include <utility>

#include "base/date.hpp"
#include "base/pipeline.hpp"

namespace schouw {
namespace {

constexpr std::size_t rows_per_piece = 256;

// Rows on their way from the reader to the store.
struct Piece {
    std::vector<Written> rows;
    std::vector<Remark> remarks;
};

// Reads the source: records go to the database here, all rows are pushed on to the store.
SourceRead read_source(const Schema& schema, const Source& source, const Workspace& workspace,
                       const ReadingWords& words, RunDb* database,
                       const std::function<bool(Piece&&)>& push) {
    Piece piece;
    RegisterReader reader(schema, source, workspace.folder, words,
                          [&](const Remark& remark) { piece.remarks.push_back(remark); });
    Record record;
    while (reader.next(record)) {
        if (record.refused == nullptr && database != nullptr) database->put(record);
        piece.rows.push_back(std::move(record));
        if (piece.rows.size() < rows_per_piece && piece.remarks.size() < rows_per_piece) continue;
        if (!push(std::exchange(piece, {}))) break;
    }
    push(std::move(piece));
    return reader.result();
}

void keep(const Piece& piece, SnapshotWriter& snapshot, Totals& doubles) {
    for (const auto& remark : piece.remarks) {
        const auto record =
            std::lower_bound(piece.rows.begin(), piece.rows.end(), remark.row,
                             [](const Written& one, long row) { return one.row < row; });
        const bool of_record =
            record != piece.rows.end() && record->row == remark.row && record->refused == nullptr;
        snapshot.remark(remark, of_record ? record->key : "");
    }
    for (const auto& row : piece.rows) {
        if (row.refused != nullptr) {
            snapshot.refuse(row);
        } else if (!snapshot.put(row)) {
            snapshot.refuse({row.row, row.key, row.cells, "row.double_key"});
            snapshot.remark({row.row, -1, "row.double_key", row.key, "", true});
            --doubles.accepted;
            ++doubles.refused;
            ++doubles.remarks;
        }
    }
}

// One register: every row goes to the snapshot, what is a record to the database as well. Reading
// and keeping are two threads.
void read_register(const Schema& schema, const Source& source, const Workspace& workspace,
                   const ReadingWords& words, SnapshotWriter& snapshot, RunDb* database,
                   SourceRead& result) {
    Totals doubles;
    pipeline<Piece>(
        [&](const auto& push) {
            result = read_source(schema, source, workspace, words, database, push);
        },
        [&](Piece&& piece) { keep(piece, snapshot, doubles); });
    Totals& totals = result.totals;
    totals.accepted += doubles.accepted;
    totals.refused += doubles.refused;
    totals.remarks += doubles.remarks;
    if (totals.accepted + totals.refused == 0 && source.only.empty())
        fail(Exit::io, "csv.no_rows", {}, {source.file, "", result.header_row, 0});
}

void take_filled(const Filled& filled, SnapshotWriter& snapshot, RunDb* database,
                 SourceRead& result) {
    result = filled.read;
    for (const auto& record : filled.records) {
        snapshot.put(record);
        if (database != nullptr) database->put(record);
    }
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
                        const std::string& as_of, RunDb* database, const Program* program,
                        const Filled* filled) {
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
        if (filled != nullptr && filled->schema == &schema)
            take_filled(*filled, snapshot, database, result);
        const auto source = workspace.sources.find(id);
        if (source != workspace.sources.end()) {
            result.file = source->second.file;
            try {
                read_register(schema, source->second, workspace, words, snapshot, database, result);
            } catch (const Error& error) {
                const std::string& key = error.message.key;
                const bool ours = key.starts_with("store.") || key.starts_with("run.");
                if (error.exit != Exit::io || ours) throw;  // it is not the source
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
