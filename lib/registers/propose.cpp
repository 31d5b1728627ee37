// SPDX-License-Identifier: EUPL-1.2
#include "registers/propose.hpp"

#include <algorithm>

#include "registers/header_row.hpp"

namespace schouw {
namespace {

bool keyed(const Schema& schema, const HeaderMatch& match) {
    return std::all_of(schema.key.begin(), schema.key.end(),
                       [&](std::size_t column) { return match.cell_of[column] >= 0; });
}

int named(const HeaderMatch& match) {
    return static_cast<int>(std::count_if(match.names.begin(), match.names.end(),
                                          [](const auto& name) { return !name.empty(); }));
}

// Columns that a header names; a header of one letter, as RASCI tables have, tells no register.
int told(const HeaderMatch& match) {
    int count = 0;
    for (const int cell : match.cell_of)
        if (cell >= 0 && match.names[static_cast<std::size_t>(cell)].size() > 1) ++count;
    return count;
}

bool fits(const Proposal& proposal) {
    const int matched = told(proposal.header);
    const auto found = matched + static_cast<int>(proposal.guesses.size());
    return matched >= 1 && found >= 2 && found * 4 >= named(proposal.header);
}

constexpr int full = 100;     // the weight of a column that matches
constexpr int alike_at = 40;  // one that looks like it weighs the percentage above this

int weight(const Proposal& proposal) {
    int sum = full * told(proposal.header);
    for (const auto& guess : proposal.guesses) sum += guess.alike - alike_at;
    return sum;
}

// The most that guesses could still make of it.
int most_weight(const Proposal& proposal) {
    return full * told(proposal.header) +
           (full - alike_at) * std::max(0, named(proposal.header) - proposal.header.matched);
}

// More columns first, then one with its key, then one without a mapping.
bool better(const Proposal& a, const Proposal& b) {
    if (weight(a) != weight(b)) return weight(a) > weight(b);
    if (a.has_key != b.has_key) return a.has_key;
    return a.mapping.empty() && !b.mapping.empty();
}

class Sheet {
public:
    Sheet(DataFile& file, std::size_t number)
        : rows_(first_rows(file.rows(number), 0)), origin_(file.origin(number)) {
        if (file.book() != nullptr) merged_ = file.book()->merged(number);
    }

    std::optional<Proposal> best(const Schemas& schemas, const Mappings& mappings,
                                 bool one_table) const {
        std::optional<Proposal> best;
        if (rows_.empty()) return best;
        std::vector<Proposal> all;
        for (const auto& [id, schema] : schemas)
            if (!schema.filled()) all.push_back(proposal(schema, Source{}));
        for (const auto& [id, mapping] : mappings) {
            Source source;
            source.mapping = id;
            source.mapped = mapping.columns;
            all.push_back(proposal(schemas.at(mapping.register_id), source));
        }
        // Guessing is dear: what matches most goes first, and what cannot win is not guessed at.
        std::stable_sort(all.begin(), all.end(), [](const Proposal& a, const Proposal& b) {
            return told(a.header) > told(b.header);
        });
        for (auto& now : all) {
            if (best && most_weight(now) < weight(*best)) continue;
            now.guesses = guess_columns(schemas.at(now.register_id), now.header);
            if (fits(now) && (!best || better(now, *best))) best = std::move(now);
        }
        if (!best) return best;
        if (!one_table) best->sheet = origin_.sheet;
        if (origin_.format.starts_with("json")) best->records = origin_.sheet;
        return best;
    }

private:
    // Without guesses.
    Proposal proposal(const Schema& schema, const Source& source) const {
        HeaderRow found =
            locate_header(schema, source, rows_, [&](std::size_t i) { return spans_above(i); });
        Proposal out;
        out.register_id = schema.id;
        out.mapping = source.mapping;
        if (found.rival) out.header_row = rows_[found.at].line;
        out.has_key = keyed(schema, found.match);
        out.header = std::move(found.match);
        return out;
    }

    Spans spans_above(std::size_t header) const {
        return header == 0 ? Spans{} : spans_of(merged_, rows_[header - 1].line);
    }

    std::deque<KeptRow> rows_;
    Origin origin_;
    std::vector<MergedRange> merged_;
};

}  // namespace

std::vector<Proposal> propose(const std::filesystem::path& path, const std::string& shown,
                              const Schemas& schemas, const Mappings& mappings) {
    DataFile file(path, shown, {}, false);
    const bool book = file.book() != nullptr;
    const std::size_t sheets = book ? file.book()->sheets().size() : 1;
    std::vector<Proposal> out;
    for (std::size_t i = 0; i < sheets; ++i) {
        auto now = Sheet(file, i).best(schemas, mappings, !book || sheets == 1);
        if (!now) continue;
        const auto same = std::find_if(out.begin(), out.end(), [&](const Proposal& other) {
            return other.register_id == now->register_id;
        });
        if (same == out.end())
            out.push_back(std::move(*now));
        else if (better(*now, *same))
            *same = std::move(*now);
    }
    return out;
}

}  // namespace schouw
