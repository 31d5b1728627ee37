// SPDX-License-Identifier: EUPL-1.2
// The events of a finding in, how it stands out; and what findings that got another key inherit.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/history.hpp"

namespace schouw {

// It opens, closes or moves the finding; the others only say more of an open one.
bool changes_life(EventKind kind);

// One event of finding_event, with the day of its run; the texts live as long as the row does.
struct EventInfo {
    EventKind kind = EventKind::appeared;
    long row = 0;
    std::string_view facts;   // JSON; empty when destroyed
    std::string_view digest;  // of the facts, also when they are
    std::string_view due;
    long long run = 0;
    std::string_view as_of;
};

// How a finding stands, as its events are added in order.
struct Fold {
    FindingInfo info;
    std::string digest;           // of its facts
    std::string opened_on;        // as-of date of its last appeared or reopened
    long long seen_run = 0;       // the last run whose event saw it
    long long lost_run = 0;       // the run that did not see it any more; 0: seen to this day
    long long continued_run = 0;  // it came from another key; whether it was seen, the next tells
    EventKind first = EventKind::appeared;
    EventKind closed_as = EventKind::appeared;  // renamed: what it was before

    // `run`: the run that asks, for is_new.
    void add(const EventInfo& event, long long run);
    // After the last event.
    void finish();
};

// How a finding stood after one run (nothing: not yet found) and after another.
struct FoldPair {
    std::shared_ptr<const Fold> before;
    Fold after;
    int reopened = 0;        // in between
    bool moved = false;      // it was renamed in between
    std::string touched_on;  // as-of date of the last event in between that opened or closed it
};
// By check and key. A pair is large: it stays where it was made.
using FoldPairs = std::vector<std::unique_ptr<FoldPair>>;

// Two runs in, the findings of which anything was said in between out. Findings that got another
// key are among them, whenever that was.
FoldPairs folds_between(Store& store, long long before, long long after);
// Findings as they stood after a run, without a before: of one check, or of all when it is empty.
FoldPairs folds_after(Store& store, long long run, const std::string& check);
// Only those of which the run said something, whose waiver began or ended in it, or that were ever
// renamed.
FoldPairs folds_touched(Store& store, long long run);

// Fills the day that each finding was last seen, for a reader of `run`.
void find_last_seen(Store& store, long long run, FoldPairs& pairs);

// What a finding inherits from those that were renamed to it: the first and the last day that it
// was seen, how often it came back, their keys. One that was solved or lapsed before it was renamed
// counts as one that came back.
void inherit(FoldPairs& pairs);

// The finding of this check and key among them; their number when it is not there.
std::size_t find_pair(const FoldPairs& pairs, const std::string& check, const std::string& key);

}  // namespace schouw
