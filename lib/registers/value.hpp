// SPDX-License-Identifier: EUPL-1.2
// One cell as written in, a typed value out, or why there is none.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/date.hpp"
#include "intake/rows.hpp"
#include "registers/schema.hpp"

namespace schouw {

enum class State : std::uint8_t {
    value,
    empty,
    not_applicable,
    stated_unknown,
    unreadable,
    absent,  // the cell or its column was not supplied
};

struct Value {
    State state = State::empty;
    std::int64_t integer = 0;  // integer, boolean
    double number = 0;         // number
    std::string_view text;     // text, date (ISO), choice (its id), list (JSON), reference, moment
    std::string own;           // holds `text` when it is not the cell itself
    std::string from;          // date: the first day that the cell can mean
    const char* remark = nullptr;  // key of the sentence that says what was doubted
    bool by_habit = false;         // the other cells of the column decide how it is read
};

// What the cells of a column show of the way in which it is written. Nothing is a habit until one
// cell proves it.
struct Habit {
    bool day_first = false;    // a date with 13 or more in the first place
    bool month_first = false;  // and one with that in the second
    bool comma = false;        // a number whose decimal sign can only be the comma
    bool point = false;        // and one where it can only be the point
    bool percent = false;      // a number with a per cent sign
    bool bare = false;         // and one without
    bool tick = false;         // a ✓ for yes, so that an x may be a no
    bool operator==(const Habit&) const = default;
};
// The names of these facts, as the store keeps them, and where each stands.
extern const std::array<std::pair<const char*, bool Habit::*>, 7> habit_facts;

// The words by which people write yes, unknown, not applicable, months … (reading.toml).
struct ReadingWords {
    using Set = std::unordered_set<std::string>;
    using Numbers = std::unordered_map<std::string, int>;
    Set yes, no, tick, cross, empty, unknown, not_applicable, none, errors, currency;
    Numbers weekdays, months, ordinals;
    Set early, middle, late, week, quarter, half, suffix, filler;
    std::array<bool, 256> may_start_state{};  // first bytes of what is no text but a state
};
ReadingWords load_reading_words();

// Reads a cell the Dutch way (DESIGN of the value language: man page schouw-register.5). `value`
// may keep a view of `cell`. Never throws for what stands in the cell.
// `kind`: what a workbook says of the cell; its numbers are written with a point.
// `habit`: what the whole column shows. With value.by_habit it makes a difference.
void read_value(const Column& column, std::string_view cell, const ReadingWords& words,
                Value& value, RawKind kind = RawKind::text, const Habit& habit = {});

// The cell is empty, or says that its writer does not know ("?", "onbekend") or that it does not
// apply: it names nothing and nobody.
bool names_nothing(std::string_view cell, const ReadingWords& words);

// Adds to `habit` what this cell of the column proves.
void observe(const Column& column, std::string_view cell, const ReadingWords& words, RawKind kind,
             Habit& habit);

// Which of day and month comes first in 3/4/2017: the spelling does not leave the question, only
// one of them makes a day that exists, or both do.
enum class DayOrder : std::uint8_t { said, day_first, month_first, either };

// A day, or the first and last day of the span that was written.
struct Span {
    Date from;
    Date to;
    bool exact = true;
    DayOrder order = DayOrder::said;
    Date swapped;                 // order either: the day when the month comes first
    bool slashes = false;         // the spelling of other countries as well
    const char* doubt = nullptr;  // key of the sentence
};
enum class DateFault { none, no_date, no_such_day };
// With order month_first the span is that of the month first: the caller knows whether that is
// the habit.
DateFault read_date(std::string_view cell, const ReadingWords& words, Span& span);

// A time of day: 14:30, 14:30:05, 14:30:05.250, each with Z, +01, +0100 or +01:00 or without.
struct Clock {
    int seconds = 0;          // since midnight; a fraction is left out
    std::optional<int> zone;  // seconds that its clocks are ahead of UTC
};
std::optional<Clock> read_clock(std::string_view text);
// A day in any spelling with a time, as seconds since 1970 UTC. Without a zone it is the clock of
// Amsterdam. `doubt`: the sentence about what it does not settle (no time, an hour that comes twice
// or never, the order of day and month).
std::optional<std::int64_t> parse_moment(std::string_view cell, const ReadingWords& words,
                                         const char*& doubt);

// A number as it was written, in plain digits with a point.
struct Digits {
    std::string whole;     // with its sign
    std::string decimals;  // without the point
    char mark = '\0';      // 1.234 and 1,234: the mark of which only the column says what it is
    char decimal = '\0';   // the decimal sign that this spelling proves
    bool percent = false;
};
std::optional<Digits> read_digits(std::string_view cell, const ReadingWords& words);
// Fills value.integer or value.number.
void read_integer(std::string_view cell, const ReadingWords& words, const Habit& habit,
                  Value& value);
void read_number(std::string_view cell, const ReadingWords& words, const Habit& habit,
                 Value& value);
// The same for a number as a workbook has it.
void read_exact(Type type, std::string_view cell, Value& value);

inline void keep(Value& value, std::string text) {
    value.own = std::move(text);
    value.text = value.own;
}
inline void unreadable(Value& value, const char* remark) {
    value.state = State::unreadable;
    value.remark = remark;
}

// The elements of a list cell: split at ; and line ends, or at commas when there are neither.
// Signs before the items of an enumeration are left out.
std::vector<std::string> list_items(std::string_view cell);

// Appends the text as a JSON string.
void append_json(std::string& out, std::string_view text);

}  // namespace schouw
