// SPDX-License-Identifier: EUPL-1.2
// Lines of a calendar file: folded, escaped; escalation by months.
#include <catch2/catch.hpp>

#include "base/sparkline.hpp"
#include "base/text.hpp"
#include "report/ics.hpp"

using namespace schouw;

namespace {

// What a reader makes of it: a line end before a blank is none.
std::string unfold(std::string text) {
    for (auto at = text.find("\r\n "); at != text.npos; at = text.find("\r\n ")) text.erase(at, 3);
    REQUIRE(text.ends_with("\r\n"));
    return text.substr(0, text.size() - 2);
}

std::string escalation(const char* due, const char* as_of) {
    return escalation_word(escalation_of(*parse_iso(due), *parse_iso(as_of)));
}

}  // namespace

TEST_CASE("a content line is folded at 75 bytes and never within a character") {
    const std::string signs[] = {"a", "é", "€", "𝄞", "e\u0301"};
    for (const auto& sign : signs)
        for (std::size_t length = 0; length < 240; ++length) {
            std::string value(length % 7, 'x');
            while (value.size() < length) value += sign;
            const std::string folded = ics_line("SUMMARY", value);
            INFO(sign << " " << length);
            REQUIRE(unfold(folded) == "SUMMARY:" + value);
            std::size_t at = 0;
            while (at < folded.size()) {
                const auto end = folded.find("\r\n", at);
                REQUIRE(end != folded.npos);
                REQUIRE(end - at <= 75);
                REQUIRE(valid_utf8(folded.substr(at, end - at)));
                at = end + 2;
            }
        }
    CHECK(ics_line("A", std::string(73, 'b')).size() == 77);      // 75 and its line end
    CHECK(ics_line("A", std::string(74, 'b')).size() == 77 + 4);  // a line end, a blank, one more
}

TEST_CASE("a text is escaped so that it stays one value") {
    CHECK(ics_escape("a;b,c\\d") == "a\\;b\\,c\\\\d");
    CHECK(ics_escape("a\nb\r\nc\rd") == "a\\nb\\nc\\nd");
    CHECK(ics_escape("BEGIN:VEVENT") == "BEGIN:VEVENT");
    CHECK(ics_escape("\x1b[31m") == "\\\\x1b[31m");
    CHECK(ics_escape("\u202e") == "\\\\u202e");
    CHECK(valid_utf8(ics_escape("\xff\xfe")));
    for (int byte = 0; byte < 32; ++byte) {
        const std::string text = ics_escape(std::string("a") + static_cast<char>(byte) + "b");
        CHECK(std::none_of(text.begin(), text.end(), [](char c) { return c >= 0 && c < 32; }));
    }
}

TEST_CASE("a UID tells organisation, check, register and key apart") {
    const std::string uid = ics_uid("Gemeente", "dpia-outdated", "dpias", "D1");
    CHECK(uid == ics_uid("Gemeente", "dpia-outdated", "dpias", "D1"));
    CHECK(uid.size() == 32 + std::string("@schouw").size());
    for (const auto& other :
         {ics_uid("Stad", "dpia-outdated", "dpias", "D1"), ics_uid("Gemeente", "x", "dpias", "D1"),
          ics_uid("Gemeente", "dpia-outdated", "x", "D1"),
          ics_uid("Gemeente", "dpia-outdated", "dpias", "D2"),
          ics_uid("Gemeente", "dpia-outdated", "dpia", "sD1")})
        CHECK(other != uid);
}

TEST_CASE("overdue by months, at their ends") {
    CHECK(escalation("2026-06-02", "2026-06-01") == "ahead");
    CHECK(escalation("2026-06-01", "2026-06-01") == "due");
    CHECK(escalation("2026-05-02", "2026-06-01") == "due");
    CHECK(escalation("2026-05-01", "2026-06-01") == "overdue_1_month");
    CHECK(escalation("2026-01-31", "2026-02-27") == "due");
    CHECK(escalation("2026-01-31", "2026-02-28") == "overdue_1_month");
    CHECK(escalation("2024-01-31", "2024-02-28") == "due");
    CHECK(escalation("2024-01-31", "2024-02-29") == "overdue_1_month");
    CHECK(escalation("2025-11-30", "2026-02-27") == "overdue_1_month");
    CHECK(escalation("2025-11-30", "2026-02-28") == "overdue_3_months");
    CHECK(escalation("2024-02-29", "2025-02-27") == "overdue_3_months");
    CHECK(escalation("2024-02-29", "2025-02-28") == "overdue_12_months");
    CHECK(escalation("1999-01-01", "2026-06-01") == "overdue_12_months");
}

TEST_CASE("a sparkline has one sign per figure on a fixed scale") {
    const std::vector<Bar> bars = {{0, false}, {12, false}, {13, false}, {-1, false},
                                   {50, true}, {99, false}, {100, false}};
    CHECK(sparkline(bars, true) == "▁▁▂·|▅██");
    CHECK(sparkline(bars, false) == "011-|599");
    CHECK(sparkline({}, true).empty());
}
