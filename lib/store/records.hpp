// SPDX-License-Identifier: EUPL-1.2
// The records of a register as a snapshot has them, one by one.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "store/history.hpp"

namespace schouw {

// A record as it was written; `cells` in the order of the source of that snapshot.
struct StoredRecord {
    long row = 0;  // where it stood; counted from 1 in a store that did not keep that
    std::string key;
    std::vector<std::string> cells;
};

// Hands on each record that the source of this snapshot held, in order of row; not those that are
// only known from before, because rows were refused. Returns how many were passed over because
// their cells were destroyed when their term of retention had ended.
long long each_record(Store& store, long long snapshot, const std::string& register_id,
                      const std::function<void(const StoredRecord&)>& sink);

}  // namespace schouw
