// SPDX-License-Identifier: EUPL-1.2
// A snapshot of the store in, the database that a run judged out.
#pragma once
#include "checks/evaluate.hpp"
#include "checks/rundb.hpp"
#include "store/history.hpp"

namespace schouw {

// What a snapshot has of each register.
struct Loaded {
    Supplied supplied;             // what was read, with its columns
    std::set<std::string> failed;  // registers whose source could not be read then
    long long destroyed = 0;       // records that are not there: their term of retention has ended
};

// Reads every record of the snapshot again, the way its source was read then, with today's schemas
// and words; finish() included. Registers that were not read stay empty. With a program: only the
// columns that it needs, and its indexes; without: all columns, keys and references indexed.
// The database has to be new. For a column of a workbook where numbers and texts both have a mark
// (1.234) the store does not tell which was which: they are read as texts.
Loaded load_snapshot(Store& store, long long snapshot, const Schemas& schemas, RunDb& database,
                     const Program* program = nullptr);

}  // namespace schouw
