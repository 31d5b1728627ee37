// SPDX-License-Identifier: EUPL-1.2
// The waivers that runs applied: written with a run, and read back as they were on its day.
#pragma once
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "store/store.hpp"

namespace schouw {

// A waiver as a run applied it, in the words of that day.
struct WaiverInfo {
    std::string id;       // of its record: what it is about, and since when
    std::string finding;  // id of the finding, or empty
    std::string check;    // and key: a check and the pattern of its records, when not a finding
    std::string key;
    std::string reason;
    std::string owner;
    std::string approver;
    std::string from;   // ISO: first and last day
    std::string until;  // ISO
    std::string evidence;
    long long renewals = 0;
};
std::string waiver_text(const WaiverInfo& waiver);  // JSON, as the store keeps it

// A finding that is open in the run being written. `solved_on`: the as-of date of the last run that
// saw it solved; empty when none did. `old_keys`: under which it was known before.
struct OpenFinding {
    long long check_name = 0;
    std::string check;
    std::string key;
    std::string solved_on;
    std::vector<std::string> old_keys;
};
// Of these checks, by check and key.
std::vector<OpenFinding> open_findings(Store& store, const std::set<std::string>& checks);

// An open finding with the text of the waiver that covers it.
struct Waived {
    long long check_name = 0;
    std::string key;
    std::string waiver;
};
// Makes the intervals of `waived` agree with what the run applied: what is new begins, what is not
// there any more ends. In the caller's transaction.
void write_waived(Store& store, long long run, const std::vector<Waived>& now);

// (check, key) → the waiver that covered this open finding in the run.
using WaivedFindings = std::map<std::pair<std::string, std::string>, WaiverInfo>;
WaivedFindings waived_in(Store& store, long long run, const std::string& check = "");
// How many findings of each check a waiver covered in the run.
std::map<std::string, long long> waived_counts(Store& store, long long run);
// What this run changed: findings that a waiver began to cover, and open ones that count again.
struct WaivedChanges {
    std::vector<std::pair<std::string, std::string>> begun, ended;
};
WaivedChanges waived_changes(Store& store, long long run);

// Every waiver that any run applied.
std::vector<WaiverInfo> applied_waivers(Store& store);
// Every (check, key) that ever was a finding.
std::vector<std::pair<std::string, std::string>> ever_found(Store& store);

}  // namespace schouw
