// SPDX-License-Identifier: EUPL-1.2
// Access logs, piece by piece: moments, separators, days that close, relations, pseudonyms.
#include <catch2/catch.hpp>

#include "accesslog/days.hpp"
#include "accesslog/detector.hpp"
#include "accesslog/lines.hpp"
#include "accesslog/moment.hpp"
#include "accesslog/pseudonym.hpp"
#include "accesslog/scan.hpp"
#include "accesslog/world.hpp"
#include "base/date.hpp"

using namespace schouw;

namespace {

// "2026-05-01T10:00:00Z 2026-05-01 12:00 certain", or "-".
std::string moment(std::string_view text, bool utc = false) {
    static const ReadingWords words = load_reading_words();
    MomentReader reader(utc, words);
    LogMoment out;
    if (!reader.read(text, out)) return "-";
    const char* const how[] = {"certain", "twice", "never"};
    const auto two = [](unsigned n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
    return iso_moment(out.utc) + " " + iso(Date{out.day}) + " " + two(out.second / 3600) + ":" +
           two(out.second / 60 % 60) + " " + how[static_cast<int>(out.how)];
}

// Records as a<b<c; refused ones in parentheses.
std::string records(const std::string& text, std::size_t width) {
    const std::string padded = text + std::string(64, '\0');
    std::string out;
    const char* const end =
        scan_records(padded.data(), padded.data() + text.size(), ';',
                     [&](const char* const* starts, std::size_t cells, bool) {
                         std::string row;
                         for (std::size_t i = 0; i < cells; ++i)
                             row += (i > 0 ? "<" : "") + std::string(starts[i], starts[i + 1] - 1);
                         out += cells == width ? row + "|" : "(" + row + ")|";
                         return cells == width;
                     });
    return out + std::string(end, padded.data() + text.size());
}

Event event(int day, std::uint32_t user, std::uint64_t dossier, std::uint32_t second = 36'000) {
    Event out;
    out.day = day;
    out.entry.user = user;
    out.entry.dossier = dossier;
    out.entry.second = second;
    return out;
}

}  // namespace

TEST_CASE("moments with and without a zone, at both edges of summer time") {
    CHECK(moment("2026-01-15 09:00:00") == "2026-01-15T08:00:00Z 2026-01-15 09:00 certain");
    CHECK(moment("2026-07-15T09:00") == "2026-07-15T07:00:00Z 2026-07-15 09:00 certain");
    CHECK(moment("15-07-2026 09:00:05") == "2026-07-15T07:00:05Z 2026-07-15 09:00 certain");
    CHECK(moment("2011-10-11 13:42:22.688000+02:00") ==
          "2011-10-11T11:42:22Z 2011-10-11 13:42 certain");
    CHECK(moment("2026-07-15T23:30:00Z") == "2026-07-15T23:30:00Z 2026-07-16 01:30 certain");
    CHECK(moment("2026-07-15T23:30:00", true) == "2026-07-15T23:30:00Z 2026-07-16 01:30 certain");
    CHECK(moment("1761550000") == "2025-10-27T07:26:40Z 2025-10-27 08:26 certain");
    CHECK(moment("1761550000123") == moment("1761550000"));
    CHECK(moment("15 juli 2026 09:00") == "2026-07-15T07:00:00Z 2026-07-15 09:00 certain");
    // The hour that comes twice is the first one; the one that never comes is read on the winter
    // clock.
    CHECK(moment("2025-10-26 02:30:00") == "2025-10-26T00:30:00Z 2025-10-26 02:30 twice");
    CHECK(moment("2025-10-26 02:30:00+01:00") == "2025-10-26T01:30:00Z 2025-10-26 02:30 certain");
    CHECK(moment("2025-03-30 02:30:00") == "2025-03-30T01:30:00Z 2025-03-30 03:30 never");
    for (const char* bad :
         {"", "gisteren", "2026-02-30 09:00:00", "2026-01-15", "2026-01-15 24:00",
          "2026-01-15 09:00:00+15:00", "2026-01-15 09:00:00.", "0815", "99999999999"})
        CHECK(moment(bad) == "-");
}

TEST_CASE("separators within quotes are none, and a quote that stays open loses one line") {
    CHECK(records("a;b\nc;d\n", 2) == "a<b|c<d|");
    CHECK(records("a;\"b;\nb\"\nc;d\n", 2) == "a<\"b;\nb\"|c<d|");
    CHECK(records("a;b\nc", 2) == "a<b|c");
    CHECK(records("a;5\" x;b\nc;d\n", 2) == "a;5\" x;b\nc;d\n");  // for who reads the last block
    CHECK(records("a;5\"\nc;d\ne;\"f\ng;h\n", 2) == "a<5\"\nc;d\ne;\"f|g<h|");
    CHECK(records("a;5\"\nc;d\ne;\"f;x\ng;h\n", 2) == "(a<5\"\nc;d\ne;\"f<x)|c<d|e;\"f;x\ng;h\n");
    const std::string longer(200, 'x');
    CHECK(records(longer + ";1\n" + longer + ";2\n", 2) == longer + "<1|" + longer + "<2|");
    CHECK(split_line("a;\"b\"\"c\";5\" d", ';') == std::vector<std::string>{"a", "b\"c", "5\" d"});
    CHECK(guess_delimiter("a,b;c,\"d;e;f;g\"") == ',');
}

TEST_CASE("days close in order, whatever the order of the lines") {
    std::vector<std::string> seen;
    OpenDays days(3, [&](const Day& day) {
        std::string text = iso(day.date) + ":";
        for (const auto& pair : day.pairs)
            text += " " + std::to_string(pair.user) + "-" + std::to_string(pair.dossier) + "x" +
                    std::to_string(pair.end - pair.begin);
        seen.push_back(text);
    });
    Batch batch;
    batch.events = {event(20'001, 2, 7), event(20'000, 1, 9), event(20'001, 1, 8),
                    event(20'001, 2, 7), event(20'000, 1, 9), event(20'001, 0, 7),
                    event(20'001, 3, 0)};
    batch.totals.accepted = 7;
    days.take(batch);
    CHECK(seen.empty());
    days.end();
    CHECK(seen == std::vector<std::string>{"2024-10-04: 1-9x2", "2024-10-05: 1-8x1 2-7x2"});
    CHECK(batch.totals.accepted == 7);
    batch.events = {event(20'001, 1, 9)};  // its day has closed
    batch.totals.accepted = 1;
    days.take(batch);
    CHECK(batch.totals.accepted == 0);
    CHECK(batch.totals.refused[static_cast<std::size_t>(Refused::late)] == 1);
}

TEST_CASE("a relation holds from its first day to its last, and there may be several") {
    Relations relations;
    for (std::uint64_t pair = 1; pair < 5'000; ++pair) relations.add(pair * 1'000'003, 10, 20);
    relations.add(3'000'009, 30, 30);
    CHECK(relations.holds(3'000'009, 10));
    CHECK(relations.holds(3'000'009, 20));
    CHECK_FALSE(relations.holds(3'000'009, 21));
    CHECK(relations.holds(3'000'009, 30));
    CHECK_FALSE(relations.holds(42, 15));
}

TEST_CASE("pseudonyms depend on the key, the kind and the name") {
    const LogKey one;
    const LogKey other;
    CHECK(one.user("anna") == one.user("anna"));
    CHECK(one.user("anna") != one.user("bram"));
    CHECK(one.user("anna") != other.user("anna"));
    CHECK(one.user("anna").substr(2) != one.dossier(keyed_hash(one.hash_key(), "anna")).substr(2));
    CHECK(one.user("anna").size() == 18);
}

TEST_CASE("actions are known by their words, the longest first, and by what the log says of them") {
    CHECK(act_of("Dossier afdrukken", {}) == Act::print);
    CHECK(act_of("Beoordeling noodtoegang", {}) == Act::follow_up);
    CHECK(act_of("NOODTOEGANG", {}) == Act::emergency);
    CHECK(act_of("inzien", {}) == Act::other);
    CHECK(act_of("P1", {{"print", {"p1"}}}) == Act::print);
    CHECK(act_of("afdrukken", {{"print", {"p1"}}}) == Act::other);
}

TEST_CASE("JSON: every scalar with its path, the first of an array by the reader") {
    std::string seen;
    const auto cell = [&](const std::string& path, std::string&& text) {
        seen += path + "=" + text + " ";
    };
    CHECK(json_cells(R"({"a":{"b":1,"c":[{"d":"x"},{"d":"y"}]},"e":null,"f":true})", cell));
    CHECK(seen == "a.b=1 a.c.d=x a.c.d=y e= f=true ");
    CHECK_FALSE(json_cells("[1]", cell));
    CHECK_FALSE(json_cells("{\"a\":", cell));
    CHECK_FALSE(json_cells(std::string(100, '{'), cell));
}
