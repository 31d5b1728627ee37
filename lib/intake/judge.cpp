// SPDX-License-Identifier: EUPL-1.2
// How well a dialect explains a text.
#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "intake/dialect.hpp"
#include "intake/repair.hpp"

namespace schouw {
namespace {

constexpr std::string_view marks = ";\t|";       // rarely part of a value
constexpr std::size_t longest_quoted = 8 << 10;  // a quote that is open for longer is no quote

struct Tally {
    std::map<std::size_t, double> rows;   // number of cells → rows
    std::map<std::size_t, double> clean;  // and the sum of how clean their cells are
    std::map<std::size_t, double> gaps;   // rows in which every second cell is empty
    double all = 0;
};

// 1 for what looks like a value, less for what looks like a piece of something else.
double clean(std::string_view cell, const Dialect& dialect) {
    if (cell.empty()) return 0.8;
    if (cell.front() == ' ' || cell.back() == ' ') return 0.6;
    const bool wrapped = cell.size() > 1 && cell.front() == cell.back();
    if (wrapped && (cell.front() == '\'' || cell.front() == '"')) return 0.1;
    if (cell.find('"') != cell.npos && dialect.quote != '"') return 0.3;
    if (cell.front() == '"' || cell.back() == '"') return 0.5;
    if (cell.find_first_of(marks) != cell.npos) return 0.5;
    return cell.front() == ',' || cell.back() == ',' ? 0.6 : 1;
}

// `a||b` divided at each | : the delimiter is longer than that.
bool every_second_empty(const Split& split) {
    for (std::size_t i = 1; i < split.cells.size(); i += 2)
        if (!split.cells[i].empty()) return false;
    return split.cells.size() > 2 && split.cells.size() % 2 == 1;
}

void count_rows(std::string_view text, bool last, const Dialect& dialect, Tally& tally) {
    Split split;
    while (!text.empty()) {
        split_row(text, last, dialect, split);
        if (split.open_quote || (split.end == nullptr && text.size() > longest_quoted))
            split_broken(text, last, dialect, split);
        if (split.end == nullptr) return;
        settle(split);
        text.remove_prefix(static_cast<std::size_t>(split.end - text.data()));
        if (split.cells.size() == 1 && trim(split.cells[0]).empty()) continue;
        double sum = split.open_quote ? -1.0 : 0.0;
        for (const auto cell : split.cells) sum += clean(cell, dialect);
        tally.all += 1;
        tally.rows[split.cells.size()] += 1;
        tally.gaps[split.cells.size()] += every_second_empty(split) ? 1 : 0;
        tally.clean[split.cells.size()] += std::max(0.0, sum) /
                                           static_cast<double>(split.cells.size()) *
                                           (split.odd_quote ? 0.8 : 1.0);
    }
}

// Blanks and colons stand in many values.
double likely(const std::string& delimiter) {
    if (delimiter == " ") return 0.5;
    if (delimiter == ":") return 0.7;
    return 1;
}

}  // namespace

Candidate judge(Dialect dialect, const std::vector<std::string_view>& parts, bool whole) {
    Tally tally;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        std::string_view text = parts[i];
        if (i > 0) {  // a part begins somewhere in a line
            const char* start = line_end(text, true);
            text.remove_prefix(static_cast<std::size_t>(start - text.data()));
        }
        count_rows(text, whole || (i > 0 && i + 1 == parts.size()), dialect, tally);
    }
    Candidate candidate{std::move(dialect), 0};
    // The commonest number of cells; of two that are as common the larger.
    auto best = tally.rows.end();
    const auto weight = [](const auto& one) { return one->second * (one->first > 1 ? 1.0 : 0.5); };
    for (auto one = tally.rows.begin(); one != tally.rows.end(); ++one)
        if (best == tally.rows.end() || weight(one) >= weight(best)) best = one;
    if (best == tally.rows.end()) return candidate;
    const auto columns = static_cast<double>(best->first);
    const double agree = best->second / tally.all;
    const double typed = tally.clean[best->first] / best->second;
    candidate.dialect.columns = best->first;
    if (best->first == 1)
        candidate.score = 0.3 * agree * typed;
    else
        candidate.score = agree * typed * (1 - 1 / columns) * likely(candidate.dialect.delimiter);
    if (tally.gaps[best->first] > 0.9 * best->second) candidate.score /= 2;
    return candidate;
}

}  // namespace schouw
