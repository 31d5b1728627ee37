// SPDX-License-Identifier: EUPL-1.2
// Two snapshots in, the deadlines that moved between them out, with all that went before.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "findings/terms.hpp"
#include "store/links.hpp"

namespace schouw {

struct DeadlineMove {
    std::string register_id;
    std::string key;
    std::string column;
    std::vector<Term> terms;  // of this record from the first on, also under the keys it had before
    Moves moves;              // over all of them
    long days = 0;            // from the first day to the one that stands now (or stood last)
};

// By register, key, column: those of which the day changed after the snapshot `before`, up to and
// including `after`, whether or not the file still shows it. The record itself may be gone.
std::vector<DeadlineMove> moved_deadlines(
    Store& store, const Schemas& schemas,
    const std::map<std::string, std::set<std::string>>& columns, const std::vector<Link>& links,
    long long before, long long after, const ReadingWords& words);

}  // namespace schouw
