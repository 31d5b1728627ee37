// SPDX-License-Identifier: EUPL-1.2
// Working days, public holidays and the clock of Amsterdam.
#include "base/calendar.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace schouw;

namespace {

Date day(const std::string& text) { return parse_iso(text).value(); }
std::string next(const std::string& text) { return iso(next_working_day(day(text))); }

}  // namespace

TEST_CASE("weekdays and Easter") {
    CHECK(weekday(day("1970-01-01")) == 3);
    CHECK(weekday(day("2026-11-27")) == 4);
    CHECK(weekday(day("1969-12-28")) == 6);
    // Dates of Easter as almanacs give them, the earliest and the latest among them.
    for (const auto* sunday : {"1818-03-22", "1943-04-25", "2016-03-27", "2024-03-31", "2025-04-20",
                               "2026-04-05", "2038-04-25"})
        CHECK(iso(easter(parts(day(sunday)).year)) == sunday);
    for (int year = 1900; year < 2200; ++year) CHECK(weekday(easter(year)) == 6);
}

TEST_CASE("a term that ends on a day off ends on the next working day") {
    CHECK(next("2026-01-02") == "2026-01-02");  // Friday
    CHECK(next("2026-01-01") == "2026-01-02");
    CHECK(next("2026-01-03") == "2026-01-05");  // Saturday
    CHECK(next("2026-04-03") == "2026-04-07");  // Good Friday to the Tuesday after Easter
    CHECK(next("2026-04-27") == "2026-04-28");  // King's Day
    CHECK(next("2025-04-26") == "2025-04-28");  // kept on Saturday the 26th, the 27th is a Sunday
    CHECK(next("2013-04-30") == "2013-05-01");  // Queen's Day
    CHECK(next("2026-05-05") == "2026-05-06");
    CHECK(next("2026-05-14") == "2026-05-15");  // Ascension
    CHECK(next("2026-05-25") == "2026-05-26");  // Whit Monday
    CHECK(next("2026-12-25") == "2026-12-28");
}

TEST_CASE("the clock of Amsterdam turns back into itself") {
    for (std::int64_t utc = -3600; utc < 2'000'000'000; utc += 1'234'567) {
        LocalTime how = LocalTime::never;
        const std::int64_t back = utc_of_amsterdam(utc + amsterdam_offset(utc), how);
        CHECK((back == utc || how == LocalTime::twice));
    }
    // 31 December 23:30 UTC is the next year in Amsterdam.
    CHECK(iso(amsterdam_day(parse_iso_moment("2025-12-31T23:30:00Z").value())) == "2026-01-01");
    CHECK(iso(amsterdam_day(parse_iso_moment("2026-07-01T21:59:59Z").value())) == "2026-07-01");
    CHECK(iso(amsterdam_day(parse_iso_moment("1969-12-31T22:59:59Z").value())) == "1969-12-31");
    CHECK_FALSE(parse_iso_moment("2025-12-31 23:30:00Z"));
}
