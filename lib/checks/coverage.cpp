// SPDX-License-Identifier: EUPL-1.2
#include "checks/coverage.hpp"

#include <set>

namespace schouw {

Coverage read_coverage(const Toml& toml) {
    Coverage coverage;
    const auto* head = table_of(toml, toml.root, "coverage");
    if (head == nullptr) {
        if (toml.root.contains("row"))
            fail(Exit::usage, "toml.missing_key", {{"key", "[coverage]"}}, {toml.file, "", 1, 1});
        return coverage;
    }
    known_keys(toml, *head, {"id", "title"});
    coverage.id = need_text(toml, *head, "id");
    coverage.title = need_words(toml, *head, "title");
    std::set<std::string> ids;
    for (const auto* table : tables_of(toml, toml.root, "row")) {
        known_keys(toml, *table, {"id", "section", "subject", "checks"});
        CoveredStatement row{need_text(toml, *table, "id"), need_text(toml, *table, "section"),
                             need_words(toml, *table, "subject"), texts_of(toml, *table, "checks"),
                             place_of(toml, *table)};
        if (row.checks.empty())
            fail(Exit::usage, "toml.missing_key", {{"key", "checks"}}, row.place);
        if (!ids.insert(row.id).second)
            fail(Exit::usage, "checklist.double_row", {{"name", row.id}}, row.place);
        coverage.rows.push_back(std::move(row));
    }
    return coverage;
}

}  // namespace schouw
