// SPDX-License-Identifier: EUPL-1.2
// Dates as people write them: 31-12-2025, 31 dec 2025, begin 2017, 1e kwartaal 2016.
#include <algorithm>
#include <array>
#include <span>
#include <tuple>
#include <vector>

#include "base/calendar.hpp"
#include "base/text.hpp"
#include "registers/value.hpp"

namespace schouw {
namespace {

constexpr int first_year = 1900;  // of a year that stands alone or has only a part of it named
constexpr int last_year = 2199;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A run of digits, a run of letters, or one other sign.
struct Token {
    std::string_view text;
    int number = -1;
    char code = '?';  // N number, Y year, M month, P begin, Q quarter, H half, K week, O first …
};

int number_of(std::string_view digits) {
    int value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return value;
}

// Two digits are of this century up to 69, of the last from 70.
int full_year(std::string_view digits) {
    const int value = number_of(digits);
    if (digits.size() != 2) return value;
    return value < 70 ? 2000 + value : 1900 + value;
}

bool known_year(int year) { return year >= first_year && year <= last_year; }

DateFault one_day(std::optional<Date> date, Span& span) {
    if (!date) return DateFault::no_such_day;
    span.from = span.to = *date;
    return DateFault::none;
}

DateFault days(Date from, Date to, Span& span) {
    span.from = from;
    span.to = to;
    span.exact = false;
    return DateFault::none;
}

DateFault months(int year, int first, int last, Span& span) {
    if (!known_year(year)) return DateFault::no_date;
    return days(*make_date(year, first, 1), *make_date(year, last, last_day_of_month(year, last)),
                span);
}

// 3-4-2017, 3/4/17: the day first, and what the month first would make of it.
DateFault day_and_month(int first, int second, int year, Span& span) {
    const auto day_first = make_date(year, second, first);
    const auto month_first = make_date(year, first, second);
    if (first != second && day_first && month_first) {
        span.order = DayOrder::either;
        span.swapped = *month_first;
    } else if (first != second && (day_first || month_first)) {
        span.order = day_first ? DayOrder::day_first : DayOrder::month_first;
    }
    return one_day(day_first ? day_first : month_first, span);
}

// One run of digits: 2017, 20171231, 46022.
DateFault one_number(std::string_view digits, Span& span) {
    const int value = digits.size() > 8 ? -1 : number_of(digits);
    if (digits.size() == 4)
        return known_year(value) ? months(value, 1, 12, span) : DateFault::no_date;
    if (digits.size() == 8 && known_year(value / 10000))
        return one_day(make_date(value / 10000, value / 100 % 100, value % 100), span);
    if (digits.size() == 5 && value > 20000 && value < 80000) {
        span.doubt = "value.serial";
        return one_day(Date{value - 25569}, span);  // day 0 of Excel is 30-12-1899
    }
    return DateFault::no_date;
}

// Two or three numbers: 2025-12-31, 31-12-2025, 12-2025, 2025-12.
DateFault numbers(std::span<const std::string_view> n, char mark, Span& span) {
    for (const auto digits : n)
        if (digits.size() > 4 || digits.size() == 3) return DateFault::no_date;
    if (n.size() == 2) {
        const bool year_first = n[0].size() == 4;
        const auto year = n[year_first ? 0 : 1];
        const auto month = n[year_first ? 1 : 0];
        const int number = number_of(month);
        if (year.size() != 4 || month.size() > 2 || number < 1 || number > 12)
            return DateFault::no_date;
        return months(number_of(year), number, number, span);
    }
    if (n[1].size() > 2) return DateFault::no_date;
    if (n[0].size() == 4)
        return n[2].size() > 2
                   ? DateFault::no_date
                   : one_day(make_date(number_of(n[0]), number_of(n[1]), number_of(n[2])), span);
    if (n[2].size() < 2) return DateFault::no_date;
    span.slashes = mark == '/';
    return day_and_month(number_of(n[0]), number_of(n[1]), full_year(n[2]), span);
}

// Nothing but numbers with one and the same mark between them. False when it is something else.
bool only_numbers(std::string_view text, Span& span, DateFault& fault) {
    std::array<std::string_view, 3> found;
    std::size_t count = 0;
    char mark = '\0';
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && is_digit(text[end])) ++end;
        if (end == at || count == 3) return false;
        found[count++] = text.substr(at, end - at);
        if (end == text.size()) break;
        for (at = end; at < text.size() && !is_digit(text[at]);) ++at;
        if (at == text.size()) return false;
        std::string_view between = trim(text.substr(end, at - end));
        if (between.ends_with('\'') && count == 2)  // 3-4-'17
            between = trim(between.substr(0, between.size() - 1));
        const char now = between.empty() ? ' ' : between.front();
        if (between.size() > 1 || std::string_view("-/. ").find(now) == std::string_view::npos ||
            (mark != '\0' && mark != now))
            return false;
        mark = now;
    }
    if (count == 0) return false;
    fault = count == 1 ? one_number(found[0], span)
                       : numbers(std::span(found).first(count), mark, span);
    return true;
}

