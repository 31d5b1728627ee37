// SPDX-License-Identifier: EUPL-1.2
// Text for programs: names that stay the same, and characters that do nothing where they are shown.
#include "report/machine_text.hpp"

#include <catch2/catch.hpp>

#include "base/uuid.hpp"

using namespace schouw;
using Json = nlohmann::ordered_json;

TEST_CASE("a UUID of a name is that of RFC 9562") {
    const std::string dns = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
    CHECK(uuid5(dns, "www.example.com") == "2ed6657d-e927-568b-95e1-2665a8aea6a2");
    CHECK(uuid5(dns, "python.org") == "886313e1-3b8a-5372-9b90-0c9aee199e5d");
    // Names around the length of a block.
    std::string all;
    for (std::size_t length = 36; length < 60; ++length) {
        const std::string made = uuid5(dns, std::string(length, 'a'));
        CHECK(made.size() == 36);
        CHECK(made[14] == '5');
        CHECK(all.find(made) == all.npos);
        all += made;
    }
    CHECK(uuid5(dns, std::string(200, 'a')) == "fe30bfa6-ef90-59b3-b108-118411d0f0ab");
}

TEST_CASE("JSON says what it was given, in characters that do nothing") {
    const std::string hostile = "\x1b[2J<script>&\x7f\xc2\x9b é \xe2\x80\xae \xf0\x9f\x98\x80 \"\\";
    const std::string text = json_text({{"a", hostile}}, -1);
    CHECK(text == R"({"a":"\u001b[2J\u003cscript\u003e\u0026\u007f\u009b é \u202e )"
                  "\xf0\x9f\x98\x80"
                  R"( \"\\"})");
    CHECK(Json::parse(text).at("a") == hostile);
    CHECK(json_text("\xff", -1) == "\"\xef\xbf\xbd\"");
}

TEST_CASE("XML has no character that it may not have") {
    CHECK(xml_text("a<b>&\"\x1b\n\xef\xbf\xbf") == "a&lt;b&gt;&amp;&quot;\\x1b\\x0a\xef\xbf\xbd");
}

TEST_CASE("a path is the reference of a URI") {
    CHECK(uri_of("registers/DPIA's 2026#1.csv") == "registers/DPIA%27s%202026%231.csv");
    CHECK(uri_of("/srv/a b.csv") == "file:///srv/a%20b.csv");
}

TEST_CASE("one line is never empty and has no spaces at its ends") {
    CHECK(one_line(" a\n  b\t ", "-") == "a b");
    CHECK(one_line(" \n", "-") == "-");
}

TEST_CASE("a token begins with a letter") {
    CHECK(token_of("avg:35.7") == "avg.35.7");
    CHECK(token_of("35 lid 1") == "x-35.lid.1");
    CHECK(token_of("") == "x-");
}
