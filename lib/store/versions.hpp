// SPDX-License-Identifier: EUPL-1.2
// A column of a register in; what stood in it at each snapshot, as written, out.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "registers/value.hpp"
#include "store/store.hpp"

namespace schouw {

// What stood in the cell from one snapshot on, until the next of the list.
struct CellVersion {
    long long snapshot = 0;
    std::string as_of;      // of that snapshot
    bool supplied = false;  // false: the record was not in the register, or its source had no such
                            // column; `written` is then empty
    std::string written;
    Habit habit;  // what the whole column showed at that snapshot
};

// key → its versions, oldest first, up to and including `snapshot`; only of `key` when that is not
// empty. A snapshot in which the register could not be read changes nothing, and one whose cell and
// habit are those of the one before gives no version. Records that never had the column are left
// out.
std::map<std::string, std::vector<CellVersion>> column_versions(Store& store, long long snapshot,
                                                                const std::string& register_id,
                                                                const std::string& column,
                                                                const std::string& key = "");

}  // namespace schouw