// Says what a word of a date is; false when it has no place there.
bool name_word(Token& token, const ReadingWords& words) {
    const std::string word(token.text);
    const std::pair<const ReadingWords::Numbers*, char> numbered[] = {{&words.months, 'M'},
                                                                      {&words.ordinals, 'O'}};
    for (const auto& [known, code] : numbered)
        if (const auto found = known->find(word); found != known->end()) {
            token.number = found->second;
            token.code = code;
            return true;
        }
    const std::tuple<const ReadingWords::Set*, char, int> plain[] = {
        {&words.early, 'P', 0},   {&words.middle, 'P', 1}, {&words.late, 'P', 2},
        {&words.quarter, 'Q', 0}, {&words.half, 'H', 0},   {&words.week, 'K', 0}};
    for (const auto& [known, code, number] : plain)
        if (known->contains(word)) {
            token.number = number;
            token.code = code;
            return true;
        }
    return false;
}

// Names the tokens; false for a word or sign that has no place in a date.
bool tokens_of(std::string_view text, const ReadingWords& words, std::vector<Token>& tokens) {
    const auto is_word = [](char c) { return (c >= 'a' && c <= 'z') || (c & 0x80) != 0; };
    std::size_t end = 0;
    for (std::size_t at = 0; at < text.size(); at = end) {
        end = at + 1;
        if (is_digit(text[at])) {
            while (end < text.size() && is_digit(text[end])) ++end;
            Token token{text.substr(at, end - at)};
            const bool quoted = at > 0 && text[at - 1] == '\'';  // '17
            if (token.text.size() > 4 || token.text.size() == 3) return false;
            if (quoted && token.text.size() != 2) return false;
            token.code = quoted || token.text.size() == 4 ? 'Y' : 'N';
            token.number = quoted ? full_year(token.text) : number_of(token.text);
            tokens.push_back(token);
        } else if (is_word(text[at])) {
            while (end < text.size() && is_word(text[end])) ++end;
            Token token{text.substr(at, end - at)};
            const bool behind = at > 0 && is_digit(text[at - 1]);  // the e of 1e
            const std::string word(token.text);
            if (words.filler.contains(word) || (behind && words.suffix.contains(word))) continue;
            if (!name_word(token, words)) return false;
            tokens.push_back(token);
        } else if (std::string_view(" -/.,'").find(text[at]) == std::string_view::npos) {
            return false;
        }
    }
    return true;
}

// Begin, medio, eind of a year or a month.
DateFault part_of(int part, int year, int month, Span& span) {
    if (!known_year(year)) return DateFault::no_date;
    const auto which = static_cast<std::size_t>(part);
    if (month == 0) {
        constexpr int first[] = {1, 6, 10};
        constexpr int last[] = {3, 7, 12};
        return months(year, first[which], last[which], span);
    }
    constexpr int first[] = {1, 11, 21};
    const int last[] = {10, 20, last_day_of_month(year, month)};
    return days(*make_date(year, month, first[which]), *make_date(year, month, last[which]), span);
}

// Week 1 is that of the 4th of January (ISO 8601).
DateFault week_of(int week, int year, Span& span) {
    if (!known_year(year) || week < 1 || week > 53) return DateFault::no_date;
    const Date fourth = *make_date(year, 1, 4);
    const int monday = fourth.days - weekday(fourth) + 7 * (week - 1);
    if (parts(Date{monday + 3}).year != year) return DateFault::no_such_day;
    return days(Date{monday}, Date{monday + 6}, span);
}

// A quarter, half or week by its number: Q1 2016, 1e kwartaal 2016, 2016-W12.
DateFault numbered_part(const std::vector<Token>& t, const std::string& codes, Span& span) {
    const auto at = [&](char code) { return codes.find(code); };
    const auto year = at('Y');
    const auto which = std::min(at('N'), at('O'));
    const auto unit = codes.find_first_of("QHK");
    if (codes.size() != 3 || year == codes.npos || which == codes.npos || unit == codes.npos ||
        year == 1)
        return DateFault::no_date;
    const int number = t[which].number;
    const int of = t[year].number;
    if (codes[unit] == 'K')
        return codes[which] == 'N' ? week_of(number, of, span) : DateFault::no_date;
    const int size = codes[unit] == 'Q' ? 3 : 6;
    if (number < 1 || number > 12 / size || t[which].text.starts_with('0'))
        return DateFault::no_date;
    return months(of, (number - 1) * size + 1, number * size, span);
}

