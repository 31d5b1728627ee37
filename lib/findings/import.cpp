// SPDX-License-Identifier: EUPL-1.2
#include "findings/import.hpp"

#include <algorithm>
#include <future>
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
                       const ReadingWords& words, const std::function<RunTable*()>& table_of,
                       const Pipelines<Piece>::Push& push) {
    Piece piece;
    RegisterReader reader(schema, source, workspace.folder, words,
                          [&](const Remark& remark) { piece.remarks.push_back(remark); });
    RunTable* const table = table_of();
    Record record;
    while (reader.next(record)) {
        if (record.refused == nullptr && table != nullptr) table->put(record);
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

// One register: every row goes to the snapshot.
void keep_register(std::size_t i, Pipelines<Piece>& reading, SnapshotWriter& snapshot,
                   const Source* source, SourceRead& result) {
    Totals doubles;
    reading.take(i, [&](Piece&& piece) { keep(piece, snapshot, doubles); });
    Totals& totals = result.totals;
    totals.accepted += doubles.accepted;
    totals.refused += doubles.refused;
    totals.remarks += doubles.remarks;
    if (source != nullptr && totals.accepted + totals.refused == 0 && source->only.empty())
        fail(Exit::io, "csv.no_rows", {}, {source->file, "", result.header_row, 0});
}

void take_filled(const Filled& filled, SnapshotWriter& snapshot, RunTable* table,
                 SourceRead& result) {
    result = filled.read;
    for (const auto& record : filled.records) {
        snapshot.put(record);
        if (table != nullptr) table->put(record);
    }
}

// The first record of each double key is refused as well: which one is right is not for us.
void settle_doubles(SnapshotWriter& snapshot, RunTable* table, SourceRead& result) {
    std::map<std::string, long> first_rows;
    if (table != nullptr) first_rows = table->remove(snapshot.doubles());
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

// A register on its way.
struct Part {
    const Schema* schema = nullptr;
    const Source* source = nullptr;   // null when none is configured
    std::unique_ptr<RunTable> table;  // null when there is no database to fill
};

using ColumnSets = std::map<std::string, std::set<std::string>>;

const std::set<std::string>& columns_of(const AskProgram& program, ColumnSets Program::*which,
                                        const std::string& register_id) {
    static const std::set<std::string> none;
    if (!program) return none;
    const ColumnSets& sets = program().*which;
    const auto at = sets.find(register_id);
    return at == sets.end() ? none : at->second;
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

// Registers are read ahead, several at a time, and kept one after another.
Imported import_sources(const Workspace& workspace, const Schemas& schemas, Store& store,
                        const std::string& as_of, RunDb* database, const AskProgram& program,
                        const Filled* filled) {
    const ReadingWords words = load_reading_words();
    SnapshotWriter snapshot(store, as_of, iso_moment(now_seconds()));
    Imported imported;
    std::vector<Part> parts;
    for (const auto& [id, schema] : schemas) {
        const auto source = workspace.sources.find(id);
        parts.push_back(
            {&schema, source == workspace.sources.end() ? nullptr : &source->second, nullptr});
        SourceRead& result = imported.sources.emplace_back();
        result.register_id = id;
        if (parts.back().source != nullptr) result.file = parts.back().source->file;
    }
    const unsigned readers = std::clamp(std::thread::hardware_concurrency(), 1U, 4U);
    Pipelines<Piece> reading(parts.size(), readers, [&](std::size_t i, const auto& push) {
        Part& part = parts[i];
        const auto table = [&]() -> RunTable* {
            if (database != nullptr)
                part.table = std::make_unique<RunTable>(
                    *database, *part.schema,
                    columns_of(program, &Program::needed, part.schema->id));
            return part.table.get();
        };
        if (part.source != nullptr)
            imported.sources[i] =
                read_source(*part.schema, *part.source, workspace, words, table, push);
        else
            table();
    });
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto& [schema, source, table] = parts[i];
        SourceRead& result = imported.sources[i];
        snapshot.begin(schema->id);
        try {
            keep_register(i, reading, snapshot, source, result);
            if (filled != nullptr && filled->schema == schema)
                take_filled(*filled, snapshot, table.get(), result);
        } catch (const Error& error) {
            const std::string& key = error.message.key;
            const bool ours = key.starts_with("store.") || key.starts_with("run.");
            if (error.exit != Exit::io || ours) throw;  // it is not the source
            snapshot.discard();
            result.totals = {};
            result.state = ReadState::failed;
            result.failure = error.message;
        }
        settle_doubles(snapshot, table.get(), result);
        if (table) table->end(columns_of(program, &Program::indexed, schema->id));
    }
    if (program) program();  // it is compiled on the same connection, and no source may have waited
    // Two databases, so the one can be closed off while the other is.
    std::future<void> finished;
    if (database != nullptr) finished = std::async(std::launch::async, [&] { database->finish(); });
    imported.snapshot = snapshot.commit();
    if (finished.valid()) finished.get();
    return imported;
}

}  // namespace schouw
