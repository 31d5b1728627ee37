// SPDX-License-Identifier: EUPL-1.2
// Rows of a table that say the same import after import: only what changed is written.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/store.hpp"

namespace schouw {

// 16 bytes over the fields and their lengths.
std::string digest_of_fields(const std::vector<std::string_view>& fields);

// The rows of one register that stood at the last import, by digest. For a table with register,
// digest, from_snapshot and to_snapshot. Use: begin(), stands() …, end().
class Standing {
public:
    Standing(Store& store, const char* table);
    void begin(const std::string& register_id);
    // Forgets what came by since begin().
    void discard();
    // True when such a row stands already: it is not to be written again.
    bool stands(const std::string& digest);
    // Ends, with this snapshot, those that did not come by; true when there were any.
    bool end(long long snapshot);

private:
    SQLite::Statement find_, close_;
    std::multimap<std::string, std::pair<long long, bool>> rows_;  // id, came by
};

}  // namespace schouw
