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

bool fits(const Proposal& proposal) {
    const auto& names = proposal.header.names;
    const auto named =
        std::count_if(names.begin(), names.end(), [](const auto& name) { return !name.empty(); });
    const auto found = proposal.header.matched + static_cast<long>(proposal.guesses.size());
    return proposal.header.matched >= 1 && found >= 2 && found * 4 >= named;
}

// A column that matches counts 100, one that looks like it the less the less it does.
int weight(const Proposal& proposal) {
    int sum = 100 * proposal.header.matched;
    for (const auto& guess : proposal.guesses) sum += guess.alike - 40;
    return sum;
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
        const auto consider = [&](const Schema& schema, const Source& source) {
            Proposal now = proposal(schema, source);
            if (fits(now) && (!best || better(now, *best))) best = std::move(now);
        };
        if (rows_.empty()) return best;
        for (const auto& [id, schema] : schemas) consider(schema, Source{});
        for (const auto& [id, mapping] : mappings) {
            Source source;
            source.mapping = id;
            source.mapped = mapping.columns;
            consider(schemas.at(mapping.register_id), source);
        }
        if (!best) return best;
        if (!one_table) best->sheet = origin_.sheet;
        if (origin_.format.starts_with("json")) best->records = origin_.sheet;
        return best;
    }

private:
    Proposal proposal(const Schema& schema, const Source& source) const {
        HeaderRow found =
            locate_header(schema, source, rows_, [&](std::size_t i) { return spans_above(i); });
        Proposal out;
        out.register_id = schema.id;
        out.mapping = source.mapping;
        if (found.rival) out.header_row = rows_[found.at].line;
        out.has_key = keyed(schema, found.match);
        out.header = std::move(found.match);
        out.guesses = guess_columns(schema, out.header);
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
