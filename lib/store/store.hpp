// SPDX-License-Identifier: EUPL-1.2
// The memory of a workspace: one SQLite file, opened for one writer or for readers.
#pragma once
#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "store/lock.hpp"

namespace schouw {

class Store {
public:
    enum class Mode { write, read, inspect };
    // Write makes the file (mode 0600) and its tables when they are absent, and holds the lock of
    // the workspace. Read and inspect throw Error(usage) "store.absent" then. Read verifies all
    // that the journal commits to (store/verify.hpp), so that no damaged history is ever told as a
    // sound one; inspect is for those who look into a damaged one. A store of an earlier version is
    // brought up to date first (store/migrate.hpp), in all three. Throws Error(tampered) for a file
    // that is no store of ours or is damaged, Error(usage) for a store of a newer version,
    // Error(busy) when another writes, Error(io) for a store that may not be used (store/lock.hpp).
    Store(const std::filesystem::path& path, Mode mode, Patience patience = no_patience);

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

}  // namespace schouw
