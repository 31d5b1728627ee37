// SPDX-License-Identifier: EUPL-1.2
#include "store/versions.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "store/cells.hpp"

namespace schouw {
namespace {

using Json = nlohmann::ordered_json;

// Where the column stood in the source from this snapshot on.
struct ColumnPlace {
    long long snapshot = 0;
    std::string as_of;
    int cell = -1;  // -1: the source had no such column
    Habit habit;
    std::string names;  // of the header, as JSON
    bool whole = true;  // no row was refused: every record that lived on was seen in it
};

const char* const places_sql = R"(
    SELECT s.snapshot, n.as_of, t.text, s.refused FROM source_read s
    JOIN snapshot n ON n.id = s.snapshot JOIN text_once t ON t.id = s.layout
    WHERE s.register = ? AND s.snapshot <= ? AND s.state = 'read' ORDER BY s.snapshot)";
const char* const records_sql = R"(
    SELECT record_key, cells, from_snapshot, coalesce(to_snapshot, 0) FROM record
    WHERE register = ?1 AND from_snapshot <= ?2 AND (?3 = '' OR record_key = ?3) AND cells <> ''
    ORDER BY id)";

// A cell of the header may stand for several columns: their ids with spaces between.
bool stands_for(const std::string& ids, const std::string& column) {
    return (" " + ids + " ").find(" " + column + " ") != std::string::npos;
}

ColumnPlace read_place(const Json& json, const std::string& column) {
    ColumnPlace place;
    place.names = json.value("names", Json::array()).dump();
    const Json ids = json.value("ids", Json::array());
    const Json habits = json.value("habits", Json::array());
    for (std::size_t cell = 0; cell < ids.size() && place.cell < 0; ++cell)
        if (stands_for(ids[cell].get<std::string>(), column)) place.cell = static_cast<int>(cell);
    if (place.cell < 0) return place;
    const auto cell = static_cast<std::size_t>(place.cell);
    if (cell < habits.size())
        for (const auto& shown : habits[cell])
            for (const auto& [name, fact] : habit_facts)
                if (shown == name) place.habit.*fact = true;
    return place;
}

// One for each snapshot in which the register was read.
std::vector<ColumnPlace> places_of(Store& store, long long snapshot, const std::string& register_id,
                                   const std::string& column) {
    std::vector<ColumnPlace> places;
    SQLite::Statement query(store.db(), places_sql);
    query.bind(1, register_id);
    query.bind(2, static_cast<int64_t>(snapshot));
    std::string text;
    while (query.executeStep()) {
        const std::string now = query.getColumn(2).getString();
        ColumnPlace place = !places.empty() && now == text
                                ? places.back()
                                : read_place(Json::parse(text = now), column);
        place.snapshot = query.getColumn(0).getInt64();
        place.as_of = query.getColumn(1).getString();
        place.whole = query.getColumn(3).getInt64() == 0;
        places.push_back(std::move(place));
    }
    return places;
}

void append(std::vector<CellVersion>& versions, CellVersion version) {
    if (!versions.empty() && versions.back().supplied == version.supplied &&
        versions.back().written == version.written && versions.back().habit == version.habit)
        return;
    versions.push_back(std::move(version));
}

// The record had these cells from the first to before the last of these places of the column. A
// record that lived on only because its row was refused has its cells in the order of an earlier
// header.
void append_record(std::vector<CellVersion>& versions, const std::vector<std::string_view>& cells,
                   const ColumnPlace* first, const ColumnPlace* last) {
    if (first == last) return;
    if (!versions.empty() && versions.back().snapshot == first->snapshot) versions.pop_back();
    const ColumnPlace* order = first;
    const ColumnPlace* told = nullptr;
    for (const ColumnPlace* place = first; place != last; ++place) {
        if (place->whole || place->names == order->names) order = place;
        if (told != nullptr && order->cell == told->cell && order->habit == told->habit) continue;
        told = order;
        CellVersion version{place->snapshot, place->as_of, order->cell >= 0, "", order->habit};
        const auto cell = static_cast<std::size_t>(order->cell);
        if (version.supplied && cell < cells.size()) version.written = cell_text(cells[cell]);
        append(versions, std::move(version));
    }
}

}  // namespace

std::map<std::string, std::vector<CellVersion>> column_versions(Store& store, long long snapshot,
                                                                const std::string& register_id,
                                                                const std::string& column,
                                                                const std::string& key) {
    std::map<std::string, std::vector<CellVersion>> out;
    const auto places = places_of(store, snapshot, register_id, column);
    const auto at = [&](long long id) {
        const auto found = std::lower_bound(
            places.begin(), places.end(), id,
            [](const ColumnPlace& one, long long wish) { return one.snapshot < wish; });
        return places.data() + (found - places.begin());
    };
    const ColumnPlace* const end = places.data() + places.size();
    SQLite::Statement query(store.db(), records_sql);
    query.bind(1, register_id);
    query.bind(2, static_cast<int64_t>(snapshot));
    query.bind(3, key);
    while (query.executeStep()) {
        auto& versions = out[query.getColumn(0).getString()];
        const long long to = query.getColumn(3).getInt64();
        const ColumnPlace* const last = to == 0 ? end : at(to);
        const std::string cells = query.getColumn(1).getString();
        append_record(versions, cut_cells(cells), at(query.getColumn(2).getInt64()), last);
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
