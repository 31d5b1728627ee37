// SPDX-License-Identifier: EUPL-1.2
// The life of a finding, and which run judged it, in words.
#pragma once
#include <map>
#include <string>

#include "base/catalogue.hpp"
#include "store/known.hpp"

namespace schouw {

// The run that judged each check last, for a reader of a run (store/known.hpp).
class Judged {
public:
    Judged(Store& store, const RunInfo& run);
    // The run itself for a check that is known no more.
    const RunInfo& of(const std::string& check) const;

private:
    RunInfo run_;
    std::map<long long, RunInfo> runs_;
    std::map<std::string, long long> by_check_;
};

// Says so when it is another run than the one that is read.
void print_judged(const RunInfo& judged, const RunInfo& run, const Catalogue& words);

// First and last seen, age, how often it came back, when it was closed, keys it had before.
std::string life_sentence(const FindingInfo& finding, const RunInfo& run, const Catalogue& words);

}  // namespace schouw
