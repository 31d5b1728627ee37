// SPDX-License-Identifier: EUPL-1.2
// The digest of what decides a verdict: moved by that, and by nothing else.
#include <catch2/catch.hpp>

#include "findings/logic.hpp"

using namespace schouw;

namespace {

Json definition() {
    return {{"id", "dpia-outdated"},
            {"kind", "sql"},
            {"register", "dpias"},
            {"applies", "status <> 'withdrawn'"},
            {"violates", "adopted_on < add_months(:as_of, -:dpia_max_age_months)"},
            {"due", "add_months(adopted_on, :dpia_max_age_months + :other)"},
            {"parameters", {{"dpia_max_age_months", "36"}, {"other", "1"}}},
            {"title", {{"nl", "De DPIA is verouderd"}, {"en", "The DPIA is out of date"}}},
            {"severity", "high"},
            {"column", "adopted_on"},
            {"question", {{"nl", ""}, {"en", ""}}}};
}

Json with(const std::string& name, const Json& value, Json from = definition()) {
    from[name] = value;
    return from;
}

}  // namespace

TEST_CASE("the digest of the logic moves with what decides the verdict") {
    const std::string before = logic_digest(definition());
    CHECK(before.size() == 64);
    CHECK(logic_digest(with("violates", "adopted_on < :as_of")) != before);
    CHECK(logic_digest(with("applies", "status <> 'withdrawn '")) != before);
    CHECK(logic_digest(with("applies", "")) != before);
    CHECK(logic_digest(with("register", "other")) != before);
    CHECK(logic_digest(with("kind", "question")) != before);
    CHECK(logic_digest(with("parameters", {{"dpia_max_age_months", "24"}, {"other", "1"}})) !=
          before);
    const Json question = with("kind", "question");
    CHECK(logic_digest(with("question", {{"nl", "Is het zo?"}, {"en", ""}}, question)) !=
          logic_digest(question));
    const Json missing = with("kind", "missing");
    CHECK(logic_digest(with("column", "status", missing)) != logic_digest(missing));
}

TEST_CASE("and stays with other words, other places and what only the agenda reads") {
    const std::string before = logic_digest(definition());
    CHECK(logic_digest(with("title", {{"nl", "Oud"}, {"en", "Old"}})) == before);
    CHECK(logic_digest(with("severity", "low")) == before);
    CHECK(logic_digest(with("column", "status")) == before);
    CHECK(logic_digest(with("due", "")) == before);
    CHECK(logic_digest(with("parameters", {{"other", "2"}, {"dpia_max_age_months", "36"}})) ==
          before);
    CHECK(logic_digest(with("violates", "  adopted_on <\n  add_months(:as_of, "
                                        "-:dpia_max_age_months)\n")) == before);
}

TEST_CASE("what changed between the checks of two runs") {
    const RunLogic earlier = {{"a", {"1", "high"}}, {"b", {"2", "high"}}, {"c", {"3", "low"}}};
    const RunLogic later = {{"b", {"9", "high"}}, {"c", {"3", "high"}}, {"d", {"4", "low"}}};
    const LogicChanges changes = compare_logic(earlier, later);
    CHECK(changes.gone == std::vector<std::string>{"a"});
    CHECK(changes.changed == std::vector<std::string>{"b"});
    CHECK(changes.reweighted == std::vector<std::string>{"c"});
    CHECK(changes.added == std::vector<std::string>{"d"});
    CHECK_FALSE(changes.none());
    CHECK(compare_logic(earlier, earlier).none());
}
