// SPDX-License-Identifier: EUPL-1.2
// Verdicts in, one figure of how far they are met out, weighed by severity.
#pragma once
#include <cstddef>

#include "base/catalogue.hpp"
#include "store/history.hpp"

namespace schouw {

// What one verdict weighs: each step of severity weighs twice the one below it. Our own choice: no
// standard prescribes it.
constexpr long long severity_weight[] = {8, 4, 2, 1};  // critical, high, medium, low

// score = weight of met / weight of answered (met or not met). It stands beside the share that was
// answered, and beside `certain` = weight of met / weight of applicable (answered, unknown or to
// judge): what is unknown counts there as not met, so that not knowing never raises it.
struct Score {
    long long met = 0, answered = 0, applicable = 0;  // weights
    long long all_answered = 0, all_applicable = 0;   // verdicts
    void add(std::size_t severity, long long met_count, long long not_met, long long open);
    int percent() const;  // 0 when nothing was answered: see answered
    int certain() const;
    int coverage() const;  // answered, of the verdicts that apply
};

Score score_of(const std::vector<RunCheckInfo>& checks);

// The sentence with its three figures; another one when nothing was answered.
std::string score_sentence(const Score& score, const Catalogue& words);

// Whole percents, rounded, but 1 and 99 where 0 and 100 would say too much; 0 of nothing is 0.
int whole_percent(long long part, long long whole);

}  // namespace schouw
