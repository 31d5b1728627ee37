// SPDX-License-Identifier: EUPL-1.2
// Calendar dates: ISO text in, day numbers out, and the month arithmetic that legal terms need.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace schouw {

// A day of the Gregorian calendar, as days since 1970-01-01.
struct Date {
    std::int32_t days = 0;
    auto operator<=>(const Date&) const = default;  // NOLINT(modernize-use-nullptr)
};

struct YearMonthDay {
    int year = 0;
    int month = 0;
    int day = 0;
};

// The date of a year, month and day; nothing when that day does not exist (years 1 to 9999).
std::optional<Date> make_date(int year, int month, int day);
YearMonthDay parts(Date date);
int last_day_of_month(int year, int month);

// "2026-01-31" exactly, else nothing.
std::optional<Date> parse_iso(std::string_view text);
std::string iso(Date date);
// The way a Dutch reader writes a date: 31-01-2026.
std::string dutch(Date date);

// n months later (or earlier); a day that the month lacks becomes its last day, as in
// Regulation (EEC, Euratom) 1182/71 art. 3(2)(c).
Date add_months(Date date, long n);

// The clock: SOURCE_DATE_EPOCH when it is set, else the system's. Seconds since 1970, UTC.
std::int64_t now_seconds();
// "2026-01-31T12:00:00Z"
std::string iso_moment(std::int64_t seconds);
// The same back, exactly that form; nothing for any other text.
std::optional<std::int64_t> parse_iso_moment(std::string_view text);

}  // namespace schouw
