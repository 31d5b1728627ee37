// SPDX-License-Identifier: EUPL-1.2
// Cells as people write them, and what is made of them.
#include <catch2/catch.hpp>

#include "base/date.hpp"
#include "base/text.hpp"
#include "registers/value.hpp"

using namespace schouw;

namespace {

const ReadingWords& words() {
    static const ReadingWords loaded = load_reading_words();
    return loaded;
}

Value read(Type type, const std::string& cell, bool na = false, bool none = false) {
    Column column;
    column.type = type;
    column.na = na;
    column.empty_none = none;
    Value value;
    static std::string kept;  // values may look into the cell
    kept = cell;
    read_value(column, kept, words(), value);
    if (value.own.empty() && value.state == State::value) value.own = std::string(value.text);
    return value;
}

std::string day(const std::string& cell) {
    const Value value = read(Type::date, cell);
    if (value.state != State::value) return value.remark != nullptr ? value.remark : "no value";
    return value.from == value.own ? value.own : value.from + ".." + value.own;
}

}  // namespace

TEST_CASE("dates the Dutch way") {
    CHECK(day("31-12-2025") == "2025-12-31");
    CHECK(day("31/12/2025") == "2025-12-31");
    CHECK(day("1.2.25") == "2025-02-01");
    CHECK(day("1-2-85") == "1985-02-01");
    CHECK(day("31 dec 2025") == "2025-12-31");
    CHECK(day("1 MAART 2016") == "2016-03-01");
    CHECK(day("2025-12-31") == "2025-12-31");
    CHECK(day("2025-12-31T00:00:00") == "2025-12-31");
    CHECK(day("2025-12-31 13:45") == "2025-12-31");
    CHECK(day("46022") == "2025-12-31");
    CHECK(day("29-02-2024") == "2024-02-29");
    CHECK(day("29-02-2023") == "value.no_such_day");
    CHECK(day("31-02-2025") == "value.no_such_day");
    CHECK(day("2025-13-01") == "value.no_such_day");
    CHECK(day("zo spoedig mogelijk") == "value.no_date");
    CHECK(day("op korte termijn") == "value.no_date");
}

TEST_CASE("spans are read as their last day, and say so") {
    CHECK(day("begin 2017") == "2017-01-01..2017-03-31");
    CHECK(day("medio 2015") == "2015-06-01..2015-07-31");
    CHECK(day("eind 2016") == "2016-10-01..2016-12-31");
    CHECK(day("eerste kwartaal 2016") == "2016-01-01..2016-03-31");
    CHECK(day("Q4 2016") == "2016-10-01..2016-12-31");
    CHECK(day("2e kwartaal 2016") == "2016-04-01..2016-06-30");
    CHECK(day("medio januari 2016") == "2016-01-11..2016-01-20");
    CHECK(day("februari 2024") == "2024-02-01..2024-02-29");
    CHECK(day("2016") == "2016-01-01..2016-12-31");
    CHECK(std::string(read(Type::date, "begin 2017").remark) == "value.span");
    CHECK(read(Type::date, "31-12-2025").remark == nullptr);
}

TEST_CASE("any day that exists is read back from three spellings") {
    for (int days = -20000; days < 40000; days += 13) {
        const Date date{days};
        CHECK(day(iso(date)) == iso(date));
        CHECK(day(dutch(date)) == iso(date));
        const auto [y, m, d] = parts(date);
        CHECK(day(std::to_string(d) + "-" + std::to_string(m) + "-" + std::to_string(y)) ==
              iso(date));
    }
}

