// SPDX-License-Identifier: EUPL-1.2
#include "intake/dialect.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"

namespace schouw {
namespace {

// How well a delimiter explains the head: rows that agree on the commonest number of cells, times
// that number less one.
double score(std::string_view head, bool whole, char delimiter) {
    std::map<long, long> rows_by_cells;
    long cells = 1;
    long rows = 0;
    bool in_quotes = false;
    bool cell_start = true;
    for (std::size_t i = 0; i < head.size() && rows < 1000; ++i) {
        const char c = head[i];
        if (in_quotes) {
            in_quotes = c != '"';
        } else if (c == '"' && (cell_start || (i > 0 && head[i - 1] == '"'))) {
            in_quotes = true;
        } else if (c == delimiter) {
            ++cells;
            cell_start = true;
            continue;
        } else if (c == '\n' || (c == '\r' && (i + 1 == head.size() || head[i + 1] != '\n'))) {
            ++rows_by_cells[cells];
            ++rows;
            cells = 1;
            cell_start = true;
            continue;
        }
        cell_start = false;
    }
    if (whole && !cell_start) {
        ++rows_by_cells[cells];
        ++rows;
    }
    double best = 0;
    for (const auto& [count, agree] : rows_by_cells)
        if (count > 1)
            best = std::max(best, static_cast<double>(agree) / static_cast<double>(rows) *
                                      (1.0 + 0.01 * static_cast<double>(count)));
    return best;
}

// UTF-8, allowing for a character that the end of the head cut in two.
bool looks_utf8(std::string_view head, bool whole) {
    for (int cut = 0; cut < (whole ? 1 : 4); ++cut) {
        if (valid_utf8(head)) return true;
        if (!head.empty()) head.remove_suffix(1);
    }
    return false;
}

}  // namespace

Dialect guess_dialect(std::string_view head, bool whole, const DialectWish& wish) {
    Dialect dialect;
    dialect.bom = head.starts_with("\xef\xbb\xbf");
    if (head.starts_with("\xff\xfe") || head.starts_with("\xfe\xff")) {
        dialect.encoding = "UTF-16";
        return dialect;
    }
    dialect.encoding = wish.encoding.value_or(looks_utf8(head, whole) ? "UTF-8" : "Windows-1252");
    if (wish.delimiter) {
        dialect.delimiter = *wish.delimiter;
        return dialect;
    }
    double best = 0;
    for (const char candidate : {';', ',', '\t', '|'}) {
        const double now = score(head, whole, candidate);
        if (now > best * 1.000001) {
            best = now;
            dialect.delimiter = candidate;
        }
    }
    return dialect;
}

}  // namespace schouw
