// SPDX-License-Identifier: EUPL-1.2
// One run at a time: the lock of a workspace, and what must be true of the files it guards.
#pragma once
#include <filesystem>

namespace schouw {

// How long a run waits for another one: so many seconds, not at all, or without end.
using Patience = long;
constexpr Patience no_patience = 0;
constexpr Patience endless_patience = -1;

// Holds the lock of a workspace for as long as it lives; the kernel frees it when the process ends,
// however it ends. The file <store>.lock stays.
class Lock {
public:
    // Throws Error(busy) when another process holds it and goes on holding it; Error(io) when the
    // lock cannot be made. A signal that ends the process ends the wait.
    Lock(const std::filesystem::path& store, Patience patience);
    ~Lock();
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;

private:
    int fd_ = -1;
};

// Throws Error(io) for a store, or a journal of it, that is a link, has a second name (SQLite finds
// the journal by the name of the store) or is no regular file. What is absent is fine.
void refuse_unsafe_store(const std::filesystem::path& store);

// Root that writes in the folder of somebody else would leave files there that the owner cannot
// open: throws Error(io) naming the owner.
void refuse_root_for_others(const std::filesystem::path& store);

}  // namespace schouw
