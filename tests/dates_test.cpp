// SPDX-License-Identifier: EUPL-1.2
// Dates and moments as people write them, and what is made of them.
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "base/text.hpp"
#include "registers/value.hpp"

using namespace schouw;

namespace {

const ReadingWords& words() {
    static const ReadingWords loaded = load_reading_words();
    return loaded;
}

Value read(Type type, const std::string& cell, const Habit& habit = {},
           RawKind kind = RawKind::text) {
    Column column;
    column.type = type;
    Value value;
    static std::string kept;  // values may look into the cell
    kept = cell;
    read_value(column, kept, words(), value, kind, habit);
    if (value.own.empty() && value.state == State::value) value.own = std::string(value.text);
    return value;
}

// The day, or the span, or the key of the sentence that says why there is none.
std::string day(const std::string& cell, const Habit& habit = {}, RawKind kind = RawKind::text) {
    const Value value = read(Type::date, cell, habit, kind);
    if (value.state != State::value) return value.remark != nullptr ? value.remark : "no value";
    return value.from == value.own ? value.own : value.from + ".." + value.own;
}

std::string remark(const std::string& cell, const Habit& habit = {}, RawKind kind = RawKind::text) {
    const Value value = read(Type::date, cell, habit, kind);
    return value.remark != nullptr ? value.remark : "";
}

struct Case {
    const char* cell;
    const char* meant;
};

void all(const std::vector<Case>& cases) {
    for (const auto& [cell, meant] : cases) {
        INFO(cell);
        CHECK(day(cell) == meant);
    }
}

}  // namespace

TEST_CASE("a day, in digits and in words") {
    all({{"31-12-2025", "2025-12-31"},
         {"31/12/2025", "2025-12-31"},
         {"31.12.2025", "2025-12-31"},
         {"31 12 2025", "2025-12-31"},
         {"3 - 4 - 2017", "2017-04-03"},
         {"3-4-'17", "2017-04-03"},
         {"1.2.25", "2025-02-01"},
         {"1-2-85", "1985-02-01"},
         {"1-1-69", "2069-01-01"},
         {"1-1-70", "1970-01-01"},
         {"2025-12-31", "2025-12-31"},
         {"2025/12/31", "2025-12-31"},
         {"20171231", "2017-12-31"},
         {"31 dec 2025", "2025-12-31"},
         {"31-dec-25", "2025-12-31"},
         {"3 apr '17", "2017-04-03"},
         {"3 apr ’17", "2017-04-03"},
         {"3 april 2017", "2017-04-03"},
         {"3e april 2017", "2017-04-03"},
         {"1ste mei 2017", "2017-05-01"},
         {"1 MAART 2016", "2016-03-01"},
         {"1 mrt. 2016", "2016-03-01"},
         {"April 3, 2017", "2017-04-03"},
         {"April 3rd, 2017", "2017-04-03"},
         {"2017 april 3", "2017-04-03"},
         {"maandag 3 april 2017", "2017-04-03"},
         {"ma 3-4-2017", "2017-04-03"},
         {"Ma. 3-4-2017", "2017-04-03"},
         {"Monday, 3 April 2017", "2017-04-03"},
         {"\xc2\xa0"
          "3\xc2\xa0"
          "april 2017\xe2\x80\x8b",
          "2017-04-03"},
         {"29-02-2024", "2024-02-29"},
         {"9999-12-31", "9999-12-31"},
         {"31-12-2025.", "2025-12-31"}});
    CHECK(remark("31-12-2025") == "");
    CHECK(remark("maandag 3 april 2017") == "");
    CHECK(remark("dinsdag 3 april 2017") == "value.weekday");
    CHECK(day("dinsdag 3 april 2017") == "2017-04-03");
}

TEST_CASE("a day with its time") {
    all({{"2025-12-31T00:00:00", "2025-12-31"},
         {"2025-12-31 13:45", "2025-12-31"},
         {"31-12-2025 9:30", "2025-12-31"},
         {"31 dec 2025, 14:30 uur", "2025-12-31"},
         {"4 okt 2017 14:30", "2017-10-04"},
         {"12-11-2025 2:30:00 PM", "2025-11-12"},
         {"2025-12-31T13:45:00.123Z", "2025-12-31"},
         {"2025-07-01T00:00:00+02:00", "2025-07-01"},
         {"2025-12-31 25:00", "value.no_date"},
         {"2025-12-31 13:45 en verder", "value.no_date"},
         {"2025-12-3113:45", "value.no_date"},
         {"april 2017 13:45", "value.no_date"},
         {"13:45", "value.no_date"}});
    CHECK(remark("2025-12-31T12:00:00Z") == "");
    CHECK(remark("2025-07-01T00:00:00+02:00") == "");
    CHECK(remark("2025-12-30T23:00:00Z") == "value.other_day");
    CHECK(remark("2025-12-31T00:30:00+09:00") == "value.other_day");
}