DateFault with_words(std::string_view text, const ReadingWords& words, Span& span) {
    std::vector<Token> t;
    if (!tokens_of(text, words, t) || t.size() < 2 || t.size() > 3) return DateFault::no_date;
    std::string codes;
    for (const auto& token : t) codes += token.code;
    const auto day = [&](std::size_t year, std::size_t month, std::size_t day_at) {
        return one_day(make_date(t[year].number, t[month].number, t[day_at].number), span);
    };
    if (codes == "NMY") return day(2, 1, 0);
    if (codes == "YMN") return day(0, 1, 2);
    if (codes == "MNY") return day(2, 0, 1);
    if (codes == "NMN" && t[2].text.size() == 2)
        return one_day(make_date(full_year(t[2].text), t[1].number, t[0].number), span);
    if (codes == "MY") return months(t[1].number, t[0].number, t[0].number, span);
    if (codes == "YM") return months(t[0].number, t[1].number, t[1].number, span);
    if (codes == "PY") return part_of(t[0].number, t[1].number, 0, span);
    if (codes == "PMY") return part_of(t[0].number, t[2].number, t[1].number, span);
    return numbered_part(t, codes, span);
}

// "ma 3-4-2017": takes the day of the week, 0 for Monday, -1 when there is none.
int take_weekday(std::string_view& text, const ReadingWords& words) {
    const auto end = text.find_first_of(" .,");
    if (end == text.npos) return -1;
    const auto found = words.weekdays.find(std::string(text.substr(0, end)));
    if (found == words.weekdays.end()) return -1;
    text = text.substr(end);
    while (!text.empty() && (text.front() == ',' || text.front() == '.' || text.front() == ' '))
        text.remove_prefix(1);
    return found->second - 1;
}

// Takes a time from the end of the text. False when what stands there is none.
bool take_clock(std::string_view& text, std::optional<Clock>& clock) {
    const auto colon = text.find(':');
    if (colon == text.npos) return true;
    std::size_t at = colon;
    while (at > 0 && is_digit(text[at - 1])) --at;
    std::string time(text.substr(at));
    for (const char* end : {" uur", " am", " pm"})
        if (time.ends_with(end)) time.resize(time.size() - std::string_view(end).size());
    if (colon - at == 1) time.insert(0, "0");  // 9:30
    clock = read_clock(time);
    text = text.substr(0, at);
    const bool apart = text.ends_with(' ') || text.ends_with('t') || text.ends_with(',');
    while (!text.empty() && (text.back() == ' ' || text.back() == 't' || text.back() == ','))
        text.remove_suffix(1);
    return clock.has_value() && apart;
}

// A moment of which the day in the Netherlands, one or two hours ahead of UTC, may be another.
bool other_day(const Clock& clock) {
    if (*clock.zone == 3600 || *clock.zone == 7200) return false;
    const int utc = clock.seconds - *clock.zone;
    return utc + 3600 < 0 || utc + 7200 < 0 || utc + 3600 >= 86'400 || utc + 7200 >= 86'400;
}

}  // namespace

DateFault read_date(std::string_view cell, const ReadingWords& words, Span& span) {
    span = {};
    DateFault fault = DateFault::no_date;
    if (only_numbers(cell, span, fault)) return fault;
    if (cell.size() > 60) return DateFault::no_date;
    std::string folded = fold_value(cell);
    for (const std::string_view quote : {"’", "‘"})
        for (auto at = folded.find(quote); at != folded.npos; at = folded.find(quote, at))
            folded.replace(at, quote.size(), "'");
    std::string_view text = folded;
    std::optional<Clock> clock;
    if (!take_clock(text, clock)) return DateFault::no_date;
    const int said = take_weekday(text, words);
    if (text.ends_with('.')) text.remove_suffix(1);
    if (!only_numbers(text, span, fault)) fault = with_words(text, words, span);
    if (fault != DateFault::none) return fault;
    if (!span.exact && (clock || said >= 0)) return DateFault::no_date;
    if (said >= 0 && said != weekday(span.to)) span.doubt = "value.weekday";
    if (clock && clock->zone && other_day(*clock)) span.doubt = "value.other_day";
    return DateFault::none;
}

}  // namespace schouw
