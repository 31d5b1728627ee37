// SPDX-License-Identifier: EUPL-1.2
#include "base/calendar.hpp"

namespace schouw {
namespace {

constexpr std::int64_t day_seconds = 86'400;
constexpr std::int64_t hour = 3'600;

Date day_of(std::int64_t seconds) {
    const std::int64_t floor =
        seconds >= 0 ? seconds / day_seconds : -((-seconds + day_seconds - 1) / day_seconds);
    return Date{static_cast<std::int32_t>(floor)};
}

Date last_sunday(int year, int month) {
    const Date last = *make_date(year, month, last_day_of_month(year, month));
    return Date{last.days - (weekday(last) + 1) % 7};
}

bool summer(std::int64_t utc) {
    const int year = parts(day_of(utc)).year;
    if (year < 1981) return false;
    const std::int64_t from = last_sunday(year, 3).days * day_seconds + hour;
    const std::int64_t to = last_sunday(year, year < 1996 ? 9 : 10).days * day_seconds + hour;
    return from <= utc && utc < to;
}

// The birthday of the King, or before 2014 the day on which that of the Queen was kept.
Date kings_day(int year) {
    const bool king = year >= 2014;
    const Date day = *make_date(year, 4, king ? 27 : 30);
    if (weekday(day) != 6) return day;
    return Date{day.days + (king || year >= 1980 ? -1 : 1)};
}

}  // namespace

int weekday(Date date) {
    return ((date.days + 3) % 7 + 7) % 7;  // 1970-01-01 was a Thursday
}

Date easter(int year) {
    const int a = year % 19;
    const int b = year / 100;
    const int c = year % 100;
    const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int n = h + l - 7 * m + 114;
    return *make_date(year, n / 31, n % 31 + 1);
}

bool public_holiday(Date date) {
    const auto [year, month, day] = parts(date);
    if (year < 1583) return false;
    const int after_easter = date.days - easter(year).days;
    for (const int holiday : {-2, 1, 39, 50})
        if (after_easter == holiday) return true;
    return (month == 1 && day == 1) || (month == 5 && day == 5) ||
           (month == 12 && (day == 25 || day == 26)) || date == kings_day(year);
}

bool working_day(Date date) { return weekday(date) < 5 && !public_holiday(date); }

Date next_working_day(Date date) {
    while (!working_day(date)) ++date.days;
    return date;
}

std::int64_t utc_of_amsterdam(std::int64_t local, LocalTime& how) {
    const std::int64_t as_summer = local - 2 * hour;
    const std::int64_t as_winter = local - hour;
    const bool in_summer = summer(as_summer);
    const bool in_winter = !summer(as_winter);
    how = in_summer && in_winter   ? LocalTime::twice
          : in_summer || in_winter ? LocalTime::certain
                                   : LocalTime::never;
    return in_summer ? as_summer : as_winter;
}

int amsterdam_offset(std::int64_t utc) { return static_cast<int>(summer(utc) ? 2 * hour : hour); }

Date amsterdam_day(std::int64_t utc) { return day_of(utc + amsterdam_offset(utc)); }

}  // namespace schouw
