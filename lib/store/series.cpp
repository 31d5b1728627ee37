// SPDX-License-Identifier: EUPL-1.2
#include "store/series.hpp"

namespace schouw {

std::vector<CheckCounts> check_counts(Store& store, long long run) {
    std::vector<CheckCounts> counts;
    SQLite::Statement query(store.db(), R"(
        SELECT n.name, c.check_version, c.met, c.not_met, c.unknown, c.not_applicable, c.to_judge,
               c.waived
        FROM run_check c JOIN check_name n ON n.id = c.check_name
        WHERE c.run = ? ORDER BY c.position)");
    query.bind(1, static_cast<int64_t>(run));
    while (query.executeStep()) {
        const auto number = [&](int column) { return query.getColumn(column).getInt64(); };
        counts.push_back({query.getColumn(0).getString(), number(1), number(2), number(3),
                          number(4), number(5), number(6), number(7)});
    }
    return counts;
}

std::optional<Json> definition_version(Store& store, long long version) {
    SQLite::Statement query(store.db(), "SELECT definition FROM check_version WHERE id = ?");
    query.bind(1, static_cast<int64_t>(version));
    if (!query.executeStep()) return std::nullopt;
    return Json::parse(query.getColumn(0).getString());
}

}  // namespace schouw
