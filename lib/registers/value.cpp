// SPDX-License-Identifier: EUPL-1.2
#include "registers/value.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/catalogue.hpp"
#include "base/text.hpp"

namespace schouw {
namespace {

void keep(Value& value, std::string text) {
    value.own = std::move(text);
    value.text = value.own;
}

void unreadable(Value& value, const char* remark) {
    value.state = State::unreadable;
    value.remark = remark;
}

// Digits with an optional sign, and thousands separated by one of . , ' or space in groups of
// three; what follows the last other separator are decimals.
std::optional<std::string> plain_number(std::string_view cell) {
    std::string out;
    cell = trim(cell);
    if (!cell.empty() && cell.back() == '%') cell = trim(cell.substr(0, cell.size() - 1));
    if (!cell.empty() && (cell.front() == '-' || cell.front() == '+')) {
        if (cell.front() == '-') out += '-';
        cell.remove_prefix(1);
    }
    const auto dots = std::count(cell.begin(), cell.end(), '.');
    const auto commas = std::count(cell.begin(), cell.end(), ',');
    char decimal = '\0';
    if (dots > 0 && commas > 0) {
        decimal = cell.rfind('.') > cell.rfind(',') ? '.' : ',';
    } else if (commas == 1) {
        decimal = ',';  // the Dutch way
    } else if (dots == 1 && cell.size() - cell.find('.') - 1 != 3) {
        decimal = '.';
    }
    bool in_decimals = false;
    int group = -1;  // digits since the last thousands separator
    for (const char c : cell) {
        if (c >= '0' && c <= '9') {
            out += c;
            if (!in_decimals && group >= 0) ++group;
        } else if (c == decimal && !in_decimals) {
            if (group >= 0 && group != 3) return std::nullopt;
            in_decimals = true;
            out += '.';
        } else if ((c == '.' || c == ',' || c == ' ' || c == '\'') && !in_decimals) {
            if (out.empty() || out == "-" || (group >= 0 && group != 3)) return std::nullopt;
            group = 0;
        } else {
            return std::nullopt;
        }
    }
    if ((!in_decimals && group >= 0 && group != 3) || out.empty() || out == "-" ||
        out.front() == '.' || out.back() == '.')
        return std::nullopt;
    return out;
}

void read_integer(std::string_view cell, Value& value) {
    const auto text = plain_number(cell);
    if (!text) return unreadable(value, "value.no_number");
    const auto* end = text->data() + text->size();
    const auto [stop, error] = std::from_chars(text->data(), end, value.integer);
    if (error != std::errc{} || stop != end) unreadable(value, "value.no_integer");
}

void read_number(std::string_view cell, Value& value) {
    const auto text = plain_number(cell);
    if (!text) return unreadable(value, "value.no_number");
    const auto* end = text->data() + text->size();
    const auto [stop, error] = std::from_chars(text->data(), end, value.number);
    if (error != std::errc{} || stop != end) unreadable(value, "value.no_number");
}

// A number as a workbook has it.
void read_exact(Type type, std::string_view cell, Value& value) {
    const auto* end = cell.data() + cell.size();
    const auto [stop, error] = std::from_chars(cell.data(), end, value.number);
    if (error != std::errc{} || stop != end) return unreadable(value, "value.no_number");
    if (type == Type::number) return;
    const bool whole = value.number > -9e15 && value.number < 9e15 &&
                       value.number == static_cast<double>(static_cast<std::int64_t>(value.number));
    if (!whole) return unreadable(value, "value.no_integer");
    value.integer = static_cast<std::int64_t>(value.number);
}

void read_day(std::string_view cell, const ReadingWords& words, Value& value) {
    if (parse_iso(cell)) {  // by far the most common
        value.text = cell;
        value.from = cell;
        return;
    }
    Span span;
    switch (read_date(cell, words, span)) {
        case DateFault::no_date: return unreadable(value, "value.no_date");
        case DateFault::no_such_day: return unreadable(value, "value.no_such_day");
        case DateFault::none: break;
    }
    keep(value, iso(span.to));
    value.from = iso(span.from);
    if (!span.exact) value.remark = "value.span";
}

// "2026-01-31T12:00:00+01:00" to UTC; a moment without zone is taken as UTC, with a remark.
void read_moment(std::string_view cell, Value& value) {
    const auto day = parse_iso(cell.substr(0, std::min<std::size_t>(10, cell.size())));
    int hour = 0, minute = 0, second = 0, zone_hour = 0, zone_minute = 0;
    char sign = 0;
    const std::string rest(cell.size() > 11 ? cell.substr(11) : "");
    const int got = std::sscanf(rest.c_str(), "%2d:%2d:%2d%c%2d:%2d", &hour, &minute, &second,
                                &sign, &zone_hour, &zone_minute);
    if (!day || (cell.size() > 10 && got < 2) || hour > 23 || minute > 59 || second > 60)
        return unreadable(value, "value.no_moment");
    std::int64_t moment = day->days * 86400LL + hour * 3600 + minute * 60 + second;
    if (got >= 5 && (sign == '+' || sign == '-'))
        moment -= (sign == '+' ? 1 : -1) * (zone_hour * 3600LL + zone_minute * 60LL);
    else if (!(got >= 4 && sign == 'Z'))
        value.remark = "value.no_zone";
    keep(value, iso_moment(moment));
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
    if (folded.empty() || folded == "-" || folded == "–" ||
        (column.empty_none && words.none.contains(folded))) {
        value.state = State::empty;
    } else if (words.not_applicable.contains(folded)) {
        value.state = column.na ? State::not_applicable : State::stated_unknown;
        if (!column.na) value.remark = "value.na_is_no_answer";
    } else if (words.unknown.contains(folded)) {
        value.state = State::stated_unknown;
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
    const bool strong = cell.find_first_of(";\n") != cell.npos;
    std::vector<std::string> items;
    std::string item;
    const auto flush = [&] {
        if (const auto clean = trim(item); !clean.empty()) items.emplace_back(clean);
        item.clear();
    };
    for (const char c : cell) {
        if (strong ? (c == ';' || c == '\n') : c == ',')
            flush();
        else
            item += c;
    }
    flush();
    return items;
}

void read_value(const Column& column, std::string_view cell, const ReadingWords& words,
                Value& value, RawKind kind) {
    cell = trim(cell);
    value.state = State::value;
    value.remark = nullptr;
    value.text = cell;
    if (column.type == Type::date && cell.size() == 10 && parse_iso(cell)) {
        value.from = cell;
        return;
    }
    if (kind == RawKind::error) return unreadable(value, "value.error_cell");
    if (kind == RawKind::number && (column.type == Type::number || column.type == Type::integer))
        return read_exact(column.type, cell, value);
    const bool text = column.type == Type::text || column.type == Type::reference;
    if (text && !cell.empty() && !words.may_start_state[static_cast<unsigned char>(cell.front())])
        return;
    if (cell.size() <= 40) {  // no state or choice is longer
        const std::string folded = fold_value(cell);
        if (!column.choices.empty() && column.type == Type::choice)
            if (const auto at = column.spelling.find(folded); at != column.spelling.end()) {
                value.text = column.choices[at->second].id;
                return;
            }
        if (read_state(column, folded, words, value)) return;
        if (column.type == Type::boolean) {
            value.integer = words.yes.contains(folded) ? 1 : 0;
            if (value.integer == 0 && !words.no.contains(folded))
                unreadable(value, "value.no_boolean");
            return;
        }
    }
    switch (column.type) {
        case Type::text:
        case Type::reference: return;
        case Type::date: return read_day(cell, words, value);
        case Type::integer: return read_integer(cell, value);
        case Type::number: return read_number(cell, value);
        case Type::moment: return read_moment(cell, value);
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

ReadingWords load_reading_words() {
    const Toml toml = parse_toml(std::string(reading_words()), "reading.toml");
    ReadingWords words;
    const auto set = [&](const char* key, std::unordered_set<std::string>& into) {
        for (const auto& word : texts_of(toml, toml.root, key)) into.insert(fold_value(word));
    };
    set("yes", words.yes);
    set("no", words.no);
    set("unknown", words.unknown);
    set("not_applicable", words.not_applicable);
    set("none", words.none);
    set("early", words.early);
    set("middle", words.middle);
    set("late", words.late);
    set("quarter", words.quarter);
    for (std::size_t byte = 0x80; byte < 256; ++byte) words.may_start_state[byte] = true;
    words.may_start_state['-'] = true;
    for (const auto* states : {&words.unknown, &words.not_applicable, &words.none})
        for (const auto& word : *states) {
            const auto first = static_cast<unsigned char>(word.front());
            words.may_start_state[first] = true;
            words.may_start_state[static_cast<unsigned char>(std::toupper(first))] = true;
        }
    const auto numbered = [&](const char* key, std::unordered_map<std::string, int>& into) {
        int number = 0;
        for (const auto& spellings : texts_of(toml, toml.root, key)) {
            ++number;
            for (const auto& word : split(spellings, ' ')) into.emplace(word, number);
        }
    };
    numbered("months", words.months);
    numbered("quarters", words.quarters);
    return words;
}

}  // namespace schouw
