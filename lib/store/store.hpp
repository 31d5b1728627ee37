// SPDX-License-Identifier: EUPL-1.2
// The memory of a workspace: one SQLite file, opened for one writer or for readers.
#pragma once
#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace schouw {

// Holds the lock of a workspace for as long as it lives.
class Lock {
public:
    // Throws Error(busy) when another process holds it.
    explicit Lock(const std::filesystem::path& store);
    ~Lock();
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;

private:
    int fd_ = -1;
};

class Store {
public:
    enum class Mode { write, read };
    // Write makes the file (mode 0600) and its tables when they are absent. Read throws
    // Error(usage) "store.absent" then. A store of an earlier version is brought up to date first
    // (store/migrate.hpp), in both. Throws Error(tampered) for a file that is no store of ours
    // or is damaged, Error(usage) for a store of a newer version.
    Store(const std::filesystem::path& path, Mode mode);

    SQLite::Database& db() { return *db_; }
    // The number in the first cell of a query, 0 for none.
    long long number(const std::string& sql);

private:
    std::unique_ptr<Lock> lock_;
    std::unique_ptr<SQLite::Database> db_;
};

// Appends to the journal inside the caller's transaction. Returns the entry's hash: SHA-256 over
// the previous entry's hash and the payload's bytes.
std::string append_journal(Store& store, const std::string& kind, const std::string& payload);

// The hash of an entry: over the hash of the one before it (empty for the first) and its payload.
std::string chained(const std::string& before, std::string_view payload);

struct JournalEntry {
    std::string kind;
    std::string payload;
    std::string hash;
};
// Empty when there is no such entry.
JournalEntry journal_entry(Store& store, long long seq);

// The first entry whose hash does not follow from the one before it; 0 when all do.
long long first_broken_entry(Store& store);

}  // namespace schouw
