// SPDX-License-Identifier: EUPL-1.2
// What the history need not keep any longer: the content of what has long been replaced or closed.
#pragma once
#include <map>
#include <string>

#include "store/store.hpp"

namespace schouw {

struct Retention {
    std::string before;                     // ISO: what ended before this day is past its term
    std::map<std::string, long long> past;  // rows by table
    long long total() const;
};

// What is past its term: versions of records, refused rows and remarks whose last snapshot but
// one is of before that day, and the facts of findings that were closed or changed in a run before
// it. What the last snapshot or an open finding shows is never among it, nor are keys, digests,
// verdicts and counts: findings stay findable and the chain stays provable.
Retention past_retention(Store& store, const std::string& before);

// Destroys just that, in one transaction, and records it in the journal: `day` is the day on which
// it is done, `months` the term that was set. The freed bytes are overwritten. Does nothing when
// nothing is past its term. Throws Error(tampered) for a history that is not intact.
Retention destroy_past_retention(Store& store, const std::string& before, const std::string& day,
                                 long months);

}  // namespace schouw
