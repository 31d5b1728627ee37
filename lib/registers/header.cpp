// SPDX-License-Identifier: EUPL-1.2
#include "registers/header.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/text.hpp"

namespace schouw {
namespace {

using Names = std::unordered_map<std::string, std::vector<int>>;  // folded name → columns

void give(const Schema& schema, int cell, int column, HeaderMatch& match) {
    const auto at = static_cast<std::size_t>(cell);
    match.cell_of[static_cast<std::size_t>(column)] = cell;
    if (match.column_of[at] < 0) match.column_of[at] = column;
    if (!match.ids[at].empty()) match.ids[at] += ' ';
    match.ids[at] += schema.columns[static_cast<std::size_t>(column)].id;
    ++match.matched;
}

bool free_column(const HeaderMatch& match, int column) {
    return match.cell_of[static_cast<std::size_t>(column)] < 0;
}

// Names that were said: a cell may serve several columns, the first of two cells counts.
void take_said(const Schema& schema, const Names& names, HeaderMatch& match) {
    for (std::size_t i = 0; i < match.names.size(); ++i) {
        const auto found = names.find(fold(match.names[i]));
        if (found == names.end() || match.names[i].empty()) continue;
        for (const int column : found->second)
            if (free_column(match, column)) give(schema, static_cast<int>(i), column, match);
    }
}

Names said_by_source(const Schema& schema, const Source& source) {
    Names names;
    for (const auto& [id, header] : source.columns)
        if (const auto at = schema.find(id)) names[fold(header)].push_back(static_cast<int>(*at));
    return names;
}

Names said_by_mapping(const Schema& schema, const Source& source) {
    Names names;
    for (const auto& [id, headers] : source.mapped)
        if (const auto at = schema.find(id); at && !source.columns.contains(id))
            for (const auto& header : headers) names[fold(header)].push_back(static_cast<int>(*at));
    return names;
}

// The register's own names; what is inserted first is the stronger claim.
std::unordered_map<std::string, int> own_names(const Schema& schema, const Source& source,
                                               const HeaderMatch& match) {
    std::unordered_map<std::string, int> names;
    const auto each = [&](auto&& claim) {
        for (std::size_t i = 0; i < schema.columns.size(); ++i)
            if (match.cell_of[i] < 0 && !source.columns.contains(schema.columns[i].id))
                claim(schema.columns[i], static_cast<int>(i));
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

void take_own(const Schema& schema, const std::unordered_map<std::string, int>& names,
              HeaderMatch& match) {
    for (std::size_t i = 0; i < match.names.size(); ++i) {
        if (match.column_of[i] >= 0) continue;
        const std::string folded = fold(match.names[i]);
        const auto found = folded.empty() ? names.end() : names.find(folded);
        if (found == names.end()) continue;
        const int taken = match.cell_of[static_cast<std::size_t>(found->second)];
        if (taken >= 0)
            match.twice.emplace_back(taken, static_cast<int>(i));
        else
            give(schema, static_cast<int>(i), found->second, match);
    }
}

}  // namespace

HeaderMatch match_header(const Schema& schema, const Source& source,
                         const std::vector<std::string>& cells) {
    HeaderMatch match;
    match.names = cells;
    match.column_of.assign(cells.size(), -1);
    match.ids.assign(cells.size(), "");
    match.cell_of.assign(schema.columns.size(), -1);
    if (!source.columns.empty()) take_said(schema, said_by_source(schema, source), match);
    if (!source.mapped.empty()) take_said(schema, said_by_mapping(schema, source), match);
    take_own(schema, own_names(schema, source, match), match);
    return match;
}

std::vector<std::string> ids_in(const std::string& ids) {
    return ids.empty() ? std::vector<std::string>{} : split(ids, ' ');
}

void apply_guess(const Schema& schema, const HeaderGuess& guess, HeaderMatch& match) {
    give(schema, guess.cell, guess.column, match);
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
