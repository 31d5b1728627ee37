// SPDX-License-Identifier: EUPL-1.2
// Two snapshots in; the records that were added, removed, changed and renamed in between out.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "store/cells.hpp"
#include "store/store.hpp"

namespace schouw {

enum class RecordTurn { added, removed, changed, renamed };

// One cell as written before and after. `column`: id, or empty for one that the register does not
// know; then the header says which. A cell that a shorter row lacks is empty.
struct CellChange {
    std::string column;
    std::string header;  // in the later snapshot; of a removed record, in the earlier
    std::string before, after;
};

struct RecordChange {
    std::string register_id;
    std::string key;
    std::string old_key;  // renamed: before
    RecordTurn turn = RecordTurn::changed;
    std::vector<CellChange> cells;  // only those that differ; all of one added or removed
    bool destroyed = false;         // its cells before or after were destroyed: none are here
};

enum class ColumnTurn {
    added,    // a cell more in the header
    removed,  // a cell less
    renamed,  // another name, the same column
    mapped,   // the same name, another column
    moved     // the order is another; said once, of no column in particular
};

struct ColumnChange {
    std::string column;  // id; empty for one that the register does not know
    ColumnTurn turn = ColumnTurn::added;
    std::string before, after;  // names in the header
    std::string was;            // mapped: the id before
    long long filled = 0;       // added, removed: records in which the cell is not empty
};

struct RegisterChange {
    std::string register_id;
    std::vector<ColumnChange> columns;
    std::vector<RecordChange> records;  // by key
};

// Old keys to new ones, by register.
using RenamedKeys = std::map<std::string, std::map<std::string, std::string>>;

// By register; only those in which something differs. Compares what stands at both snapshots:
// what came and went in between does not count. Cells are compared by the id of their column, else
// by the name in the header: another name or order is no change of a record. A record that was
// removed while one under its new key was added is renamed. `wanted`: false leaves a register out.
std::vector<RegisterChange> compare_records(Store& store, long long before, long long after,
                                            const RenamedKeys& renamed,
                                            const std::function<bool(const std::string&)>& wanted);

}  // namespace schouw