TEST_CASE("numbers the Dutch way") {
    CHECK(read(Type::integer, "1.530").integer == 1530);
    CHECK(read(Type::integer, "1 530").integer == 1530);
    CHECK(read(Type::integer, "-3").integer == -3);
    CHECK(read(Type::integer, "zolang nodig").state == State::unreadable);
    CHECK(read(Type::integer, "1,5").state == State::unreadable);
    CHECK(read(Type::integer, "99999999999999999999").state == State::unreadable);
    CHECK(read(Type::number, "1.234,56").number == Approx(1234.56));
    CHECK(read(Type::number, "1,234.56").number == Approx(1234.56));
    CHECK(read(Type::number, "12,5").number == Approx(12.5));
    CHECK(read(Type::number, "12.5").number == Approx(12.5));
    CHECK(read(Type::number, "64 %").number == Approx(64));
    CHECK(read(Type::number, "1.2.3").state == State::unreadable);
    CHECK(read(Type::number, ".").state == State::unreadable);
}

TEST_CASE("empty, not applicable, unknown and unreadable are four different things") {
    CHECK(read(Type::boolean, "ja").integer == 1);
    CHECK(read(Type::boolean, "X").integer == 1);
    CHECK(read(Type::boolean, "Nee").integer == 0);
    CHECK(read(Type::boolean, "misschien").state == State::unreadable);
    for (const char* cell : {"", " ", "-", "\xc2\xa0"})
        CHECK(read(Type::text, cell).state == State::empty);
    CHECK(read(Type::text, "n.v.t.", true).state == State::not_applicable);
    CHECK(read(Type::text, "NVT", false).state == State::stated_unknown);
    CHECK(std::string(read(Type::text, "n.v.t.", false).remark) == "value.na_is_no_answer");
    CHECK(read(Type::text, "onbekend").state == State::stated_unknown);
    CHECK(read(Type::text, "geen").state == State::value);
    CHECK(read(Type::text, "geen", false, true).state == State::empty);
}

TEST_CASE("a spelling among the choices wins, with signs or without") {
    Column column;
    column.type = Type::choice;
    column.choices = {{"unknown", {"onbekend", "unknown"}, {}},
                      {"in_use", {"in gebruik", "in use"}, {}}};
    column.spelling = {{"onbekend", 0}, {"unknown", 0}, {"ingebruik", 1}, {"inuse", 1}};
    Value value;
    read_value(column, "Onbekend", words(), value);
    CHECK(value.state == State::value);
    CHECK(value.text == "unknown");
    read_value(column, "in_gebruik", words(), value);
    CHECK(value.text == "in_use");
    read_value(column, "weg", words(), value);
    CHECK(value.state == State::unreadable);
}

TEST_CASE("lists") {
    CHECK(list_items("a; b ;c") == std::vector<std::string>{"a", "b", "c"});
    CHECK(list_items("naam, adres\nBSN") == std::vector<std::string>{"naam, adres", "BSN"});
    CHECK(list_items("naam, adres") == std::vector<std::string>{"naam", "adres"});
    CHECK(read(Type::list, "a;\"b\"").own == R"(["a","\"b\""])");
}

TEST_CASE("months are added by the calendar") {
    const auto plus = [](const char* from, long n) { return iso(add_months(*parse_iso(from), n)); };
    CHECK(plus("2024-01-31", 1) == "2024-02-29");
    CHECK(plus("2023-01-31", 1) == "2023-02-28");
    CHECK(plus("2024-02-29", 12) == "2025-02-28");
    CHECK(plus("2024-03-31", -1) == "2024-02-29");
    CHECK(plus("2024-03-31", -999999) == "0001-01-31");
    CHECK(plus("2024-03-31", 999999) == "9999-12-31");
}

TEST_CASE("text that is shown cannot drive a terminal") {
    CHECK(visible("a\x1b"
                  "[31mb") == "a\\x1b[31mb");
    CHECK(visible("a\nb") == "a\\x0ab");
    CHECK(visible("a\nb", true) == "a\nb");
    CHECK(visible("a\xe2\x80\xae"
                  "b") == "a\\u202eb");
    CHECK(visible("a\xff") == "a\\xff");
    CHECK(visible("één") == "één");
    CHECK(clip("abcdef", 4) == "abc…");
    CHECK(fold("Datum PIA") == fold("datum-pia"));
    CHECK(fold("Categorieën betrokkenen") == "categorieenbetrokkenen");
    CHECK(edit_distance("dpai", "dpia") == 1);
}
