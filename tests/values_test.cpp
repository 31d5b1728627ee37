// SPDX-License-Identifier: EUPL-1.2
// Cells as people write them, and what is made of them.
#include <catch2/catch.hpp>

#include "base/date.hpp"
#include "base/text.hpp"
#include "registers/reader.hpp"
#include "registers/value.hpp"
#include "support.hpp"

using namespace schouw;

namespace {

const ReadingWords& words() {
    static const ReadingWords loaded = load_reading_words();
    return loaded;
}

Value read(Type type, const std::string& cell, const Habit& habit = {}, bool na = false,
           bool none = false) {
    Column column;
    column.type = type;
    column.na = na;
    column.empty_none = none;
    Value value;
    static std::string kept;  // values may look into the cell
    kept = cell;
    read_value(column, kept, words(), value, RawKind::text, habit);
    if (value.own.empty() && value.state == State::value) value.own = std::string(value.text);
    return value;
}

double number(const std::string& cell, const Habit& habit = {}) {
    const Value value = read(Type::number, cell, habit);
    return value.state == State::value ? value.number : -999;
}

std::string remark(Type type, const std::string& cell, const Habit& habit = {}) {
    const Value value = read(type, cell, habit);
    return value.remark != nullptr ? value.remark : "";
}

}  // namespace

TEST_CASE("numbers the Dutch way") {
    CHECK(number("1.234,56") == Approx(1234.56));
    CHECK(number("1,234.56") == Approx(1234.56));
    CHECK(number("1.234.567") == Approx(1234567));
    CHECK(number("1.234.567,8") == Approx(1234567.8));
    CHECK(number("1'234.5") == Approx(1234.5));
    CHECK(number("1\xc2\xa0"
                 "234,5") == Approx(1234.5));
    CHECK(number("12,5") == Approx(12.5));
    CHECK(number("12.5") == Approx(12.5));
    CHECK(number("0.125") == Approx(0.125));
    CHECK(number("1234.567") == Approx(1234.567));
    CHECK(number(",5") == Approx(0.5));
    CHECK(number("64 %") == Approx(64));
    CHECK(number("12,5%") == Approx(12.5));
    CHECK(number("€ 1.234,56") == Approx(1234.56));
    CHECK(number("EUR 12") == Approx(12));
    CHECK(number("12 euro") == Approx(12));
    CHECK(number("1.000,-") == Approx(1000));
    CHECK(number("€ 12,--") == Approx(12));
    CHECK(number("-€ 12") == Approx(-12));
    CHECK(number("€ -12") == Approx(-12));
    CHECK(number("−12,5") == Approx(-12.5));
    CHECK(number("+12") == Approx(12));
    for (const char* cell :
         {"1.2.3",     ".",          ",",      "1.",   "1.234.56", "1.23.456",
          "12.34.567", "1234.567,8", "06 123", "(12)", "12-",      "--1",
          "$ 12",      "ca. 100",    "> 50",   "100+", "1e5",      "12 km",
          "12% 3",     "1,000,-",    "€",      "-",    "0x10",     "inf",
          "nan",       "1 2",        "12..5",  "1,,5", "%",        "zolang nodig"}) {
        INFO(cell);
        CHECK(read(Type::number, cell).state != State::value);
        CHECK(read(Type::integer, cell).state != State::value);
    }
}

TEST_CASE("the column says which sign parts the decimals") {
    const Habit comma{.comma = true};
    const Habit point{.point = true};
    const Habit both{.comma = true, .point = true};
    CHECK(number("1.234") == Approx(1234));
    CHECK(number("1.234", comma) == Approx(1234));
    CHECK(number("1.234", point) == Approx(1.234));
    CHECK(number("1.234", both) == Approx(1234));
    CHECK(number("1,234") == Approx(1.234));
    CHECK(number("1,234", comma) == Approx(1.234));
    CHECK(number("1,234", point) == Approx(1234));
    CHECK(number("1,234", both) == Approx(1.234));
    CHECK(number("12.5", comma) == Approx(12.5));
    CHECK(remark(Type::number, "1.234") == "value.thousands");
    CHECK(remark(Type::number, "1,234") == "value.decimals");
    CHECK(remark(Type::number, "1.234", both) == "value.thousands");
    CHECK(remark(Type::number, "1.234", comma) == "");
    CHECK(remark(Type::number, "1,234", point) == "");
    CHECK(remark(Type::number, "12.5") == "");
    CHECK(read(Type::integer, "1.234").integer == 1234);
    CHECK(remark(Type::integer, "1.234") == "");  // it has no decimals
    CHECK(remark(Type::integer, "1,234") == "value.no_integer");
    CHECK(read(Type::integer, "1,234", point).integer == 1234);
    CHECK(remark(Type::integer, "1.234", point) == "value.no_integer");
    const Habit bare{.bare = true};
    CHECK(remark(Type::number, "12,5%", bare) == "value.percent");
    CHECK(number("12,5%", bare) == Approx(12.5));
    CHECK(remark(Type::integer, "12%", bare) == "value.percent");
    CHECK(remark(Type::number, "12,5", {.percent = true}) == "");
}

