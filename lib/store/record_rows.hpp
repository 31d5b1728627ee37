// SPDX-License-Identifier: EUPL-1.2
// On which row of its source each record stood.
#pragma once
#include <map>
#include <string>
#include <unordered_map>

#include "store/store.hpp"

namespace schouw {

class RecordRows {
public:
    RecordRows(Store& store, long long snapshot) : store_(store), snapshot_(snapshot) {}
    // `otherwise` for a record that the register does not hold, or whose row was not kept. Throws
    // Error(tampered) when what is kept does not fit the records.
    long row(const std::string& register_id, const std::string& key, long otherwise);

private:
    using Rows = std::unordered_map<std::string, long>;
    Rows read(const std::string& register_id);

    Store& store_;
    long long snapshot_;
    std::map<std::string, Rows> known_;  // by register
};

}  // namespace schouw
