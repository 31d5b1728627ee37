// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "registers/header.hpp"
#include "store/cells.hpp"
#include "store/history.hpp"

namespace schouw {
namespace {

// The versions of records that stood in the snapshot: when each began, its key and its cells.
const char* const versions_sql = R"(
    SELECT from_snapshot, record_key, cells FROM record
    WHERE register = ?1 AND from_snapshot <= ?2 AND (to_snapshot IS NULL OR to_snapshot > ?2)
    AND (?3 IS NULL OR record_key = ?3))";

// The cell that a column stands in; one cell may fill several columns.
std::size_t cell_of(const Layout& layout, const std::string& column) {
    const auto at = std::find_if(layout.ids.begin(), layout.ids.end(), [&](const auto& ids) {
        const auto all = ids_in(ids);
        return std::find(all.begin(), all.end(), column) != all.end();
    });
    return static_cast<std::size_t>(at - layout.ids.begin());
}

}  // namespace

std::vector<std::pair<std::string, std::string>> record_cells(Store& store, long long snapshot,
                                                              const std::string& register_id,
                                                              const std::string& key) {
    std::vector<std::pair<std::string, std::string>> out;
    SQLite::Statement query(store.db(), versions_sql);
    query.bind(1, register_id);
    query.bind(2, static_cast<int64_t>(snapshot));
    query.bind(3, key);
    if (!query.executeStep()) return out;
    Layouts layouts(store);
    const Layout& layout = layouts.of_record(register_id, query.getColumn(0).getInt64(), snapshot);
    const std::string cells = query.getColumn(2).getString();
    for (const auto& part : cut_cells(cells)) {
        const std::size_t i = out.size();
        out.emplace_back(i < layout.names.size() ? layout.names[i] : std::to_string(i + 1),
                         cell_text(part));
    }
    return out;
}

std::map<std::string, std::string> column_cells(Store& store, long long snapshot,
                                                const std::string& register_id,
                                                const std::string& column) {
    std::map<std::string, std::string> out;
    SQLite::Statement query(store.db(), versions_sql);
    query.bind(1, register_id);
    query.bind(2, static_cast<int64_t>(snapshot));
    query.bind(3);
    Layouts layouts(store);
    std::map<const Layout*, std::size_t> cell;
    while (query.executeStep()) {
        const Layout& layout =
            layouts.of_record(register_id, query.getColumn(0).getInt64(), snapshot);
        const auto [at, added] = cell.emplace(&layout, 0);
        if (added) at->second = cell_of(layout, column);
        const std::string cells = query.getColumn(2).getString();
        const auto parts = cut_cells(cells);
        if (at->second < layout.ids.size())
            out[query.getColumn(1).getString()] =
                at->second < parts.size() ? cell_text(parts[at->second]) : "";
    }
    return out;
}

}  // namespace schouw
