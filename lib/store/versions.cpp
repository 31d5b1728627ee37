// SPDX-License-Identifier: EUPL-1.2
#include "store/versions.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace schouw {
namespace {

using Json = nlohmann::ordered_json;

// Where the column stood in the source from this snapshot on.
struct Layout {
    long long snapshot = 0;
    std::string as_of;
    int cell = -1;  // -1: the source had no such column
    Habit habit;
    std::string names;  // of the header, as JSON
    bool whole = true;  // no row was refused: every record that lived on was seen in it
};

const char* const layouts_sql = R"(
    SELECT s.snapshot, n.as_of, t.text, s.refused FROM source_read s
    JOIN snapshot n ON n.id = s.snapshot JOIN text_once t ON t.id = s.layout
    WHERE s.register = ? AND s.snapshot <= ? AND s.state = 'read' ORDER BY s.snapshot)";
const char* const records_sql = R"(
    SELECT record_key, cells, from_snapshot, coalesce(to_snapshot, 0) FROM record
    WHERE register = ?1 AND from_snapshot <= ?2 AND (?3 = '' OR record_key = ?3)
    ORDER BY record_key, from_snapshot)";

// A cell of the header may stand for several columns: their ids with spaces between.
bool stands_for(const std::string& ids, const std::string& column) {
    return (" " + ids + " ").find(" " + column + " ") != std::string::npos;
}

Layout read_layout(const Json& json, const std::string& column) {
    Layout layout;
    layout.names = json.value("names", Json::array()).dump();
    const Json ids = json.value("ids", Json::array());
    const Json habits = json.value("habits", Json::array());
    for (std::size_t cell = 0; cell < ids.size() && layout.cell < 0; ++cell)
        if (stands_for(ids[cell].get<std::string>(), column)) layout.cell = static_cast<int>(cell);
    if (layout.cell < 0) return layout;
    const auto cell = static_cast<std::size_t>(layout.cell);
    if (cell < habits.size())
        for (const auto& shown : habits[cell])
            for (const auto& [name, fact] : habit_facts)
                if (shown == name) layout.habit.*fact = true;
    return layout;
}

// One for each snapshot in which the register was read.
std::vector<Layout> layouts_of(Store& store, long long snapshot, const std::string& register_id,
                               const std::string& column) {
    std::vector<Layout> layouts;
    SQLite::Statement query(store.db(), layouts_sql);
    query.bind(1, register_id);
    query.bind(2, static_cast<int64_t>(snapshot));
    std::string text;
    while (query.executeStep()) {
        const std::string now = query.getColumn(2).getString();
        Layout layout = !layouts.empty() && now == text
                            ? layouts.back()
                            : read_layout(Json::parse(text = now), column);
        layout.snapshot = query.getColumn(0).getInt64();
        layout.as_of = query.getColumn(1).getString();
        layout.whole = query.getColumn(3).getInt64() == 0;
        layouts.push_back(std::move(layout));
    }
    return layouts;
}

void append(std::vector<CellVersion>& versions, CellVersion version) {
    if (!versions.empty() && versions.back().supplied == version.supplied &&
        versions.back().written == version.written && versions.back().habit == version.habit)
        return;
    versions.push_back(std::move(version));
}

// The record had these cells from the first to before the last of these layouts. A record that
// lived on only because its row was refused has its cells in the order of an earlier header.
void append_record(std::vector<CellVersion>& versions, const Json& cells, const Layout* first,
                   const Layout* last) {
    if (first == last) return;
    if (!versions.empty() && versions.back().snapshot == first->snapshot) versions.pop_back();
    const Layout* order = first;
    for (const Layout* layout = first; layout != last; ++layout) {
        if (layout->whole || layout->names == order->names) order = layout;
        CellVersion version{layout->snapshot, layout->as_of, order->cell >= 0, "", order->habit};
        const auto cell = static_cast<std::size_t>(order->cell);
        if (version.supplied && cell < cells.size()) version.written = cells[cell];
        append(versions, std::move(version));
    }
}

}  // namespace

std::map<std::string, std::vector<CellVersion>> column_versions(Store& store, long long snapshot,
                                                                const std::string& register_id,
                                                                const std::string& column,
                                                                const std::string& key) {
    std::map<std::string, std::vector<CellVersion>> out;
    const auto layouts = layouts_of(store, snapshot, register_id, column);
    const auto at = [&](long long id) {
        const auto found =
            std::lower_bound(layouts.begin(), layouts.end(), id,
                             [](const Layout& one, long long wish) { return one.snapshot < wish; });
        return layouts.data() + (found - layouts.begin());
    };
    const Layout* const end = layouts.data() + layouts.size();
    SQLite::Statement query(store.db(), records_sql);
    query.bind(1, register_id);
    query.bind(2, static_cast<int64_t>(snapshot));
    query.bind(3, key);
    while (query.executeStep()) {
        auto& versions = out[query.getColumn(0).getString()];
        const long long to = query.getColumn(3).getInt64();
        const Layout* const last = to == 0 ? end : at(to);
        append_record(versions, Json::parse(query.getColumn(1).getString()),
                      at(query.getColumn(2).getInt64()), last);
        // Gone, unless the next version of the record begins at this same snapshot.
        if (last != end) append(versions, {last->snapshot, last->as_of, false, "", {}});
    }
    for (auto it = out.begin(); it != out.end();) {
        const bool ever = std::any_of(it->second.begin(), it->second.end(),
                                      [](const CellVersion& one) { return one.supplied; });
        it = ever ? std::next(it) : out.erase(it);
    }
    return out;
}

}  // namespace schouw
