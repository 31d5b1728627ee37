// SPDX-License-Identifier: EUPL-1.2
#include "registers/header_row.hpp"

#include "base/text.hpp"

namespace schouw {
namespace {

constexpr std::size_t header_rows = 20;

// Two header rows as one.
std::vector<std::string> joined(const std::vector<std::string>& upper,
                                const std::vector<std::string>& lower, const Spans& spans) {
    std::vector<std::string> out(std::max(upper.size(), lower.size()));
    for (std::size_t i = 0; i < out.size(); ++i) {
        const auto span = spans.find(i);
        const std::size_t from = span == spans.end() ? i : span->second;
        const std::string above = from < upper.size() ? upper[from] : "";
        const std::string below = i < lower.size() ? lower[i] : "";
        out[i] = above.empty() ? below : below.empty() ? above : above + " " + below;
    }
    return out;
}

}  // namespace

std::deque<KeptRow> first_rows(RowSource& rows, long header_row) {
    const std::size_t most = rows.exact() ? 1 : header_rows;
    std::deque<KeptRow> ahead;
    Row row;
    while (ahead.size() < most && rows.next(row)) {
        if (row.blank()) continue;
        ahead.push_back(keep(row));
        if (header_row > 0 && row.line >= header_row) break;
    }
    return ahead;
}

std::vector<std::string> header_cells(const KeptRow& row) {
    std::vector<std::string> out;
    for (const auto& cell : row.cells) out.emplace_back(trim(cell));
    return out;
}

Spans spans_of(const std::vector<MergedRange>& merged, long row) {
    Spans spans;
    for (const auto& range : merged)
        if (range.first_row <= row && range.last_row >= row)
            for (long column = range.first_column + 1; column <= range.last_column; ++column)
                spans[static_cast<std::size_t>(column - 1)] =
                    static_cast<std::size_t>(range.first_column - 1);
    return spans;
}

HeaderRow locate_header(const Schema& schema, const Source& source, const std::deque<KeptRow>& rows,
                        const std::function<Spans(std::size_t)>& spans_above) {
    const HeaderNames names(schema, source);
    std::vector<HeaderMatch> matches;
    std::size_t best = 0;
    for (const auto& row : rows) {
        matches.push_back(names.match(header_cells(row)));
        if (matches.back().matched > matches[best].matched) best = matches.size() - 1;
    }
    const bool given = source.header_row > 0;
    if (given) best = rows.size() - 1;
    for (std::size_t i = given ? best : 1; i > 0 && i < rows.size(); ++i) {
        const auto cells = std::max(rows[i - 1].cells.size(), rows[i].cells.size());
        if (static_cast<std::size_t>(matches[best].matched) >= cells)
            continue;  // cannot match more
        HeaderMatch both =
            names.match(joined(header_cells(rows[i - 1]), header_cells(rows[i]), spans_above(i)));
        if (both.matched <= matches[best].matched) continue;
        matches[i] = std::move(both);
        best = i;
    }
    HeaderRow found{matches[best], best, std::nullopt};
    for (std::size_t i = best + 1; !given && i < matches.size(); ++i)
        if (matches[i].matched == matches[best].matched && matches[i].matched > 1 && !found.rival)
            found.rival = i;
    return found;
}

}  // namespace schouw