TEST_CASE("what is no day is never made one") {
    all({{"29-02-2023", "value.no_such_day"},
         {"31-02-2025", "value.no_such_day"},
         {"2025-13-01", "value.no_such_day"},
         {"20171331", "value.no_such_day"},
         {"31 juni 2017", "value.no_such_day"},
         {"0-1-2017", "value.no_such_day"},
         {"week 53 2017", "value.no_such_day"},
         {"zo spoedig mogelijk", "value.no_date"},
         {"op korte termijn", "value.no_date"},
         {"zomer 2017", "value.no_date"},
         {"ca. 2017", "value.no_date"},
         {"vóór 1-1-2017", "value.no_date"},
         {"onderzoek Q1 2016 uitgesteld", "value.no_date"},
         {"1-1-2017 t/m 31-12-2017", "value.no_date"},
         {"31-12/2025", "value.no_date"},
         {"31--12-2025", "value.no_date"},
         {"1-2-3", "value.no_date"},
         {"1-2-203", "value.no_date"},
         {"13-2017", "value.no_date"},
         {"2016-2017", "value.no_date"},
         {"april 17", "value.no_date"},
         {"apr-17", "value.no_date"},
         {"2300", "value.no_date"},
         {"201712", "value.no_date"},
         {"31122017", "value.no_date"},
         {"Q5 2016", "value.no_date"},
         {"Q01 2016", "value.no_date"},
         {"3e helft 2016", "value.no_date"},
         {"week 0 2016", "value.no_date"},
         {"99999999999999999999", "value.no_date"}});
}

TEST_CASE("spans are read as their last day, and say so") {
    all({{"begin 2017", "2017-01-01..2017-03-31"},
         {"medio 2015", "2015-06-01..2015-07-31"},
         {"eind 2016", "2016-10-01..2016-12-31"},
         {"eind '16", "2016-10-01..2016-12-31"},
         {"begin maart 2017", "2017-03-01..2017-03-10"},
         {"medio januari 2016", "2016-01-11..2016-01-20"},
         {"eind feb 2024", "2024-02-21..2024-02-29"},
         {"februari 2024", "2024-02-01..2024-02-29"},
         {"april '17", "2017-04-01..2017-04-30"},
         {"2017-04", "2017-04-01..2017-04-30"},
         {"04-2017", "2017-04-01..2017-04-30"},
         {"4/2017", "2017-04-01..2017-04-30"},
         {"2016", "2016-01-01..2016-12-31"},
         {"eerste kwartaal 2016", "2016-01-01..2016-03-31"},
         {"1e kwartaal 2016", "2016-01-01..2016-03-31"},
         {"2e kwartaal van 2016", "2016-04-01..2016-06-30"},
         {"kw 1 2016", "2016-01-01..2016-03-31"},
         {"3e kw. 2016", "2016-07-01..2016-09-30"},
         {"Q4 2016", "2016-10-01..2016-12-31"},
         {"Q4 '16", "2016-10-01..2016-12-31"},
         {"2016Q1", "2016-01-01..2016-03-31"},
         {"2016/Q1", "2016-01-01..2016-03-31"},
         {"2016-Q1", "2016-01-01..2016-03-31"},
         {"H1 2017", "2017-01-01..2017-06-30"},
         {"eerste helft 2017", "2017-01-01..2017-06-30"},
         {"tweede helft van 2017", "2017-07-01..2017-12-31"},
         {"2e halfjaar 2017", "2017-07-01..2017-12-31"},
         {"week 12 2017", "2017-03-20..2017-03-26"},
         {"wk 12, 2017", "2017-03-20..2017-03-26"},
         {"2017-W12", "2017-03-20..2017-03-26"},
         {"week 1 2016", "2016-01-04..2016-01-10"},
         {"week 53 2015", "2015-12-28..2016-01-03"},
         {"week 53 2020", "2020-12-28..2021-01-03"}});
    CHECK(remark("begin 2017") == "value.span");
    CHECK(remark("week 12 2017") == "value.span");
}

