// SPDX-License-Identifier: EUPL-1.2
#include "registers/header.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace schouw {
namespace {

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

}  // namespace

HeaderNames::HeaderNames(const Schema& schema, const Source& source)
    : schema_(schema), source_(source) {
    for (const auto& [id, header] : source.columns)
        if (const auto at = schema.find(id))
            by_source_[fold(header)].push_back(static_cast<int>(*at));
    for (const auto& [id, headers] : source.mapped)
        if (const auto at = schema.find(id); at && !source.columns.contains(id))
            for (const auto& header : headers)
                by_mapping_[fold(header)].push_back(static_cast<int>(*at));
    HeaderMatch nothing;
    nothing.cell_of.assign(schema.columns.size(), -1);
    own_ = own_names(nothing);
}

// Names that were said: a cell may serve several columns, the first of two cells counts.
void HeaderNames::take_said(const Said& names, HeaderMatch& match) const {
    if (names.empty()) return;
    for (std::size_t i = 0; i < match.names.size(); ++i) {
        const auto found = names.find(fold(match.names[i]));
        if (found == names.end() || match.names[i].empty()) continue;
        for (const int column : found->second)
            if (free_column(match, column)) give(schema_, static_cast<int>(i), column, match);
    }
}

// The register's own names; what is inserted first is the stronger claim.
HeaderNames::Own HeaderNames::own_names(const HeaderMatch& match) const {
    Own names;
    const auto each = [&](auto&& claim) {
        for (std::size_t i = 0; i < schema_.columns.size(); ++i)
            if (match.cell_of[i] < 0 && !source_.columns.contains(schema_.columns[i].id))
                claim(schema_.columns[i], static_cast<int>(i));
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

void HeaderNames::take_own(const Own& names, HeaderMatch& match) const {
    for (std::size_t i = 0; i < match.names.size(); ++i) {
        if (match.column_of[i] >= 0) continue;
        const std::string folded = fold(match.names[i]);
        const auto found = folded.empty() ? names.end() : names.find(folded);
        if (found == names.end()) continue;
        const int taken = match.cell_of[static_cast<std::size_t>(found->second)];
        if (taken >= 0)
            match.twice.emplace_back(taken, static_cast<int>(i));
        else
            give(schema_, static_cast<int>(i), found->second, match);
    }
}

HeaderMatch HeaderNames::match(const std::vector<std::string>& cells) const {
    HeaderMatch match;
    match.names = cells;
    match.column_of.assign(cells.size(), -1);
    match.ids.assign(cells.size(), "");
    match.cell_of.assign(schema_.columns.size(), -1);
    take_said(by_source_, match);
    take_said(by_mapping_, match);
    if (match.matched == 0)
        take_own(own_, match);
    else
        take_own(own_names(match), match);
    return match;
}

HeaderMatch match_header(const Schema& schema, const Source& source,
                         const std::vector<std::string>& cells) {
    return HeaderNames(schema, source).match(cells);
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
