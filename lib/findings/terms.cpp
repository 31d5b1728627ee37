// SPDX-License-Identifier: EUPL-1.2
#include "findings/terms.hpp"

#include <algorithm>

#include "store/versions.hpp"

namespace schouw {
namespace {

Term read_term(const CellVersion& version, const Column& column, const ReadingWords& words) {
    Term term{version.snapshot, version.as_of, version.written, State::absent, ""};
    if (!version.supplied) return term;
    Value value;
    read_value(column, version.written, words, value, RawKind::text, version.habit);
    term.state = value.state;
    if (value.state == State::value) term.date = value.text;
    return term;
}

// The habit of the column may change without a change of this cell's meaning.
bool same(const Term& a, const Term& b) {
    return a.state == b.state && a.written == b.written && a.date == b.date;
}

Terms read_terms(Store& store, const Schema& schema, const std::string& column,
                 const std::string& key, long long snapshot, const ReadingWords& words) {
    Terms out;
    const auto at = schema.find(column);
    if (!at || schema.columns[*at].type != Type::date) return out;
    for (const auto& [record, versions] :
         column_versions(store, snapshot, schema.id, column, key)) {
        auto& terms = out[record];
        for (const auto& version : versions) {
            Term term = read_term(version, schema.columns[*at], words);
            if (terms.empty() || !same(terms.back(), term)) terms.push_back(std::move(term));
        }
    }
    return out;
}

}  // namespace

Terms terms_of(Store& store, const Schema& schema, const std::string& column, long long snapshot,
               const ReadingWords& words) {
    return read_terms(store, schema, column, "", snapshot, words);
}

std::vector<Term> terms_of(Store& store, const Schema& schema, const std::string& column,
                           const std::string& key, long long snapshot, const ReadingWords& words) {
    auto terms = read_terms(store, schema, column, key, snapshot, words);
    return terms.empty() ? std::vector<Term>{} : std::move(terms.begin()->second);
}

void join_linked(Terms& terms, const std::vector<Link>& links, const std::string& register_id) {
    for (const auto& [old_key, key] : linked_keys(links, register_id)) {
        const auto old = terms.find(old_key);
        const auto now = terms.find(key);
        if (old == terms.end() || now == terms.end()) continue;
        auto& all = now->second;
        all.insert(all.end(), old->second.begin(), old->second.end());
        std::erase_if(all, [](const Term& term) { return term.state == State::absent; });
        std::stable_sort(all.begin(), all.end(),
                         [](const Term& a, const Term& b) { return a.snapshot < b.snapshot; });
        terms.erase(old);
    }
}

Moves moves_in(const std::vector<Term>& terms) {
    Moves moves;
    std::string last;
    bool blank = false;  // since `last`
    for (const auto& term : terms) {
        if (term.state == State::absent) continue;
        if (term.date.empty()) {
            if (!last.empty() && !blank) ++moves.withdrawn;
            blank = true;
            continue;
        }
        if (last.empty()) {
            moves.first = term.date;
            moves.first_on = term.as_of;
        } else if (term.date != last) {
            ++(term.date > last ? moves.moved : moves.earlier);
        }
        last = term.date;
        blank = false;
    }
    if (!terms.empty()) moves.present = terms.back().date;
    return moves;
}

}  // namespace schouw
