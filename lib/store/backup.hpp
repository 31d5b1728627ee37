// SPDX-License-Identifier: EUPL-1.2
// A store in use in, a checked copy of it as one file out.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "store/history.hpp"

namespace schouw {

struct Backup {
    std::uintmax_t bytes = 0;
    std::string sha256;                     // of the file
    long long entries = 0;                  // of the journal
    std::string head;                       // the hash of its last entry
    std::map<std::string, long long> rows;  // of every table
    std::optional<RunInfo> run;             // the last one
};

// Copies the store as it is at one moment, while others may write to it, then reads the copy:
// SQLite's own check, the chain of the journal, and as many rows in every table as the store had.
// The file is written beside its target and renamed, mode 0600, and stands on its own (no -wal).
// Throws Error(usage): the file is there and not `overwrite`, is a link, no regular file, or the
// store itself or one of its side files. Throws Error(tampered) when the store or the copy does not
// hold together: then there is no new file. Error(io) for a disk that is full.
Backup backup_store(const std::filesystem::path& store, const std::filesystem::path& file,
                    bool overwrite);

}  // namespace schouw
