// SPDX-License-Identifier: EUPL-1.2
// A cell of a CSV: what is quoted, what is guarded, and that it says so.
#include "base/csv_text.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace schouw;

namespace {

std::string cell(const std::string& text, bool changed) {
    std::string out;
    INFO(text);
    CHECK(append_csv_cell(out, text) == changed);
    return out;
}

}  // namespace

TEST_CASE("a cell of a CSV says what the text says") {
    CHECK(cell("gewoon", false) == "gewoon");
    CHECK(cell("", false) == "\"\"");  // nothing at all is no text
    CHECK(cell("a,b", false) == "\"a,b\"");
    CHECK(cell("zegt \"ja\"", false) == "\"zegt \"\"ja\"\"\"");
    CHECK(cell("een\r\ntwee", false) == "\"een\r\ntwee\"");
    CHECK(cell(" met rand ", false) == "\" met rand \"");
    CHECK(cell("a-b, c=d", false) == "\"a-b, c=d\"");
    CHECK(cell("privacy@example.org", false) == "privacy@example.org");
}

TEST_CASE("no cell of a CSV begins a formula, in whatever way it is cut") {
    const std::vector<std::string> starts = {"=",  "+",  "-",  "@",   "＝",   "＋",
                                             "－", "＠", " =", "\"=", " \" +"};
    for (const auto& start : starts) {
        CHECK(cell(start + "1", true).find('\'') < 2);
        for (const std::string cut : {";", "\t", "\n", "\r", "\r\n", "; ", ";\""})
            CHECK(cell("a" + cut + start + "1", true).find("'") != std::string::npos);
    }
    CHECK(cell("a;=1", true) == "\"a;'=1\"");
    CHECK(cell("=1\n-2\n3", true) == "\"'=1\n'-2\n3\"");
    CHECK(cell("\tx", true) == "\"'\tx\"");
    CHECK(cell("\nx", true) == "\"'\nx\"");
}

TEST_CASE("what cannot stand in a CSV is made visible") {
    CHECK(cell(std::string("a\0b", 3), true) == "a\\x00b");
    CHECK(cell("caf\xe9", true) == "caf\\xe9");
    CHECK(cell(std::string("\0=1", 3), true) == "\\x00=1");
}
