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
};

// The words by which people write yes, unknown, not applicable, months … (reading.toml).
struct ReadingWords {
    std::unordered_set<std::string> yes, no, unknown, not_applicable, none;
    std::unordered_map<std::string, int> months;
    std::unordered_map<std::string, int> quarters;
    std::unordered_set<std::string> early, middle, late, quarter;
    std::array<bool, 256> may_start_state{};  // first bytes of what is no text but a state
};
ReadingWords load_reading_words();

// Reads a cell the Dutch way (DESIGN of the value language: man page schouw-register.5). `value`
// may keep a view of `cell`. Never throws for what stands in the cell.
// `kind`: what a workbook says of the cell; its numbers are written with a point.
void read_value(const Column& column, std::string_view cell, const ReadingWords& words,
                Value& value, RawKind kind = RawKind::text);

// A day, or the first and last day of the span that was written.
struct Span {
    Date from;
    Date to;
    bool exact = true;
};
enum class DateFault { none, no_date, no_such_day };
DateFault read_date(std::string_view cell, const ReadingWords& words, Span& span);

// The elements of a list cell: split at ; and line ends, or at commas when there are neither.
std::vector<std::string> list_items(std::string_view cell);

// Appends the text as a JSON string.
void append_json(std::string& out, std::string_view text);

}  // namespace schouw
