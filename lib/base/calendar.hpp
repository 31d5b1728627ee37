// SPDX-License-Identifier: EUPL-1.2
// The Dutch calendar: working days and the clock of Europe/Amsterdam, without installed time zones.
#pragma once
#include <cstdint>

#include "base/date.hpp"

namespace schouw {

// 0 Monday … 6 Sunday.
int weekday(Date date);
// Easter Sunday of the Gregorian calendar (the anonymous algorithm, Butcher 1876), years 1583 on.
Date easter(int year);
// The days of the Algemene termijnenwet art. 3: New Year, Good Friday, Easter Monday, King's Day
// (27 April, the 26th when that is a Sunday; until 2013 Queen's Day, 30 April or the 29th), 5 May,
// Ascension, Whit Monday, both days of Christmas. They are also the Dutch public holidays of
// Regulation (EEC, Euratom) 1182/71 art. 2(1).
bool public_holiday(Date date);
bool working_day(Date date);
// The date, or the first working day after it: Reg. 1182/71 art. 3(4).
Date next_working_day(Date date);

// How a local time came to be one moment.
enum class LocalTime { certain, twice, never };

// Seconds since 1970 UTC of a clock reading in Amsterdam, itself as seconds since 1970 on that
// clock. A reading that comes twice (end of summer time) is the first of the two; one that never
// comes (its start) is read on the winter clock. Summer time from the last Sunday of March to that
// of October (until 1995 of September), 01:00 UTC; none before 1981.
std::int64_t utc_of_amsterdam(std::int64_t local, LocalTime& how);
// What the clock in Amsterdam is ahead of UTC at a moment, in seconds: 3600 or 7200.
int amsterdam_offset(std::int64_t utc);
// The day that it is in Amsterdam.
Date amsterdam_day(std::int64_t utc);

}  // namespace schouw
