// SPDX-License-Identifier: EUPL-1.2
// What lies beside a log: accounts and processing activities from the registers, and two lists that
// are used and never stored: who works on which dossier, and when dossiers are open.
#pragma once
#include <climits>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace schouw {

constexpr std::int32_t never_starts = INT_MIN;
constexpr std::int32_t never_ends = INT_MAX;

// An account as the register has it. An empty optional: the register does not say.
struct Account {
    std::string id;
    std::string role;
    std::optional<bool> vendor;
    std::optional<bool> own_staff;  // employed by the municipality itself
    std::optional<bool> open;
    std::optional<bool> group;
    std::optional<bool> content;
    std::optional<bool> privileged;
    std::int32_t from = never_starts;  // first and last day of access
    std::int32_t until = never_ends;
    std::vector<std::uint32_t> areas;  // the teams and districts that the user works for
};

// Who may look at a dossier: pairs of keyed hashes, with the days from and until.
class Relations {
public:
    void add(std::uint64_t pair, std::int32_t from, std::int32_t until);
    bool holds(std::uint64_t pair, std::int32_t day) const;
    void prefetch(std::uint64_t pair) const {
        if (!slots_.empty()) __builtin_prefetch(&slots_[pair & (slots_.size() - 1)]);
    }
    std::size_t size() const { return count_ + more_.size(); }

private:
    struct Slot {
        std::uint64_t pair = 0;
        std::int32_t from = 0;
        std::int32_t until = 0;
        std::uint32_t next = 0;  // in more_, from 1
    };
    void grow();
    std::vector<Slot> slots_;
    std::vector<Slot> more_;
    std::size_t count_ = 0;
};

struct DossierTimes {
    std::int32_t from = never_starts;
    std::int32_t until = never_ends;
    std::int32_t keep_until = never_ends;
    bool flagged = false;
    std::uint32_t area = 0;  // the team or district that it belongs to; 0: not said
};

// What a list of these could not read.
struct ListRead {
    std::string file;
    long read = 0;
    long refused = 0;
};

struct World {
    bool has_accounts = false;
    std::vector<Account> accounts;
    std::unordered_map<std::string, std::uint32_t> by_name;  // account number or staff number
    bool says_vendor = false, says_open = false, says_group = false, says_privileged = false;
    bool has_activities = false;
    std::set<std::string> activities;  // folded
    bool has_relations = false;
    Relations relations;
    bool has_dossiers = false;
    bool says_keep = false, says_flag = false;
    bool says_area = false;  // of dossiers, and of accounts too
    std::unordered_map<std::uint64_t, DossierTimes> dossiers;
    std::unordered_map<std::string, std::uint32_t>
        areas;  // folded name of a team or district → number
    std::vector<ListRead> lists;
    // The account of a user as the log writes it: its index + 1, or 0.
    std::uint32_t account_of(std::string_view user) const;
    bool knows_activity(std::string_view activity) const;
    // Who may look at which dossier is known: by name, or by team or district.
    bool knows_relations() const { return has_relations || says_area; }
    // The area of a dossier; 0 when it is not known.
    std::uint32_t area_of(std::uint64_t dossier) const;
    // The number of a team or district; 0 for an empty name.
    std::uint32_t area(std::string_view name);
};

}  // namespace schouw
