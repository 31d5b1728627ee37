// SPDX-License-Identifier: EUPL-1.2
#include "registers/header.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/text.hpp"

namespace schouw {
namespace {

// Folded name → column. What is inserted first is the stronger claim.
std::unordered_map<std::string, int> names_of(const Schema& schema, const Source& source) {
    std::unordered_map<std::string, int> names;
    for (const auto& [id, header] : source.columns)
        if (const auto at = schema.find(id)) names.emplace(fold(header), static_cast<int>(*at));
    const auto each = [&](auto&& claim) {
        for (std::size_t i = 0; i < schema.columns.size(); ++i) {
            if (source.columns.contains(schema.columns[i].id)) continue;
            claim(schema.columns[i], static_cast<int>(i));
        }
    };
    each([&](const Column& column, int i) { names.emplace(fold(column.id), i); });
    each([&](const Column& column, int i) {
        names.emplace(fold(column.title.nl), i);
        names.emplace(fold(column.title.en), i);
    });
    each([&](const Column& column, int i) {
        for (const auto& alias : column.aliases) names.emplace(fold(alias), i);
    });
    return names;
}

}  // namespace

HeaderMatch match_header(const Schema& schema, const Source& source,
                         const std::vector<std::string>& cells) {
    const auto names = names_of(schema, source);
    HeaderMatch match;
    match.names = cells;
    match.column_of.assign(cells.size(), -1);
    match.ids.assign(cells.size(), "");
    match.cell_of.assign(schema.columns.size(), -1);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string folded = fold(cells[i]);
        const auto found = folded.empty() ? names.end() : names.find(folded);
        if (found == names.end()) continue;
        auto& cell = match.cell_of[static_cast<std::size_t>(found->second)];
        if (cell >= 0) {
            match.twice.emplace_back(cell, static_cast<int>(i));
            continue;
        }
        cell = static_cast<int>(i);
        match.column_of[i] = found->second;
        match.ids[i] = schema.columns[static_cast<std::size_t>(found->second)].id;
        ++match.matched;
    }
    return match;
}

std::string nearest_header(const Column& column, const std::vector<std::string>& names) {
    std::vector<std::string> folded;
    for (const auto& name : names) folded.push_back(fold(name));
    std::vector<std::string> ours = {column.id, column.title.nl, column.title.en};
    ours.insert(ours.end(), column.aliases.begin(), column.aliases.end());
    for (const auto& own : ours)
        if (const auto near = did_you_mean(fold(own), folded); near && !near->empty())
            return names[static_cast<std::size_t>(std::find(folded.begin(), folded.end(), *near) -
                                                  folded.begin())];
    return "";
}

}  // namespace schouw
