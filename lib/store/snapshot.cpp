// SPDX-License-Identifier: EUPL-1.2
#include "store/snapshot.hpp"

#include <nlohmann/json.hpp>

namespace schouw {
namespace {

using Json = nlohmann::ordered_json;

const char* const find_sql = R"(
    SELECT id, digest, from_snapshot FROM record
    WHERE register = ? AND record_key = ? AND to_snapshot IS NULL)";
const char* const insert_sql = R"(
    INSERT OR IGNORE INTO record(register, record_key, digest, cells, from_snapshot)
    VALUES (?, ?, ?, ?, ?))";
const char* const close_sql = "UPDATE record SET to_snapshot = ? WHERE id = ?";
const char* const refuse_sql =
    "INSERT INTO refused_row(snapshot, register, row, reason, cells) VALUES (?, ?, ?, ?, ?)";
const char* const remark_sql = R"(
    INSERT INTO remark(snapshot, register, row, cell, key, value, meant, doubt)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?))";
const char* const source_sql = R"(
    INSERT INTO source_read(snapshot, register, file, state, failure, sha256, format, encoding,
                            delimiter, sheet, header_row, layout, read, accepted, refused, ignored,
                            remarks)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))";

// What the columns showed stands with the header, by cell: cells are read by it again.
std::string layout_json(const SourceRead& read) {
    Json layout{{"names", read.header.names}, {"ids", read.header.ids}};
    for (std::size_t i = 0; i < read.habits.size(); ++i)
        for (const auto& [name, fact] : habit_facts)
            if (read.habits[i].*fact)
                layout["habits"][static_cast<std::size_t>(read.header.cell_of[i])].push_back(name);
    return layout.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

SnapshotWriter::SnapshotWriter(Store& store, const std::string& as_of,
                               const std::string& recorded_at)
    : store_(store),
      transaction_(store.db(), SQLite::TransactionBehavior::IMMEDIATE),
      as_of_(as_of),
      recorded_at_(recorded_at) {
    before_ = store.number("SELECT max(id) FROM snapshot");
    id_ = before_ + 1;
    SQLite::Statement head(store.db(), "INSERT INTO snapshot VALUES (?, ?, ?, '')");
    head.bind(1, static_cast<int64_t>(id_));
    head.bind(2, recorded_at);
    head.bind(3, as_of);
    head.exec();
    const auto prepare = [&](const char* sql) {
        return std::make_unique<SQLite::Statement>(store_.db(), sql);
    };
    find_ = prepare(find_sql);
    insert_ = prepare(insert_sql);
    close_ = prepare(close_sql);
    refuse_ = prepare(refuse_sql);
    remark_ = prepare(remark_sql);
}

void SnapshotWriter::begin(const std::string& register_id) {
    store_.db().exec("SAVEPOINT register_read");
    changed_before_ = changed_;
    register_ = register_id;
    doubles_.clear();
    records_ = Sha256();
    SQLite::Statement any(store_.db(),
                          "SELECT 1 FROM record WHERE register = ? AND to_snapshot IS NULL");
    any.bind(1, register_id);
    first_import_ = !any.executeStep();
    insert_->reset();
    insert_->bindNoCopy(1, register_);
    insert_->bind(5, static_cast<int64_t>(id_));
}

void SnapshotWriter::discard() {
    for (auto* statement : {&find_, &insert_, &close_, &refuse_, &remark_}) (*statement)->reset();
    store_.db().exec("ROLLBACK TO register_read");
    changed_ = changed_before_;
    doubles_.clear();
    records_ = Sha256();
}

void SnapshotWriter::insert(const Written& record, const std::string& digest) {
    insert_->reset();
    insert_->bindNoCopy(2, record.key);
    insert_->bindNoCopy(3, digest.data(), static_cast<int>(digest.size()));
    insert_->bindNoCopy(4, record.cells);
    if (insert_->exec() == 0)
        doubles_.insert(record.key);
    else
        changed_ = true;
}

bool SnapshotWriter::put(const Written& record) {
    const std::string digest = quick_digest(record.cells);
    records_.add(digest);
    if (first_import_) {
        insert(record, digest);
        return !doubles_.contains(record.key);
    }
    find_->reset();
    find_->bindNoCopy(1, register_);
    find_->bindNoCopy(2, record.key);
    if (!find_->executeStep()) {
        insert(record, digest);
        return true;
    }
    const auto id = static_cast<std::size_t>(find_->getColumn(0).getInt64());
    if (seen_.size() <= id) seen_.resize(id + 1 + id / 2);
    if (find_->getColumn(2).getInt64() == id_ || seen_[id]) {
        doubles_.insert(record.key);
        return false;
    }
    seen_[id] = true;
    const auto known = find_->getColumn(1);
    if (std::string_view(static_cast<const char*>(known.getBlob()),
                         static_cast<std::size_t>(known.getBytes())) == digest)
        return true;
    close_->reset();
    close_->bind(1, static_cast<int64_t>(id_));
    close_->bind(2, static_cast<int64_t>(id));
    close_->exec();
    insert(record, digest);
    return true;
}

void SnapshotWriter::refuse(const Written& record) {
    records_.add(record.cells);
    refuse_->reset();
    refuse_->bind(1, static_cast<int64_t>(id_));
    refuse_->bind(2, register_);
    refuse_->bind(3, static_cast<int64_t>(record.row));
    refuse_->bind(4, std::string(record.refused));
    refuse_->bind(5, record.cells);
    refuse_->exec();
}

void SnapshotWriter::remark(const Remark& remark) {
    remark_->reset();
    remark_->bind(1, static_cast<int64_t>(id_));
    remark_->bind(2, register_);
    remark_->bind(3, static_cast<int64_t>(remark.row));
    remark_->bind(4, remark.column);
    remark_->bind(5, remark.key);
    remark_->bind(6, remark.value);
    remark_->bind(7, remark.meant);
    remark_->bind(8, remark.doubt ? 1 : 0);
    remark_->exec();
}

// Versions that were current and whose record is not in the file any more end here.
void SnapshotWriter::close_gone() {
    std::vector<int64_t> gone;
    SQLite::Statement known(store_.db(), R"(
        SELECT id FROM record WHERE register = ? AND to_snapshot IS NULL AND from_snapshot <> ?)");
    known.bind(1, register_);
    known.bind(2, static_cast<int64_t>(id_));
    while (known.executeStep()) {
        const auto id = static_cast<std::size_t>(known.getColumn(0).getInt64());
        if (id >= seen_.size() || !seen_[id]) gone.push_back(known.getColumn(0).getInt64());
    }
    for (const auto id : gone) {
        close_->reset();
        close_->bind(1, static_cast<int64_t>(id_));
        close_->bind(2, id);
        close_->exec();
        changed_ = true;
    }
}

void SnapshotWriter::end(const SourceRead& read, const std::map<std::string, long>& first_rows) {
    for (const auto& key : doubles_) {
        const auto first = first_rows.find(key);
        SQLite::Statement keep(store_.db(), R"(
            INSERT INTO refused_row SELECT ?1, register, ?2, 'row.double_key', cells FROM record
            WHERE register = ?3 AND record_key = ?4 AND from_snapshot = ?1)");
        keep.bind(1, static_cast<int64_t>(id_));
        keep.bind(2, static_cast<int64_t>(first == first_rows.end() ? 0 : first->second));
        keep.bind(3, register_);
        keep.bind(4, key);
        keep.exec();
        SQLite::Statement drop(store_.db(), R"(
            DELETE FROM record WHERE register = ? AND record_key = ? AND from_snapshot = ?)");
        drop.bind(1, register_);
        drop.bind(2, key);
        drop.bind(3, static_cast<int64_t>(id_));
        drop.exec();
        SQLite::Statement reopen(store_.db(), R"(
            UPDATE record SET to_snapshot = NULL
            WHERE register = ? AND record_key = ? AND to_snapshot = ?)");
        reopen.bind(1, register_);
        reopen.bind(2, key);
        reopen.bind(3, static_cast<int64_t>(id_));
        reopen.exec();
    }
    if (read.whole()) close_gone();
    const char* const states[] = {"not_configured", "failed", "read"};
    const std::string state = states[static_cast<int>(read.state)];
    const std::string layout = layout_json(read);
    for (const auto& part :
         {read.register_id, read.file, read.origin.sheet, state, read.failure.key, read.sha256,
          std::to_string(read.header_row), layout, std::to_string(read.totals.accepted)})
        sources_.add_field(part);
    sources_.add_field(hex(records_.finish()));
    SQLite::Statement row(store_.db(), source_sql);
    row.bind(1, static_cast<int64_t>(id_));
    row.bind(2, read.register_id);
    row.bind(3, read.file);
    row.bind(4, state);
    if (!read.failure.key.empty()) {
        Json args = Json::object();
        for (const auto& [name, value] : read.failure.args) args[name] = value;
        row.bind(5, Json{{"key", read.failure.key}, {"args", args}, {"row", read.failure.place.row}}
                        .dump(-1, ' ', false, Json::error_handler_t::replace));
    }
    row.bind(6, read.sha256);
    int column = 7;
    for (const auto& text :
         {read.origin.format, read.origin.encoding, read.origin.delimiter, read.origin.sheet})
        row.bind(column++, text);
    row.bind(column++, static_cast<int64_t>(read.header_row));
    row.bind(column++, layout);
    for (const auto total : {read.totals.read, read.totals.accepted, read.totals.refused,
                             read.totals.ignored, read.totals.remarks})
        row.bind(column++, static_cast<int64_t>(total));
    row.exec();
    for (auto* statement : {&find_, &insert_, &close_, &refuse_, &remark_}) (*statement)->reset();
    store_.db().exec("RELEASE register_read");
}

bool SnapshotWriter::same_as_before(const std::string& digest) const {
    if (changed_ || before_ == 0) return false;
    SQLite::Statement last(store_.db(), "SELECT digest FROM snapshot WHERE id = ?");
    last.bind(1, static_cast<int64_t>(before_));
    return last.executeStep() && last.getColumn(0).getString() == digest;
}

Snapshot SnapshotWriter::commit() {
    const std::string digest = hex(sources_.finish());
    for (auto* statement : {&find_, &insert_, &close_, &refuse_, &remark_}) statement->reset();
    if (same_as_before(digest)) {
        store_.db().exec("ROLLBACK");  // the transaction's destructor finds nothing to undo
        return {before_, digest, false};
    }
    SQLite::Statement head(store_.db(), "UPDATE snapshot SET digest = ? WHERE id = ?");
    head.bind(1, digest);
    head.bind(2, static_cast<int64_t>(id_));
    head.exec();
    append_journal(
        store_, "import",
        Json{
            {"snapshot", id_}, {"as_of", as_of_}, {"recorded_at", recorded_at_}, {"digest", digest}}
            .dump());
    transaction_.commit();
    return {id_, digest, true};
}

}  // namespace schouw