TEST_CASE("what a cell shows of its column") {
    const auto shows = [](Type type, const char* cell, RawKind kind = RawKind::text) {
        Column column;
        column.type = type;
        Habit habit;
        observe(column, cell, words(), kind, habit);
        return habit;
    };
    CHECK(shows(Type::date, "13-04-2025") == Habit{.day_first = true});
    CHECK(shows(Type::date, "ma 04/13/25 12:00") == Habit{.month_first = true});
    for (const char* cell : {"03-04-2025", "2025-04-13", "13 april 2025", "31-02-2025", "", "x"})
        CHECK(shows(Type::date, cell) == Habit{});
    CHECK(shows(Type::number, "12,5") == Habit{.comma = true, .bare = true});
    CHECK(shows(Type::number, "1,234.5") == Habit{.point = true, .bare = true});
    CHECK(shows(Type::number, "1.234.567") == Habit{.comma = true, .bare = true});
    CHECK(shows(Type::number, "1.000,-") == Habit{.comma = true, .bare = true});
    CHECK(shows(Type::number, "1.234") == Habit{.bare = true});
    CHECK(shows(Type::number, "12.5", RawKind::number) == Habit{.bare = true});
    CHECK(shows(Type::number, "5%") == Habit{.percent = true});
    CHECK(shows(Type::boolean, "✓") == Habit{.tick = true});
    CHECK(shows(Type::boolean, "x") == Habit{});
    CHECK(shows(Type::text, "12,5") == Habit{});
}

