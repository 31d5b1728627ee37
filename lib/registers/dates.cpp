// SPDX-License-Identifier: EUPL-1.2
// Dates as people write them: 31-12-2025, 31 dec 2025, begin 2017, 1e kwartaal 2016.
#include <algorithm>

#include "base/text.hpp"
#include "registers/value.hpp"

namespace schouw {
namespace {

int number_of(const std::string& word) {
    if (word.empty() || word.size() > 5) return -1;
    int value = 0;
    for (const char c : word) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

// Two digits are of this century up to 69, of the last from 70.
int full_year(const std::string& word) {
    const int value = number_of(word);
    if (value < 0 || word.size() == 4) return value;
    if (word.size() != 2) return -1;
    return value < 70 ? 2000 + value : 1900 + value;
}

DateFault day(int year, int month, int day_of_month, Span& span) {
    const auto date = make_date(year, month, day_of_month);
    if (!date) return DateFault::no_such_day;
    span = {*date, *date, true};
    return DateFault::none;
}

DateFault between(int year, int month, int first, int last_month, int last, Span& span) {
    const auto from = make_date(year, month, first);
    const auto to = make_date(
        year, last_month, last > 0 ? last : (year > 0 ? last_day_of_month(year, last_month) : 0));
    if (!from || !to) return DateFault::no_such_day;
    span = {*from, *to, false};
    return DateFault::none;
}

std::vector<std::string> words_of_date(std::string_view cell) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : fold_value(cell) + " ") {
        const bool separates = c == ' ' || c == '-' || c == '/' || c == '.' || c == ',' || c == 't';
        // "t" parts date and time only between digits (2025-12-31t00:00).
        const bool is_t = c == 't' && !(word.size() == 2 && number_of(word) >= 0);
        if (separates && !is_t) {
            if (!word.empty()) words.push_back(word);
            word.clear();
        } else {
            word += c;
        }
    }
    return words;
}

// begin, medio, eind of a year or a month.
DateFault part_of(const std::vector<std::string>& w, const ReadingWords& words, Span& span) {
    const int part = words.early.contains(w[0])    ? 0
                     : words.middle.contains(w[0]) ? 1
                     : words.late.contains(w[0])   ? 2
                                                   : -1;
    if (part < 0) return DateFault::no_date;
    if (w.size() == 2) {
        const int year = full_year(w[1]);
        if (year < 0) return DateFault::no_date;
        constexpr int first[] = {1, 6, 10};
        constexpr int last[] = {3, 7, 12};
        return between(year, first[part], 1, last[part], 0, span);
    }
    const auto month = words.months.find(w[1]);
    const int year = w.size() == 3 ? full_year(w[2]) : -1;
    if (month == words.months.end() || year < 0) return DateFault::no_date;
    constexpr int first[] = {1, 11, 21};
    constexpr int last[] = {10, 20, 0};
    return between(year, month->second, first[part], month->second, last[part], span);
}

DateFault quarter_of(const std::vector<std::string>& w, const ReadingWords& words, Span& span) {
    // "q1 2016", "2016 q1", "1e kwartaal 2016", "eerste kwartaal van 2016"
    int quarter = 0;
    int year = -1;
    bool said = false;
    for (const auto& word : w) {
        if (word.size() == 2 && (word[0] == 'q' || word[0] == 'k') && word[1] >= '1' &&
            word[1] <= '4') {
            quarter = word[1] - '0';
            said = true;
        } else if (words.quarter.contains(word)) {
            said = true;
        } else if (const auto at = words.quarters.find(word); at != words.quarters.end()) {
            quarter = at->second;
        } else if (word.size() == 4 && number_of(word) > 0) {
            year = number_of(word);
        }
    }
    if (!said || quarter == 0 || year < 0) return DateFault::no_date;
    return between(year, quarter * 3 - 2, 1, quarter * 3, 0, span);
}

}  // namespace

DateFault read_date(std::string_view cell, const ReadingWords& words, Span& span) {
    const auto w = words_of_date(cell);
    if (w.empty() || w.size() > 6) return DateFault::no_date;
    if (w.size() == 1) {
        const int value = number_of(w[0]);
        if (w[0].size() == 4 && value > 1900 && value < 2200)
            return between(value, 1, 1, 12, 0, span);
        if (w[0].size() == 5 && value > 20000 &&
            value < 80000) {  // an Excel serial: day 0 = 30-12-1899
            span = {Date{value - 25569}, Date{value - 25569}, true};
            return DateFault::none;
        }
        return DateFault::no_date;
    }
    if (w.size() >= 3) {
        const auto month_word = words.months.find(w[1]);
        const int month = month_word != words.months.end() ? month_word->second : number_of(w[1]);
        const bool time = w.size() > 3;  // "2025-12-31 00:00:00"
        if (!time || w[3].find(':') != std::string::npos) {
            if (w[0].size() == 4 && number_of(w[0]) >= 0 && number_of(w[2]) >= 0 && month >= 0)
                return day(number_of(w[0]), month, number_of(w[2]), span);
            if (w[0].size() <= 2 && number_of(w[0]) >= 0 && month >= 0 && full_year(w[2]) >= 0)
                return day(full_year(w[2]), month, number_of(w[0]), span);
        }
    }
    if (w.size() == 2) {
        const auto month = words.months.find(w[0]);
        const bool digits = w[1].size() == 4 && number_of(w[1]) > 0;
        if (month != words.months.end() && digits)
            return between(number_of(w[1]), month->second, 1, month->second, 0, span);
        if (digits && w[0].size() <= 2 && number_of(w[0]) >= 1 && number_of(w[0]) <= 12)
            return between(number_of(w[1]), number_of(w[0]), 1, number_of(w[0]), 0, span);
        if (w[0].size() == 4 && number_of(w[0]) > 0 && w[1].size() <= 2 && number_of(w[1]) >= 1 &&
            number_of(w[1]) <= 12)
            return between(number_of(w[0]), number_of(w[1]), 1, number_of(w[1]), 0, span);
    }
    if (const auto fault = part_of(w, words, span); fault != DateFault::no_date) return fault;
    return quarter_of(w, words, span);
}

}  // namespace schouw
