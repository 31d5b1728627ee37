// SPDX-License-Identifier: EUPL-1.2
#include "store/snapshot.hpp"

#include <nlohmann/json.hpp>

#include "base/digest.hpp"
#include "store/digests.hpp"
#include "store/places.hpp"

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
const char* const refuse_sql = R"(
    INSERT INTO refused_row(register, row, reason, digest, cells, from_snapshot)
    VALUES (?, ?, ?, ?, ?, ?))";
const char* const remark_sql = R"(
    INSERT INTO remark(register, record_key, row, cell, key, doubt, digest, value, meant,
                       from_snapshot)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?))";
const char* const source_sql = R"(
    INSERT INTO source_read(snapshot, register, file, state, failure, sha256, format, encoding,
                            delimiter, sheet, header_row, layout, read, accepted, refused, ignored,
                            remarks, places)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))";

void bind_blob(SQLite::Statement& statement, int at, const std::string& bytes) {
    statement.bindNoCopy(at, static_cast<const void*>(bytes.data()),
                         static_cast<int>(bytes.size()));
}

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
      recorded_at_(recorded_at),
      refused_(store, "refused_row"),
      remarks_(store, "remark") {
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
    rows_.clear();
    refused_.begin(register_id);
    remarks_.begin(register_id);
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
    rows_.clear();
    refused_.discard();
    remarks_.discard();
}

bool SnapshotWriter::in_file(long long record) const {
    const auto id = static_cast<std::size_t>(record);
    return id < rows_.size() && rows_[id] != 0;
}

void SnapshotWriter::place(long long record, long row) {
    const auto id = static_cast<std::size_t>(record);
    if (rows_.size() <= id) rows_.resize(id + 1 + id / 2);
    rows_[id] = row;
}

// The rows of the register's records, by key; empty when they are those of the import before.
std::string SnapshotWriter::places() {
    std::vector<long> rows;
    SQLite::Statement known(store_.db(), R"(
        SELECT id FROM record WHERE register = ? AND to_snapshot IS NULL ORDER BY record_key)");
    known.bind(1, register_);
    while (known.executeStep()) {
        const auto id = static_cast<std::size_t>(known.getColumn(0).getInt64());
        rows.push_back(id < rows_.size() ? rows_[id] : 0);
    }
    std::string packed = pack_places(rows);
    SQLite::Statement before(store_.db(), R"(
        SELECT places FROM source_read WHERE register = ? AND snapshot < ? AND places <> x''
        ORDER BY snapshot DESC LIMIT 1)");
    before.bind(1, register_);
    before.bind(2, static_cast<int64_t>(id_));
    if (before.executeStep() && before.getColumn(0).getString() == packed) packed.clear();
    return packed;
}

void SnapshotWriter::insert(const Written& record, const std::string& digest) {
    insert_->reset();
    insert_->bindNoCopy(2, record.key);
    insert_->bindNoCopy(3, digest.data(), static_cast<int>(digest.size()));
    insert_->bindNoCopy(4, record.cells);
    if (insert_->exec() == 0) return void(doubles_.insert(record.key));
    ++changed_;
    place(store_.db().getLastInsertRowid(), record.row);
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
    const long long id = find_->getColumn(0).getInt64();
    if (find_->getColumn(2).getInt64() == id_ || in_file(id)) {
        doubles_.insert(record.key);
        return false;
    }
    place(id, record.row);
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
    const std::string row = std::to_string(record.row);
    const std::string reason = record.refused;
    const std::string digest = digest_of_fields({row, reason, record.cells});
    if (refused_.stands(digest)) return;
    refuse_->reset();
    refuse_->bindNoCopy(1, register_);
    refuse_->bind(2, static_cast<int64_t>(record.row));
    refuse_->bindNoCopy(3, reason);
    bind_blob(*refuse_, 4, digest);
    refuse_->bindNoCopy(5, record.cells);
    refuse_->bind(6, static_cast<int64_t>(id_));
    refuse_->exec();
}

