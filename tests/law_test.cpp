// SPDX-License-Identifier: EUPL-1.2
// The shipped law as a whole: nothing in it stands there for nothing.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "accesslog/limits.hpp"
#include "findings/run.hpp"

using namespace schouw;

TEST_CASE("each norm is tested by a check, or is the practice that one comes from") {
    const Setup setup = load_shipped();
    std::set<std::string> tested;
    for (const auto& check : setup.law.checks)
        for (const auto* sources : {&check.norms, &check.origin})
            tested.insert(sources->begin(), sources->end());
    for (const auto& [id, norm] : setup.law.norms) {
        INFO(id);
        CHECK(tested.contains(id));
    }
    CHECK(setup.law.norms.size() >= 300);
}

TEST_CASE("each parameter is read by a check, or by the analysis of logs") {
    const Setup setup = load_shipped();
    std::string sql;
    for (const auto& check : setup.law.checks)
        sql += check.applies + "\n" + check.violates + "\n" + check.due + "\n";
    const auto limits = limit_parameters();
    for (const auto& limit : limits) CHECK(setup.law.parameters.contains(limit));
    for (const auto& [name, parameter] : setup.law.parameters) {
        INFO(name);
        if (std::find(limits.begin(), limits.end(), name) != limits.end()) continue;
        if (name == report_days_parameter) continue;
        const auto at = sql.find(":" + name);
        CHECK(at != sql.npos);
    }
}

TEST_CASE("each register is read: by a checklist of its own, or by its role") {
    const Setup setup = load_shipped();
    std::set<std::string> taken;
    for (const auto& list : setup.law.checklists)
        taken.insert(list.derived.begin(), list.derived.end());
    for (const auto& [id, schema] : setup.schemas) {
        INFO(id);
        CHECK((taken.contains(id) || !schema.role.empty()));
    }
}

TEST_CASE("titles of checklists fit the name of a sheet, and tell them apart") {
    const Setup setup = load_shipped();
    std::set<std::string> titles;
    for (const auto& list : setup.law.checklists) {
        INFO(list.title.nl << " / " << list.title.en);
        CHECK(titles.insert(list.title.nl).second);
        for (const auto& title : {list.title.nl, list.title.en}) {
            const auto starts = [](char c) {
                return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
            };
            CHECK(std::count_if(title.begin(), title.end(), starts) <= 31);
        }
    }
}
