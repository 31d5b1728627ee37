// SPDX-License-Identifier: EUPL-1.2
// What the cells of a column show of the way in which it is written.
#include "base/text.hpp"
#include "registers/value.hpp"

namespace schouw {

const std::array<std::pair<const char*, bool Habit::*>, 7> habit_facts = {
    {{"day_first", &Habit::day_first},
     {"month_first", &Habit::month_first},
     {"comma", &Habit::comma},
     {"point", &Habit::point},
     {"percent", &Habit::percent},
     {"bare", &Habit::bare},
     {"tick", &Habit::tick}}};

void observe(const Column& column, std::string_view cell, const ReadingWords& words, RawKind kind,
             Habit& habit) {
    cell = trim(cell);
    if (cell.empty()) return;
    if (column.type == Type::date) {
        Span span;
        if (parse_iso(cell) || read_date(cell, words, span) != DateFault::none) return;
        if (span.order == DayOrder::day_first) habit.day_first = true;
        if (span.order == DayOrder::month_first) habit.month_first = true;
    } else if (column.type == Type::integer || column.type == Type::number) {
        const auto digits = read_digits(cell, words);
        if (!digits) return;
        (digits->percent ? habit.percent : habit.bare) = true;
        if (kind != RawKind::text) return;  // a workbook's number is no spelling
        if (digits->decimal == ',') habit.comma = true;
        if (digits->decimal == '.') habit.point = true;
    } else if (column.type == Type::boolean && cell.size() <= 8) {
        if (words.tick.contains(fold_value(cell))) habit.tick = true;
    }
}

}  // namespace schouw
