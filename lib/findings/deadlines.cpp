// SPDX-License-Identifier: EUPL-1.2
#include "findings/deadlines.hpp"

#include <algorithm>

#include "base/date.hpp"

namespace schouw {
namespace {

bool is_absent(const Term& term) { return term.state == State::absent; }

// A day was followed by another day, or by none, after the snapshot.
bool moved_after(const std::vector<Term>& terms, long long snapshot) {
    std::string last;
    for (const auto& term : terms) {
        if (is_absent(term)) continue;
        if (!last.empty() && term.date != last && term.snapshot > snapshot) return true;
        if (!term.date.empty()) last = term.date;
    }
    return false;
}

long days_gained(const std::vector<Term>& terms) {
    std::string first, last;
    for (const auto& term : terms) {
        if (term.date.empty()) continue;
        if (first.empty()) first = term.date;
        last = term.date;
    }
    const auto from = parse_iso(first);
    const auto to = parse_iso(last);
    return from && to ? to->days - from->days : 0;
}

}  // namespace

std::vector<DeadlineMove> moved_deadlines(
    Store& store, const Schemas& schemas,
    const std::map<std::string, std::set<std::string>>& columns, const std::vector<Link>& links,
    long long before, long long after, const ReadingWords& words) {
    std::vector<DeadlineMove> moved;
    if (before == after) return moved;
    for (const auto& [register_id, ids] : columns) {
        for (const auto& column : ids) {
            Terms all = terms_of(store, schemas.at(register_id), column, after, words);
            join_linked(all, links, register_id);
            for (auto& [key, terms] : all) {
                if (!moved_after(terms, before)) continue;
                DeadlineMove move{register_id, key, column, {}, moves_in(terms), 0};
                move.days = days_gained(terms);
                move.terms = std::move(terms);
                moved.push_back(std::move(move));
            }
        }
    }
    std::stable_sort(moved.begin(), moved.end(), [](const auto& a, const auto& b) {
        return std::tie(a.register_id, a.key) < std::tie(b.register_id, b.key);
    });
    return moved;
}

}  // namespace schouw
