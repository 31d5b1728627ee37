// SPDX-License-Identifier: EUPL-1.2
// A run in the store in; its checks, findings and totals, counted once for every sheet, out.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/catalogue.hpp"
#include "findings/score.hpp"
#include "report/model.hpp"
#include "store/history.hpp"

namespace schouw {

struct Tally {
    long long met = 0, not_met = 0, unknown = 0, not_applicable = 0, to_judge = 0, waived = 0;
    long long answered() const { return met + not_met; }
    long long applicable() const { return answered() + unknown + to_judge; }
    long long all() const { return applicable() + not_applicable; }
    Tally& operator+=(const Tally& other);
};

// How a check or a checklist as a whole stands.
enum class Light { good, fair, bad, unclear };

struct RoundCheck {
    std::string id;
    Json definition;
    Message why;  // why all of it is unknown; key empty for not
    Tally tally;
    std::size_t severity = 0;  // in severity_words
    std::size_t list = 0;      // in Round::lists
    long long open = 0;        // findings
    long long run = 0;         // that judged it: an earlier one when this one did not
    std::string as_of;         // of that run
};

struct RoundFinding {
    std::size_t check = 0;  // in Round::checks
    FindingInfo info;
    std::string status;  // new, open, reopened
    bool overdue = false;
};

struct RoundList {
    std::string id;
    Json title;
    std::vector<std::size_t> checks;
    Tally tally;
    Score score;
    Light light = Light::unclear;
    long long open = 0;
    long long fresh = 0;  // new and reopened
};

struct Round {
    RunInfo run;
    std::optional<RunInfo> before;
    std::vector<RunInfo> earlier;  // runs that judged checks which this one did not, oldest first
    std::string snapshot_digest;
    std::vector<RoundCheck> checks;
    std::vector<RoundList> lists;
    std::vector<RoundFinding> findings;  // open ones, gravest first within a checklist
    std::vector<SourceInfo> sources;
    Totals totals;  // of all sources
    Tally tally;
    Score score;
    long long by_severity[4] = {};
    long long fresh = 0, reopened = 0, unverified = 0, overdue = 0;
    long long solved = 0, withdrawn = 0, lapsed = 0;  // closed in this run
    long long outside = 0;                            // open findings of checks that took no part
};

Round gather(Store& store, const RunInfo& run);

// Answered for every record to which it applies, and met each time.
bool wholly_met(const RoundCheck& check);

// The rule of the traffic light (said on the cover): nothing answered: unclear. Not met and
// critical or high: bad. Nothing met: unclear when more is open to question than not met, else bad.
// Something met and something not: fair. Nothing not met, but something open to question: unclear.
Light light_of(const std::vector<RoundCheck>& checks, const std::vector<std::size_t>& which);

Tone tone_of(Light light);
Tone tone_of_severity(std::size_t severity);

// A < B the way people count: P2 before P10.
bool natural_less(const std::string& a, const std::string& b);

}  // namespace schouw
