// SPDX-License-Identifier: EUPL-1.2
// What is kept of one line of an access log, and of one day of them: numbers, no text.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace schouw {

// What a line may tell. The order is that of the log's own columns, most wanted first.
enum class Field : std::uint8_t {
    moment,
    user,
    dossier,
    action,
    object,
    result,
    origin,
    role,
    employer,
    team,
    reason,
    activity,
    sequence,
    search_key,
};
constexpr std::size_t field_count = 14;
extern const std::array<const char*, field_count> field_words;  // "moment", "user" …

constexpr std::size_t at(Field field) { return static_cast<std::size_t>(field); }
constexpr std::uint16_t bit(Field field) { return static_cast<std::uint16_t>(1U << at(field)); }

// What an action is for the detectors; the words for it stand in templates/logs/fields.toml.
enum class Act : std::uint8_t { other, print, export_, search, emergency, follow_up };
extern const std::array<const char*, 6> act_words;

// Roles, employers, teams, activities that are told apart.
constexpr std::uint16_t most_small_names = 65'000;

// One accepted line. Names are numbers (Names); 0 is "not said".
struct LogEntry {
    std::uint64_t dossier = 0;  // keyed hash
    std::uint32_t user = 0;
    std::uint32_t second = 0;  // of the day, on the clock of Amsterdam
    std::uint16_t role = 0;
    std::uint16_t employer = 0;
    std::uint16_t team = 0;
    std::uint16_t activity = 0;
    std::uint16_t missing = 0;  // a bit for each Field that is empty
    Act act = Act::other;
    std::uint8_t flags = 0;
    std::uint32_t action = 0;
    static constexpr std::uint8_t other_key = 1;  // searched by another key than the citizen number
    static constexpr std::uint8_t vendor = 2;     // the line names an employer that is a vendor
    static constexpr std::uint8_t unknown_activity = 4;  // which the register does not know
    bool is(std::uint8_t flag) const { return (flags & flag) != 0; }
    bool has(Field field) const { return (missing & bit(field)) == 0; }
};

// A user that the batches before did not have.
struct NewUser {
    std::uint64_t hash = 0;
    std::uint32_t account = 0;  // index + 1 in World::accounts, 0 for none
};

// The number that the log itself gave to a line, and its moment.
struct Numbered {
    std::int64_t sequence = 0;
    std::int64_t utc = 0;
};

// One person and one dossier on one day: entries[begin, end).
struct Pair {
    std::uint64_t dossier = 0;
    std::uint32_t user = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

// One person on one day: entries[begin, end), pairs[first, last).
struct UserDay {
    std::uint32_t user = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint32_t lines() const { return end - begin; }
};

// A whole day, in an order that does not depend on that of the lines: by user, dossier and second.
// A line without a user or dossier has number 0, and no pair without both.
struct Day {
    Date date;
    bool weekend = false;
    bool holiday = false;
    std::span<const LogEntry> entries;
    std::span<const UserDay> users;
    std::span<const Pair> pairs;
    std::span<const Numbered> numbered;  // by sequence
};

}  // namespace schouw
