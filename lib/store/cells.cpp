// SPDX-License-Identifier: EUPL-1.2
#include "store/cells.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.hpp"

namespace schouw {
namespace {

const char* const readings_sql = R"(
    SELECT s.snapshot, s.refused, t.text FROM source_read s JOIN text_once t ON t.id = s.layout
    WHERE s.register = ? AND s.state = 'read' ORDER BY s.snapshot)";

[[noreturn]] void no_cells() { fail(Exit::tampered, "store.bad_cells"); }

// The end of the JSON text that begins at `from`, one past its last quote.
std::size_t end_of_text(std::string_view cells, std::size_t from) {
    for (std::size_t i = from + 1; i < cells.size(); ++i) {
        if (cells[i] == '\\')
            ++i;
        else if (cells[i] == '"')
            return i + 1;
    }
    no_cells();
}

}  // namespace

std::vector<std::string_view> cut_cells(std::string_view cells) {
    std::vector<std::string_view> parts;
    if (cells.size() < 2 || cells.front() != '[' || cells.back() != ']') no_cells();
    std::size_t at = 1;
    while (at + 1 < cells.size()) {
        if (cells[at] != '"') no_cells();
        const std::size_t end = end_of_text(cells, at);
        parts.push_back(cells.substr(at, end - at));
        at = end;
        if (at + 1 == cells.size()) break;
        if (cells[at] != ',' || at + 2 == cells.size()) no_cells();
        ++at;
    }
    return parts;
}

std::string cell_text(std::string_view part) {
    const auto text = nlohmann::json::parse(part, nullptr, false);
    if (!text.is_string()) no_cells();
    return text.get<std::string>();
}

const std::vector<Layouts::Reading>& Layouts::readings(const std::string& register_id) {
    const auto [at, added] = readings_.emplace(register_id, std::vector<Reading>{});
    if (!added) return at->second;
    SQLite::Statement query(store_.db(), readings_sql);
    query.bind(1, register_id);
    while (query.executeStep()) {
        const std::string json = query.getColumn(2).getString();
        const auto [layout, fresh] = layouts_.emplace(json, Layout{});
        if (fresh) {
            const auto parsed = nlohmann::json::parse(json);
            layout->second.names = parsed.at("names").get<std::vector<std::string>>();
            layout->second.ids = parsed.at("ids").get<std::vector<std::string>>();
        }
        at->second.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getInt64() == 0,
                              &layout->second});
    }
    return at->second;
}

const Layouts::Reading* Layouts::last(const std::string& register_id, long long snapshot) {
    const auto& all = readings(register_id);
    const auto after = std::upper_bound(
        all.begin(), all.end(), snapshot,
        [](long long wanted, const Reading& reading) { return wanted < reading.snapshot; });
    return after == all.begin() ? nullptr : &*std::prev(after);
}

const Layout& Layouts::at(const std::string& register_id, long long snapshot) {
    const Reading* reading = last(register_id, snapshot);
    return reading == nullptr ? none_ : *reading->layout;
}

const Layout& Layouts::of_record(const std::string& register_id, long long began,
                                 long long snapshot) {
    const Reading* now = last(register_id, snapshot);
    const Reading* then = last(register_id, began);
    if (now == nullptr) return none_;
    if (then == nullptr || now->whole || now->layout->names == then->layout->names)
        return *now->layout;
    return *then->layout;
}

}  // namespace schouw