TEST_CASE("the column says whether the day or the month comes first") {
    const Habit none;
    const Habit day_first{.day_first = true};
    const Habit month_first{.month_first = true};
    const Habit both{.day_first = true, .month_first = true};
    CHECK(day("03/04/25") == "2025-04-03");
    CHECK(day("03/04/25", day_first) == "2025-04-03");
    CHECK(day("03/04/25", month_first) == "2025-03-04");
    CHECK(day("03/04/25", both) == "2025-04-03");
    CHECK(day("04/25/2025") == "value.no_such_day");
    CHECK(day("04/25/2025", month_first) == "2025-04-25");
    CHECK(day("04/25/2025", both) == "2025-04-25");
    CHECK(day("25/04/2025", month_first) == "2025-04-25");
    CHECK(day("2025-04-03", month_first) == "2025-04-03");
    CHECK(day("3 april 2025", month_first) == "2025-04-03");
    CHECK(day("04/04/2025", month_first) == "2025-04-04");
    CHECK(remark("03/04/25") == "value.day_or_month");
    CHECK(remark("03-04-2025") == "");  // the Dutch way
    CHECK(remark("03/04/25", day_first) == "");
    CHECK(remark("03/04/25", month_first) == "");
    CHECK(remark("04/25/2025", month_first) == "");
    CHECK(remark("03-04-2025", both) == "value.day_or_month");
    CHECK(remark("04/25/2025", both) == "value.month_first");
    CHECK(remark("25/04/2025", both) == "");
    CHECK(remark("04/04/2025", both) == "");
}

TEST_CASE("day numbers of Excel") {
    CHECK(day("46022") == "2025-12-31");
    CHECK(remark("46022") == "value.serial");
    CHECK(remark("46022", {}, RawKind::number) == "");
    CHECK(day("46022", {}, RawKind::number) == "2025-12-31");
    CHECK(day("2017", {}, RawKind::number) == "2017-01-01..2017-12-31");
    CHECK(day("12345") == "value.no_date");
}

