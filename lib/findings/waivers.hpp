// SPDX-License-Identifier: EUPL-1.2
// waivers.toml in, accepted deviations out: which of the open findings each of them covers.
#pragma once
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "checks/checklist.hpp"
#include "store/waived.hpp"

namespace schouw {

constexpr const char* waivers_file = "waivers.toml";
constexpr const char* waivers_role = "waivers";  // of the register that they fill
constexpr int waiver_max_months = 12;            // from the first day to the last

struct Waiver : WaiverInfo {
    Place place;  // of its [[waiver]]
    bool in_force(const std::string& day) const { return from <= day && day <= until; }
};

struct Waivers {
    std::string text;  // of the file; empty when there is none
    bool present = false;
    std::vector<Waiver> all;  // in the order of the file
};

// Reads the workspace's waivers.toml; no file is no waivers. Throws Error(usage) with a place and,
// where one is near, a did-you-mean: an unknown key or check, a missing reason, owner, approver or
// day, an approver who is the owner, a last day before the first or over a year after it, the same
// thing twice from the same day, a waiver of a check on the waivers themselves.
Waivers load_waivers(const std::filesystem::path& folder, const Law& law, const Schemas& schemas);
Waivers read_waivers(const Toml& toml, const Law& law, const Schemas& schemas);

// True when the key has the form of the pattern: * stands for any text, ? for one character, and
// a backslash before one of these three for that sign itself.
bool key_matches(std::string_view pattern, std::string_view key);

// Fills in how often each was renewed: the earlier first days on which the same thing was accepted,
// by the file or by a waiver that a run applied.
void count_renewals(Waivers& waivers, const std::vector<WaiverInfo>& applied);

// What one waiver does on a day.
struct Reach {
    long long covers = 0;     // open findings that it names, while it is in force
    long long left_open = 0;  // after its last day: open ones that it named and nothing covers now
};

struct Application {
    std::vector<std::pair<std::size_t, std::size_t>> waived;  // (open finding, waiver), in order
    std::vector<Reach> reach;                                 // by waiver
};

// The rules (man page schouw-waivers.5): a waiver covers an open finding that it names from its
// first day to its last, unless the finding was seen to be solved on or after that first day: that
// ended it. Of several the one that lasts longest is recorded.
Application apply_waivers(const Waivers& waivers, const std::vector<OpenFinding>& open,
                          const Law& law, const std::string& day);

// Waivers that name a finding which nobody ever found, as remarks. `checks`: the check of each,
// null when it is not known.
std::vector<Message> unknown_findings(const Waivers& waivers,
                                      const std::vector<const Check*>& checks);

}  // namespace schouw
