// SPDX-License-Identifier: EUPL-1.2
// How a reason writes the values of a record: numbers and moments as a reader of the language does.
#include "findings/wording.hpp"

#include <catch2/catch.hpp>

using namespace schouw;

namespace {

// The reason "{x}" of a check on a column of a type, with a value as the store keeps it.
std::string shown(Language language, const char* type, const Json& value) {
    const Json definition = {{"reason", {{"nl", "{x}"}, {"en", "{x}"}}},
                             {"parameters", Json::object()},
                             {"facts", {{"x", {{"type", type}, {"personal", false}}}}}};
    return reason_of(definition, Json{{"x", value}}.dump(), "2026-01-31", Catalogue(language),
                     false);
}

}  // namespace

// What TOML says that stands there, by key.
void flatten(const toml::table& table, const std::string& prefix,
             std::map<std::string, std::string>& out) {
    for (const auto& [key, node] : table) {
        const std::string name = prefix + std::string(key.str());
        if (const auto* inner = node.as_table()) flatten(*inner, name + ".", out);
        if (const auto text = node.value_exact<std::string>()) out[name] = *text;
    }
}

TEST_CASE("the sentences that are compiled in are those of the files") {
    for (const Language language : {Language::nl, Language::en}) {
        const char* const name = language == Language::nl ? "nl.toml" : "en.toml";
        std::map<std::string, std::string> sentences;
        flatten(load_toml(std::filesystem::path(SCHOUW_SOURCE) / "templates/text" / name).root, "",
                sentences);
        CHECK(sentences.size() > 1000);
        CHECK(sentences == Catalogue(language).sentences());
    }
}

TEST_CASE("a number has decimals only where it has any, after the sign of the language") {
    CHECK(shown(Language::nl, "number", 56.0) == "56");
    CHECK(shown(Language::nl, "number", 56) == "56");
    CHECK(shown(Language::nl, "number", 1.5) == "1,5");
    CHECK(shown(Language::en, "number", 1.5) == "1.5");
    CHECK(shown(Language::nl, "number", 1234.25) == "1.234,25");
    CHECK(shown(Language::en, "number", 1234.25) == "1,234.25");
    CHECK(shown(Language::nl, "number", 0.0) == "0");
    CHECK(shown(Language::nl, "number", -0.5) == "-0,5");
    CHECK(shown(Language::nl, "number", -12.0) == "-12");
    CHECK(shown(Language::nl, "number", 0.1) == "0,1");
    CHECK(shown(Language::nl, "number", 1e30) == "1e+30");
    CHECK(shown(Language::nl, "number", Json()) == "(leeg)");
    CHECK(shown(Language::nl, "integer", 1530) == "1.530");
}

TEST_CASE("a moment is what the clock in Amsterdam showed") {
    CHECK(shown(Language::nl, "moment", "2026-01-05T09:00:00Z") == "05-01-2026 10:00");
    CHECK(shown(Language::en, "moment", "2026-01-05T09:00:00Z") == "2026-01-05 10:00");
    CHECK(shown(Language::nl, "moment", "2026-07-05T09:00:00Z") == "05-07-2026 11:00");
    CHECK(shown(Language::nl, "moment", "2025-12-31T23:30:00Z") == "01-01-2026 00:30");
    CHECK(shown(Language::nl, "moment", "2026-01-05T09:00:07Z") == "05-01-2026 10:00:07");
    CHECK(shown(Language::nl, "moment", "eind januari") == "eind januari");
}
