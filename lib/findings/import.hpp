// SPDX-License-Identifier: EUPL-1.2
// The sources of a workspace in; a snapshot in the store and typed records for the checks out.
#pragma once
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "checks/compile.hpp"
#include "checks/rundb.hpp"
#include "findings/filled.hpp"
#include "registers/workspace.hpp"
#include "store/snapshot.hpp"

namespace schouw {

// Bytes of sources from which a private file pays for the temporary database.
constexpr long long large_sources = 8'000'000;

struct Imported {
    Snapshot snapshot;
    std::vector<SourceRead> sources;  // every register, by id
    bool complete() const;            // all that is configured was read, and no row refused
};

// The compiled checks; may wait for them, and throw what is wrong with them. Asked by several
// threads, each after it has found the header of a register.
using AskProgram = std::function<const Program&()>;

// `filled` is what the program reads by itself, instead of a source. Reads each configured source
// once. A source that cannot be read is not an error here: it stands in `sources` with its reason.
// Without a run `program` is empty; the database then only tells where double keys stand.
Imported import_sources(const Workspace& workspace, const Schemas& schemas, Store& store,
                        const std::string& as_of, RunDb* database, const AskProgram& program,
                        const Filled* filled = nullptr);

// All configured sources together, in bytes; absent ones count nothing.
long long bytes_of_sources(const Workspace& workspace);

}  // namespace schouw
