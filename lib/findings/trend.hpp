// SPDX-License-Identifier: EUPL-1.2
// The runs of the store in, how each stood and what makes them hard to compare out.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "findings/logic.hpp"
#include "findings/score.hpp"

namespace schouw {

// A checklist, or all of them, in one run.
struct TrendCounts {
    long long met = 0, not_met = 0, unknown = 0, not_applicable = 0, to_judge = 0, waived = 0;
    Score score;
    long long open = 0, unverified = 0;  // findings after the run
    // Since the run before it in the trend, or since the beginning: open is what was open then,
    // plus the first two, less the other three.
    long long appeared = 0, reopened = 0, solved = 0, withdrawn = 0, lapsed = 0;
    // How its checks differ from those of the run before it in the trend.
    LogicChanges since;
    RunLogic logic;
};

struct TrendRun {
    RunInfo run;
    TrendCounts total;
    std::map<std::string, TrendCounts> lists;  // by id of the checklist
    std::vector<std::string> lists_added, lists_gone;
};

struct Trend {
    std::vector<TrendRun> runs;          // in order of time
    std::map<std::string, Json> titles;  // checklist → { nl, en }, as last known
    bool unlabelled = false;             // no run has a label: all of them are here
};

struct TrendWish {
    std::string until;      // ISO; empty for any day
    std::string checklist;  // empty for all
    bool all = false;       // runs without a label too
};

// Runs with a label; all runs when it is wished or when none has one.
Trend trend_of(Store& store, const TrendWish& wish);

}  // namespace schouw
