// SPDX-License-Identifier: EUPL-1.2
// Two runs in, what became of the findings between them out.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "findings/logic.hpp"
#include "store/known.hpp"

namespace schouw {

// What became of a finding: its state after the one run against its state after the other.
enum class Turn {
    appeared,    // had never been found
    reopened,    // was closed, is open
    solved,      // was open, is closed: seen to be met
    withdrawn,   // was open, is closed: the record is gone
    lapsed,      // was open, is closed: the check or its norms ended
    unverified,  // open at both; seen then, not to be told now
    verified,    // open at both; not to be told then, seen now
    changed,     // open at both, with other facts or another day
    returned,    // open at both and no different, but closed in between
    passing,     // closed at both (or never found before), but open in between
    renamed      // open at both and no different, under another key
};
extern const std::vector<std::string> turn_words;

struct FindingTurn {
    Turn turn = Turn::appeared;
    FindingInfo now;                            // facts and due of before when it is closed
    std::shared_ptr<const FindingInfo> before;  // null: not yet found
    int reopened = 0;                           // times that it came back in between
    bool differs = false;                       // other facts or another day, whatever the turn
    std::string on;       // as-of date of the run that opened or closed it last, or empty
    std::string old_key;  // when it was renamed in between
};

struct RunSide {
    RunInfo run;
    std::vector<RunCheckInfo> checks;  // that were known then
};

struct Comparison {
    RunSide before, after;
    std::vector<FindingTurn> findings;  // by check and key
    std::map<Turn, long long> counts;
    LogicChanges checks;
};

// The earlier run comes first. The same run twice: nothing differs.
Comparison compare_runs(Store& store, const RunInfo& before, const RunInfo& after);

}  // namespace schouw