void SnapshotWriter::remark(const Remark& remark, const std::string& key) {
    const std::string digest =
        digest_of_fields({register_, key, key.empty() ? std::to_string(remark.row) : "",
                          std::to_string(remark.column), remark.key, remark.doubt ? "1" : "0",
                          remark.value, remark.meant});
    if (remarks_.stands(digest)) return;
    remark_->reset();
    remark_->bindNoCopy(1, register_);
    remark_->bindNoCopy(2, key);
    remark_->bind(3, static_cast<int64_t>(remark.row));
    remark_->bind(4, remark.column);
    remark_->bindNoCopy(5, remark.key);
    remark_->bind(6, remark.doubt ? 1 : 0);
    bind_blob(*remark_, 7, digest);
    remark_->bindNoCopy(8, remark.value);
    remark_->bindNoCopy(9, remark.meant);
    remark_->bind(10, static_cast<int64_t>(id_));
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
        const long long id = known.getColumn(0).getInt64();
        if (!in_file(id)) gone.push_back(id);
    }
    for (const auto id : gone) {
        close_->reset();
        close_->bind(1, static_cast<int64_t>(id_));
        close_->bind(2, id);
        close_->exec();
        ++changed_;
    }
}

// Which of the records with one key is right is not for us: all of them are refused, and what was
// known before this import stands.
void SnapshotWriter::refuse_doubles(const std::map<std::string, long>& first_rows) {
    SQLite::Statement first(store_.db(), R"(
        SELECT id, cells, from_snapshot FROM record
        WHERE register = ? AND record_key = ? AND to_snapshot IS NULL)");
    SQLite::Statement drop(store_.db(), "DELETE FROM record WHERE id = ?");
    SQLite::Statement reopen(store_.db(), R"(
        UPDATE record SET to_snapshot = NULL
        WHERE register = ? AND record_key = ? AND to_snapshot = ?)");
    for (const auto& key : doubles_) {
        const auto row = first_rows.find(key);
        first.reset();
        first.bind(1, register_);
        first.bind(2, key);
        if (!first.executeStep()) continue;
        const std::string cells = first.getColumn(1).getString();
        const auto id = first.getColumn(0).getInt64();
        const bool of_now = first.getColumn(2).getInt64() == id_;
        first.reset();
        refuse({row == first_rows.end() ? 0 : row->second, key, cells, "row.double_key"});
        if (!of_now) continue;
        drop.reset();
        drop.bind(1, id);
        drop.exec();
        --changed_;
        reopen.reset();
        reopen.bind(1, register_);
        reopen.bind(2, key);
        reopen.bind(3, static_cast<int64_t>(id_));
        reopen.exec();
    }
}

void SnapshotWriter::write_source(const SourceRead& read) {
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
    row.bind(column++, static_cast<int64_t>(keep_text(store_, layout)));
    for (const auto total : {read.totals.read, read.totals.accepted, read.totals.refused,
                             read.totals.ignored, read.totals.remarks})
        row.bind(column++, static_cast<int64_t>(total));
    const std::string packed = read.state == ReadState::read ? places() : "";
    bind_blob(row, column, packed);
    row.exec();
}

void SnapshotWriter::end(const SourceRead& read, const std::map<std::string, long>& first_rows) {
    refuse_doubles(first_rows);
    if (read.whole()) close_gone();
    refused_.end(id_);
    remarks_.end(id_);
    write_source(read);
    for (auto* statement : {&find_, &insert_, &close_, &refuse_, &remark_}) (*statement)->reset();
    store_.db().exec("RELEASE register_read");
}

bool SnapshotWriter::same_as_before(const std::string& digest) const {
    if (changed_ > 0 || before_ == 0) return false;
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
    const Json payload = {{"snapshot", id_},
                          {"as_of", as_of_},
                          {"recorded_at", recorded_at_},
                          {"digest", digest},
                          {"changes", digest_of_snapshot(store_, id_)}};
    append_journal(store_, "import", payload.dump());
    transaction_.commit();
    return {id_, digest, true};
}

}  // namespace schouw
