// SPDX-License-Identifier: EUPL-1.2
#include "registers/value.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace schouw {
namespace {

// The day of a cell whose day and month may be the other way round; false when it is none.
bool settle_order(const Span& span, const Habit& habit, Value& value, Date& day) {
    const bool both = habit.day_first && habit.month_first;
    value.by_habit = span.order == DayOrder::either || span.order == DayOrder::month_first;
    if (span.order == DayOrder::month_first) {
        if (both) value.remark = "value.month_first";
        return habit.month_first;
    }
    if (span.order != DayOrder::either) return true;
    if (habit.month_first && !both) day = span.swapped;
    if (both || (span.slashes && !habit.day_first && !habit.month_first))
        value.remark = "value.day_or_month";
    return true;
}

void read_day(std::string_view cell, const ReadingWords& words, const Habit& habit, RawKind kind,
              Value& value) {
    Span span;
    switch (read_date(cell, words, span)) {
        case DateFault::no_date: return unreadable(value, "value.no_date");
        case DateFault::no_such_day: return unreadable(value, "value.no_such_day");
        case DateFault::none: break;
    }
    if (span.exact && !settle_order(span, habit, value, span.to))
        return unreadable(value, "value.no_such_day");
    keep(value, iso(span.to));
    value.from = span.exact ? value.own : iso(span.from);
    if (!span.exact) value.remark = "value.span";
    // A number of a workbook is a date that lost its format, and nothing else.
    if (span.doubt != nullptr && kind == RawKind::text) value.remark = span.doubt;
}

void read_moment(std::string_view cell, const ReadingWords& words, Value& value) {
    const char* doubt = nullptr;
    const auto moment = parse_moment(cell, words, doubt);
    if (!moment) return unreadable(value, "value.no_moment");
    keep(value, iso_moment(*moment));
    value.remark = doubt;
}

void read_boolean(const std::string& folded, const ReadingWords& words, const Habit& habit,
                  Value& value) {
    value.integer = words.yes.contains(folded) ? 1 : 0;
    if (value.integer == 0 && !words.no.contains(folded))
        return unreadable(value, "value.no_boolean");
    value.by_habit = words.cross.contains(folded);
    if (value.by_habit && habit.tick) unreadable(value, "value.cross_or_tick");
}

void read_list(const Column& column, std::string_view cell, Value& value) {
    std::string json = "[";
    for (const auto& item : list_items(cell)) {
        if (json.size() > 1) json += ',';
        const auto choice = column.choice_of(item);
        if (!column.choices.empty() && !choice) return unreadable(value, "value.no_choice");
        append_json(json, column.choices.empty() ? item : column.choices[*choice].id);
    }
    keep(value, json + "]");
}

// States that any type may have: empty, "n.v.t.", "onbekend". True when the cell is one of them.
bool read_state(const Column& column, const std::string& folded, const ReadingWords& words,
                Value& value) {
    if (folded.empty() || words.empty.contains(folded) ||
        (column.empty_none && words.none.contains(folded))) {
        value.state = State::empty;
    } else if (words.not_applicable.contains(folded)) {
        value.state = column.na ? State::not_applicable : State::stated_unknown;
        if (!column.na) value.remark = "value.na_is_no_answer";
    } else if (words.unknown.contains(folded)) {
        value.state = State::stated_unknown;
    } else if (words.errors.contains(folded)) {
        unreadable(value, "value.error_cell");
    } else {
        return false;
    }
    return true;
}

}  // namespace

void append_json(std::string& out, std::string_view text) {
    out += '"';
    std::size_t written = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20) continue;
        out.append(text, written, i - written);
        written = i + 1;
        if (static_cast<unsigned char>(c) < 0x20)
            out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
        else
            (out += '\\') += c;
    }
    out.append(text, written, text.size() - written);
    out += '"';
}

std::vector<std::string> list_items(std::string_view cell) {
    constexpr std::string_view bullets[] = {"- ", "* ", "– ", "— ", "•", "·", "▪", "●"};
    const bool strong = cell.find_first_of(";\n\r") != cell.npos || cell.find("•") != cell.npos;
    std::vector<std::string> items;
    std::string_view rest = cell;
    while (!rest.empty()) {
        auto end = rest.find_first_of(strong ? ";\n\r" : ",");
        std::size_t size = 1;
        if (const auto bullet = rest.find("•"); bullet < end) {
            end = bullet;
            size = std::string_view("•").size();
        }
        std::string_view item = trim(rest.substr(0, end));
        for (const auto bullet : bullets)
            if (item.starts_with(bullet)) item = trim(item.substr(bullet.size()));
        if (!item.empty()) items.emplace_back(item);
        if (end == rest.npos) break;
        rest.remove_prefix(end + size);
    }
    return items;
}

void read_value(const Column& column, std::string_view cell, const ReadingWords& words,
                Value& value, RawKind kind, const Habit& habit) {
    cell = trim(cell);
    value.state = State::value;
    value.remark = nullptr;
    value.by_habit = false;
    value.text = cell;
    if (column.type == Type::date && cell.size() == 10 && parse_iso(cell)) {
        value.from = cell;
        return;
    }
    if (kind == RawKind::error) return unreadable(value, "value.error_cell");
    if (kind == RawKind::number && (column.type == Type::number || column.type == Type::integer))
        return read_exact(column.type, cell, value);
    // Words count in these alone; in the others only as the states that any cell may have.
    const bool worded = column.type == Type::boolean || !column.choices.empty();
    const bool no_state =
        !cell.empty() && !words.may_start_state[static_cast<unsigned char>(cell.front())];
    if (cell.size() <= 40 && (worded || !no_state)) {  // no state or choice is longer
        const std::string folded = fold_value(cell);
        const auto choice =
            column.choices.empty() ? column.spelling.end() : column.spelling.find(folded);
        if (choice != column.spelling.end() && column.type == Type::choice) {
            value.text = column.choices[choice->second].id;
            return;
        }
        if (choice == column.spelling.end() && read_state(column, folded, words, value)) return;
        if (column.type == Type::boolean) return read_boolean(folded, words, habit, value);
    }
    switch (column.type) {
        case Type::text:
        case Type::reference: return;
        case Type::date: return read_day(cell, words, habit, kind, value);
        case Type::integer: return read_integer(cell, words, habit, value);
        case Type::number: return read_number(cell, words, habit, value);
        case Type::moment: return read_moment(cell, words, value);
        case Type::list: return read_list(column, cell, value);
        case Type::boolean: return unreadable(value, "value.no_boolean");
        case Type::choice: {
            const auto choice = column.choice_of(cell);
            if (!choice) return unreadable(value, "value.no_choice");
            value.text = column.choices[*choice].id;
            return;
        }
    }
}

bool names_nothing(std::string_view cell, const ReadingWords& words) {
    static const Column text;
    Value value;
    read_value(text, cell, words, value);
    return value.state != State::value;
}

}  // namespace schouw