TEST_CASE("a number written in either style is read back when the column shows it") {
    const auto write = [](long whole, long decimals, char mark, char decimal) {
        std::string digits = std::to_string(whole);
        for (auto at = static_cast<long>(digits.size()) - 3; at > 0; at -= 3)
            digits.insert(static_cast<std::size_t>(at), 1, mark);
        return decimals < 0 ? digits : digits + decimal + std::to_string(1000 + decimals).substr(1);
    };
    long wrong = 0;
    for (long n = 0; n < 2'000'000'000; n = n * 7 / 5 + 1)
        for (long decimals : {-1L, 0L, 5L, 125L, 999L}) {
            const double meant =
                static_cast<double>(n) + (decimals < 0 ? 0 : static_cast<double>(decimals) / 1000);
            if (number(write(n, decimals, '.', ','), {.comma = true}) != Approx(meant)) ++wrong;
            if (number(write(n, decimals, ',', '.'), {.point = true}) != Approx(meant)) ++wrong;
            if (number("€ -" + write(n, decimals, ' ', ','), {.comma = true}) != Approx(-meant))
                ++wrong;
        }
    CHECK(wrong == 0);
}

TEST_CASE("whole numbers") {
    CHECK(read(Type::integer, "1.530").integer == 1530);
    CHECK(read(Type::integer, "1 530").integer == 1530);
    CHECK(read(Type::integer, "-3").integer == -3);
    CHECK(read(Type::integer, "12,0").integer == 12);
    CHECK(read(Type::integer, "zolang nodig").state == State::unreadable);
    CHECK(read(Type::integer, "1,5").state == State::unreadable);
    CHECK(read(Type::integer, "99999999999999999999").state == State::unreadable);
}

TEST_CASE("yes and no in their spellings") {
    for (const char* cell :
         {"ja", "J", "X", "waar", "TRUE", "1", "aan", "✓", "✔", "☑", "v", "\xc2\xa0Ja "})
        CHECK(read(Type::boolean, cell).integer == 1);
    for (const char* cell : {"Nee", "n", "onwaar", "False", "0", "uit", "✗", "☐"}) {
        CHECK(read(Type::boolean, cell).integer == 0);
        CHECK(read(Type::boolean, cell).state == State::value);
    }
    for (const char* cell : {"misschien", "ja/nee", "2", "☒"})
        CHECK(remark(Type::boolean, cell) == "value.no_boolean");
    CHECK(remark(Type::boolean, std::string(60, 'j')) == "value.no_boolean");
    CHECK(remark(Type::boolean, "x", {.tick = true}) == "value.cross_or_tick");
    CHECK(remark(Type::boolean, "✓", {.tick = true}) == "");
}

TEST_CASE("empty, not applicable, unknown and unreadable are four different things") {
    for (const char* cell :
         {"", " ", "-", "—", "\xc2\xa0", "\xe2\x80\x8b", "\xef\xbb\xbf ", "Niet ingevuld", "NULL"})
        CHECK(read(Type::text, cell).state == State::empty);
    CHECK(read(Type::text, "n.v.t.", {}, true).state == State::not_applicable);
    CHECK(read(Type::text, "NVT", {}, false).state == State::stated_unknown);
    CHECK(remark(Type::text, "n.v.t.") == "value.na_is_no_answer");
    for (const char* cell : {"onbekend", "Nog  onbekend", "?", "n.t.b.", "nog\xc2\xa0te bepalen"})
        CHECK(read(Type::text, cell).state == State::stated_unknown);
    CHECK(remark(Type::text, "#N/B") == "value.error_cell");
    CHECK(read(Type::text, "geen").state == State::value);
    CHECK(read(Type::text, "geen", {}, false, true).state == State::empty);
    CHECK(read(Type::text, "\xe2\x80\x8bgoed\xc2\xa0").own == "goed");
}

TEST_CASE("a spelling among the choices wins, with signs or without") {
    Column column;
    column.type = Type::choice;
    column.choices = {{"unknown", {"onbekend", "unknown"}, {}, {}},
                      {"in_use", {"in gebruik", "in use"}, {}, {}}};
    column.spelling = {{"onbekend", 0}, {"unknown", 0}, {"ingebruik", 1}, {"inuse", 1}};
    Value value;
    read_value(column, "Onbekend", words(), value);
    CHECK(value.state == State::value);
    CHECK(value.text == "unknown");
    read_value(column, "in_gebruik", words(), value);
    CHECK(value.text == "in_use");
    read_value(column, "weg", words(), value);
    CHECK(value.state == State::unreadable);
    column.type = Type::list;
    read_value(column, "onbekend", words(), value);
    CHECK(value.text == R"(["unknown"])");
    read_value(column, "?", words(), value);
    CHECK(value.state == State::stated_unknown);
}

TEST_CASE("lists") {
    CHECK(list_items("a; b ;c") == std::vector<std::string>{"a", "b", "c"});
    CHECK(list_items("naam, adres\nBSN") == std::vector<std::string>{"naam, adres", "BSN"});
    CHECK(list_items("naam, adres") == std::vector<std::string>{"naam", "adres"});
    const std::vector<std::string> two{"a", "b, c"};
    CHECK(list_items("- a\n- b, c") == two);
    CHECK(list_items("• a\r\n• b, c") == two);
    CHECK(list_items("• a • b, c") == two);
    CHECK(list_items("a\rb, c") == two);
    CHECK(list_items(" ; a;;b, c;") == two);
    CHECK(list_items("-a, a-b") == std::vector<std::string>{"-a", "a-b"});
    CHECK(list_items("\xc2\xa0") == std::vector<std::string>{});
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

TEST_CASE("a source that changes between its two readings is not believed") {
    const auto folder = std::filesystem::temp_directory_path() / "schouw-values-test";
    // A short table is looked through in memory, and read once.
    std::string head = "id;day\n";
    for (int i = 1; i <= 3000; ++i) head += std::to_string(i) + ";03/04/2025\n";
    Schema schema;
    schema.id = "x";
    schema.columns.resize(2);
    schema.columns[0].id = "id";
    schema.columns[1].id = "day";
    schema.columns[1].type = Type::date;
    schema.key = {0};
    Source source;
    source.file = "x.csv";
    const auto read = [&](const std::string& later) {
        test::write(folder / "x.csv", head);
        RegisterReader reader(schema, source, folder, words(), {});
        test::write(folder / "x.csv", later);
        Record record;
        while (reader.next(record)) continue;
        return reader.result().totals.accepted;
    };
    CHECK(read(head) == 3000);
    CHECK_THROWS_AS(read(head + "x;04/25/2025\n"), Error);
    std::filesystem::remove_all(folder);
}
