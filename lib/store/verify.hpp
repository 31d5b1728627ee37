// SPDX-License-Identifier: EUPL-1.2
// Is the history what it was? Everything that was committed to is taken anew and compared.
#pragma once
#include <string>
#include <vector>

#include "base/error.hpp"
#include "store/store.hpp"

namespace schouw {

struct Verification {
    long long entries = 0, snapshots = 0, runs = 0, records = 0, events = 0;  // that were looked at
    std::string head;               // hash of the last entry
    long long first_bad = 0;        // sequence number of the first bad entry; 0 for none
    std::vector<Message> problems;  // at most `most_problems`, the first ones
    long long more = 0;             // problems beyond these
    bool intact() const { return problems.empty(); }
};
constexpr std::size_t most_problems = 20;

// Takes anew: SQLite's own structure, every link of the chain, what each entry of an import and a
// run commits to, and the digest of every text, record, refused row, remark and finding. Throws
// nothing for a history that is not intact: that is its result.
Verification verify(Store& store);

// An entry of the journal that has this hash; 0 when there is none.
long long entry_with_hash(Store& store, const std::string& hash);

}  // namespace schouw