TEST_CASE("any day from 1900 to 2199 is read back from each exact spelling") {
    constexpr const char* months[] = {"januari",   "februari", "maart",    "april",
                                      "mei",       "juni",     "juli",     "augustus",
                                      "september", "oktober",  "november", "december"};
    constexpr const char* weekdays[] = {"maandag", "dinsdag",  "woensdag", "donderdag",
                                        "vrijdag", "zaterdag", "zondag"};
    const Date last = *make_date(2199, 12, 31);
    long wrong = 0;
    for (Date date = *make_date(1900, 1, 1); date <= last; ++date.days) {
        const auto [y, m, d] = parts(date);
        const char* month = months[m - 1];
        const char* weekday = weekdays[(date.days + 3 + 700'000) % 7];
        const std::string spellings[] = {iso(date),
                                         dutch(date),
                                         fmt::format("{}-{}-{}", d, m, y),
                                         fmt::format("{:02}/{:02}/{}", d, m, y),
                                         fmt::format("{}.{}.{}", d, m, y),
                                         fmt::format("{} {} {}", d, month, y),
                                         fmt::format("{}-{:.3}-{}", d, m == 3 ? "mrt" : month, y),
                                         fmt::format("{} {} {} {}", weekday, d, month, y),
                                         fmt::format("{:.2} {}-{}-{}", weekday, d, m, y),
                                         fmt::format("{:04}{:02}{:02}", y, m, d),
                                         iso(date) + "T12:30:00Z"};
        for (const auto& spelling : spellings) {
            const Value value = read(Type::date, spelling);
            const bool doubt =
                value.remark != nullptr && std::string_view(value.remark) != "value.day_or_month";
            if (value.state == State::value && !doubt && value.own == iso(date) &&
                value.from == value.own)
                continue;
            ++wrong;
            UNSCOPED_INFO(spelling);
        }
        const Habit american{.month_first = true};
        if (day(fmt::format("{}/{}/{}", m, d, y), american) != iso(date)) ++wrong;
    }
    CHECK(wrong == 0);
}

TEST_CASE("each week of ISO 8601 has seven days and follows the one before") {
    Date next = *make_date(1899, 12, 31);  // the last day before week 1 of 1900
    for (int year = 1900; year < 2200; ++year)
        for (int week = 1; week <= 53; ++week) {
            Span span;
            const auto fault = read_date(fmt::format("{}-W{:02}", year, week), words(), span);
            if (week == 53 && fault == DateFault::no_such_day) continue;
            REQUIRE(fault == DateFault::none);
            REQUIRE(span.from.days == next.days + 1);
            REQUIRE(span.to.days == next.days + 7);
            next = span.to;
        }
}

TEST_CASE("moments are made UTC") {
    const auto moment = [](const std::string& cell) {
        const Value value = read(Type::moment, cell);
        return value.state == State::value ? value.own : std::string(value.remark);
    };
    CHECK(moment("2026-01-31T12:00:00Z") == "2026-01-31T12:00:00Z");
    CHECK(moment("2026-01-31T12:00:00+01:00") == "2026-01-31T11:00:00Z");
    CHECK(moment("2026-01-31T12:00:00+0100") == "2026-01-31T11:00:00Z");
    CHECK(moment("2026-01-31T12:00:00-01") == "2026-01-31T13:00:00Z");
    CHECK(moment("2026-01-31 12:00:00.999 +01:30") == "2026-01-31T10:30:00Z");
    CHECK(moment("2026-01-01t00:00z") == "2026-01-01T00:00:00Z");
    CHECK(moment("2026-01-01T00:30+01:00") == "2025-12-31T23:30:00Z");
    // Without a zone it is the clock of Amsterdam, also where summer time begins and ends.
    CHECK(moment("2026-01-31T12:00") == "2026-01-31T11:00:00Z");
    CHECK(moment("2026-07-31 12:00") == "2026-07-31T10:00:00Z");
    CHECK(moment("31-01-2026 12:00") == "2026-01-31T11:00:00Z");
    CHECK(moment("31 jan 2026 12:00:30") == "2026-01-31T11:00:30Z");
    CHECK(moment("31-01-2026 12:00 +02:00") == "2026-01-31T10:00:00Z");
    CHECK(moment("2026-01-31") == "2026-01-30T23:00:00Z");
    CHECK(moment("2026-03-29 01:59") == "2026-03-29T00:59:00Z");
    CHECK(moment("2026-03-29 03:00") == "2026-03-29T01:00:00Z");
    CHECK(moment("2026-10-25 01:59") == "2026-10-24T23:59:00Z");
    CHECK(moment("2026-10-25 02:30") == "2026-10-25T00:30:00Z");
    CHECK(moment("2026-10-25 03:00") == "2026-10-25T02:00:00Z");
    const auto doubt = [](const std::string& cell) {
        const char* remark = read(Type::moment, cell).remark;
        return std::string(remark == nullptr ? "" : remark);
    };
    CHECK(doubt("2026-01-31T12:00").empty());
    CHECK(doubt("2026-01-31") == "value.no_time");
    CHECK(doubt("2026-03-29 02:30") == "value.hour_never");
    CHECK(doubt("2026-10-25 02:30") == "value.hour_twice");
    CHECK(doubt("2026-10-25 02:30 +01:00").empty());
    CHECK(moment("03/04/2025 12:00") == "2025-04-03T10:00:00Z");
    CHECK(doubt("03/04/2025 12:00") == "value.day_or_month");
    CHECK(read(Type::moment, "2026-01-31T12:00Z").remark == nullptr);
    for (const char* cell : {"2026-01-31T",
                             "2026-01-31T12",
                             "2026-01-31T1:00",
                             "2026-01-31T 1:00",
                             "2026-01-31T-1:00",
                             "2026-01-31T+1:00",
                             "2026-01-31T12:0",
                             "2026-01-31T12:00:0",
                             "2026-01-31T12:00:00.",
                             "2026-01-31T12:00:00Zx",
                             "2026-01-31T12:00:00 x",
                             "2026-01-31T12:00:00+1",
                             "2026-01-31T12:00:00+01:0",
                             "2026-01-31T12:00:00+01:60",
                             "2026-01-31T12:00:00+15:00",
                             "2026-01-31T24:00:00",
                             "2026-01-31T12:60:00",
                             "2026-01-31T12:00:61",
                             "2026-02-30T12:00:00Z",
                             "2026-01-31X12:00:00",
                             "2026-01-31T12:00:00  Z",
                             "0001-01-01T00:00:00+01:00",
                             "9999-12-31T23:59:59-01:00",
                             "31-02-2026 12:00",
                             "04/13/2025 12:00",
                             "januari 2026 12:00"}) {
        INFO(cell);
        CHECK(moment(cell) == "value.no_moment");
    }
}
