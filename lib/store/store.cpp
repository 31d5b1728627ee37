// SPDX-License-Identifier: EUPL-1.2
#include "store/store.hpp"

#include <sqlite3.h>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "store/migrate.hpp"
#include "store/store_error.hpp"
#include "store/verify.hpp"

namespace schouw {
namespace embedded {
extern const char* const store_schema;  // written by CMake from schema.sql
}

namespace {

constexpr int application_id = 0x5343484f;  // "SCHO"

[[noreturn]] void not_ours(const std::filesystem::path& path) {
    fail(Exit::tampered, "store.not_ours", {}, {path.string(), "", 0, 0});
}

void create(SQLite::Database& db) {
    SQLite::Transaction transaction(db);
    db.exec(embedded::store_schema);
    db.exec("PRAGMA application_id=" + std::to_string(application_id));
    db.exec("PRAGMA user_version=" + std::to_string(store_version));
    transaction.commit();
}

// The version of the file: that of today for one that is new, which is made. Throws for a file
// that is no store of ours, and for a newer one.
int version_of(SQLite::Database& db, const std::filesystem::path& path, bool may_create) {
    const int id = db.execAndGet("PRAGMA application_id").getInt();
    const int found = db.execAndGet("PRAGMA user_version").getInt();
    const bool fresh =
        id == 0 && found == 0 && db.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0;
    if (fresh && may_create) {
        create(db);
        return store_version;
    }
    if (id != application_id || found < 1) not_ours(path);
    if (found > store_version)
        fail(Exit::usage, "store.newer",
             {{"found", std::to_string(found)}, {"known", std::to_string(store_version)}},
             {path.string(), "", 0, 0});
    return found;
}

void require_intact(Store& store, const std::filesystem::path& path) {
    const Verification seen = verify(store);
    if (!seen.intact())
        fail(Exit::tampered, "store.not_intact",
             {{"n", std::to_string(static_cast<long long>(seen.problems.size()) + seen.more)}},
             {path.string(), "", 0, 0});
}

// A first run that was killed may leave an empty file.
bool there(const std::filesystem::path& path) {
    std::error_code error;
    const auto status = std::filesystem::symlink_status(path, error);
    return std::filesystem::exists(status) && !(std::filesystem::is_regular_file(status) &&
                                                std::filesystem::file_size(path, error) == 0);
}

}  // namespace

Store::Store(const std::filesystem::path& path, Mode mode, Patience patience) {
    if (mode != Mode::write && !there(path))
        fail(Exit::usage, "store.absent", {}, {path.string(), "", 0, 0});
    if (mode == Mode::write) {
        refuse_root_for_others(path);
        lock_ = std::make_unique<Lock>(path, patience);
    }
    refuse_unsafe_store(path);
    try {
        // One thread at a time uses the store: SQLite's own mutexes are not needed.
        const int flags = SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX |
                          (mode == Mode::write ? SQLite::OPEN_CREATE : 0);
        db_ = std::make_unique<SQLite::Database>(path.string(), flags, 5000);
        sqlite3_db_config(db_->getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        sqlite3_db_config(db_->getHandle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
        const int found = version_of(*db_, path, mode == Mode::write);
        if (found < store_version) {
            refuse_root_for_others(path);
            if (!lock_) lock_ = std::make_unique<Lock>(path, patience);
            if (version_of(*db_, path, false) < store_version) migrate(*this, path, found);
            if (mode != Mode::write) lock_.reset();
        }
        if (mode == Mode::write) {
            // What a first import writes is new to the file: a rollback journal stays almost empty,
            // and nothing is written twice.
            const bool first = number("SELECT count(*) FROM snapshot") == 0;
            db_->exec(first ? "PRAGMA journal_mode=DELETE" : "PRAGMA journal_mode=WAL");
            db_->exec("PRAGMA synchronous=FULL");
            db_->exec("PRAGMA foreign_keys=ON");
        } else {
            db_->exec("PRAGMA query_only=ON");
        }
        // All of the history of a large register: reading it again and again costs a third of a
        // verification.
        db_->exec("PRAGMA cache_size=-65536");
        if (mode == Mode::read) require_intact(*this, path);
    } catch (const SQLite::Exception& error) {
        throw store_error(error, path);
    }
}

long long Store::number(const std::string& sql) {
    SQLite::Statement query(*db_, sql);
    return query.executeStep() && !query.getColumn(0).isNull() ? query.getColumn(0).getInt64() : 0;
}

std::string chained(const std::string& before, std::string_view payload) {
    Sha256 hash;
    hash.add(before);
    hash.add(payload);
    return hex(hash.finish());
}

std::string append_journal(Store& store, const std::string& kind, const std::string& payload) {
    std::string before;
    SQLite::Statement last(store.db(), "SELECT hash FROM journal ORDER BY seq DESC LIMIT 1");
    if (last.executeStep()) before = last.getColumn(0).getString();
    const std::string hash = chained(before, payload);
    SQLite::Statement insert(store.db(),
                             "INSERT INTO journal(kind, payload, hash) VALUES (?, ?, ?)");
    insert.bind(1, kind);
    insert.bind(2, payload.data(), static_cast<int>(payload.size()));
    insert.bind(3, hash);
    insert.exec();
    return hash;
}

JournalEntry journal_entry(Store& store, long long seq) {
    SQLite::Statement find(store.db(), "SELECT kind, payload, hash FROM journal WHERE seq = ?");
    find.bind(1, static_cast<int64_t>(seq));
    if (!find.executeStep()) return {};
    return {find.getColumn(0).getString(), find.getColumn(1).getString(),
            find.getColumn(2).getString()};
}

}  // namespace schouw
