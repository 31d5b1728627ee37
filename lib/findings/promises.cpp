// SPDX-License-Identifier: EUPL-1.2
#include "findings/promises.hpp"

#include <algorithm>

#include "base/date.hpp"
#include "base/text.hpp"
#include "registers/roles.hpp"
#include "store/history.hpp"

namespace schouw {
namespace {

// The records of a register in a snapshot, cell by cell, typed by today's schema.
class Records {
public:
    Records(Store& store, const Schema& schema, long long snapshot, const SourceInfo& source,
            const ReadingWords& words)
        : store_(store), schema_(schema), snapshot_(snapshot), source_(source), words_(words) {}

    std::vector<std::string> keys() {
        std::vector<std::string> keys;
        for (const auto& [key, cell] : cells(schema_.columns[schema_.key.front()].id))
            keys.push_back(key);
        return keys;
    }
    // The value of a cell: a date as ISO, a choice by its id; "" when there is none.
    std::string value(const Column* column, const std::string& key) {
        if (column == nullptr) return "";
        const auto& known = cells(column->id);
        const auto cell = known.find(key);
        if (cell == known.end()) return "";
        const auto habit = source_.habits.find(column->id);
        Value value;
        read_value(*column, cell->second, words_, value, RawKind::text,
                   habit == source_.habits.end() ? Habit{} : habit->second);
        if (value.state != State::value) return "";
        return column->type == Type::integer ? std::to_string(value.integer)
                                             : std::string(trim(value.text));
    }
    std::string value(std::string_view role, const std::string& key) {
        return value(column_with_role(schema_, role), key);
    }
    std::optional<long long> number(std::string_view role, const std::string& key) {
        const std::string text = value(role, key);
        if (text.empty()) return std::nullopt;
        return std::atoll(text.c_str());
    }
    // What a choice means; "" without such a column, "unknown" when the cell does not say.
    std::string meaning(std::string_view role, const std::string& key) {
        const Column* column = column_with_role(schema_, role);
        if (column == nullptr) return "";
        const std::string means = meaning_of(*column, value(column, key));
        return means.empty() ? "unknown" : means;
    }

private:
    const std::map<std::string, std::string>& cells(const std::string& column) {
        auto at = cells_.find(column);
        if (at == cells_.end())
            at = cells_.emplace(column, column_cells(store_, snapshot_, schema_.id, column)).first;
        return at->second;
    }

    Store& store_;
    const Schema& schema_;
    long long snapshot_;
    const SourceInfo& source_;
    const ReadingWords& words_;
    std::map<std::string, std::map<std::string, std::string>> cells_;  // by column, by key
};

// How the registers were read for a snapshot, asked for once.
class Sources {
public:
    explicit Sources(Store& store) : store_(store) {}
    const SourceInfo& of(long long snapshot, const std::string& register_id) {
        static const SourceInfo none;
        auto at = known_.find(snapshot);
        if (at == known_.end()) at = known_.emplace(snapshot, sources_of(store_, snapshot)).first;
        for (const auto& source : at->second)
            if (source.register_id == register_id) return source;
        return none;
    }

private:
    Store& store_;
    std::map<long long, std::vector<SourceInfo>> known_;
};

// The register may know of a term from before the first snapshot. What the store saw is evidence:
// a first term that the register gives later than that does not undo it.
void set_terms(Promise& promise, std::vector<Term> terms) {
    promise.terms = std::move(terms);
    const Moves moves = moves_in(promise.terms);
    const std::string& own = promise.original_term;
    const bool before = !own.empty() && (moves.first.empty() || own < moves.first);
    promise.first_term = before ? own : moves.first;
    promise.term = moves.present;
    promise.moved = moves.moved + (before && !moves.first.empty() ? 1 : 0);
    promise.earlier = moves.earlier;
    promise.withdrawn = moves.withdrawn;
    promise.unsaid = moves.moved > 0 && own.empty();
    promise.contradicted = !own.empty() && !moves.first.empty() && own > moves.first;
}

// Three-valued, as the checks are: nothing when it cannot be said.
std::optional<bool> either(std::optional<bool> a, std::optional<bool> b) {
    if ((a && *a) || (b && *b)) return true;
    if (!a || !b) return std::nullopt;
    return false;
}

std::optional<bool> yes_if(const std::string& meaning, std::initializer_list<const char*> yes) {
    if (meaning == "unknown") return std::nullopt;
    return std::find(yes.begin(), yes.end(), meaning) != yes.end();
}

// Somebody has bound himself to it, or is bound: `nature` as the column of that role says.
std::optional<bool> binds(const Promise& promise, const std::string& nature,
                          const std::string& kind) {
    if (kind == "unknown") return std::nullopt;
    if (!promise.counts) return false;
    if (promise.adoption.empty()) return true;
    return either(yes_if(promise.adoption, {"yes", "partly"}), yes_if(nature, {"binding"}));
}

void set_overdue(Promise& promise, std::optional<bool> bound, const std::string& day) {
    const bool passed = !promise.term.empty() && promise.term < day;
    if (!passed || is_closed(promise) || (bound && !*bound)) {
        promise.overdue = false;
    } else if (bound && promise.follow_up != "unknown") {
        promise.overdue = true;
        promise.overdue_days = parse_iso(day)->days - parse_iso(promise.term)->days;
    }
}

Verified verified_of(const Promise& promise, const Schema& schema) {
    const Column* by = column_with_role(schema, "verified_by");
    if (promise.follow_up != "followed") return Verified::open;
    if (by == nullptr) return Verified::unknown;
    if (promise.verified_by.empty() || promise.verified_on.empty()) return Verified::no;
    if (promise.owner.empty()) return Verified::unknown;
    return fold_value(promise.verified_by) == fold_value(promise.owner) ? Verified::by_owner
                                                                        : Verified::yes;
}

Promise read_promise(Records& records, const Schema& schema, const std::string& key,
                     std::vector<Term> terms, const std::string& day) {
    Promise promise;
    promise.register_id = schema.id;
    promise.key = key;
    promise.owner = records.value(owner_column(schema), key);
    const std::pair<std::string*, const char*> texts[] = {
        {&promise.text, "text"},
        {&promise.adoption_reason, "adoption_reason"},
        {&promise.decision, "decision"},
        {&promise.term_text, "term_text"},
        {&promise.original_term, "original_term"},
        {&promise.delay_reason, "delay_reason"},
        {&promise.done_on, "done_on"},
        {&promise.evidence, "evidence"},
        {&promise.verified_by, "verified_by"},
        {&promise.verified_on, "verified_on"},
        {&promise.kind, "kind"},
    };
    for (const auto& [field, role] : texts) *field = records.value(role, key);
    promise.adoption = records.meaning("adoption", key);
    promise.follow_up = records.meaning("follow_up", key);
    if (promise.follow_up.empty()) promise.follow_up = "unknown";
    promise.parts = records.number("parts", key);
    promise.parts_unanswered = records.number("parts_unanswered", key);
    promise.recurs = records.number("recurs", key);
    set_terms(promise, std::move(terms));
    const std::string kind = records.meaning("kind", key);
    promise.counts = kind != "statement";
    set_overdue(promise, binds(promise, records.meaning("nature", key), kind), day);
    promise.verified = verified_of(promise, schema);
    return promise;
}

}  // namespace

bool is_closed(const Promise& promise) {
    return promise.follow_up == "followed" || promise.follow_up == "not_followed" ||
           promise.follow_up == "lapsed";
}

std::vector<Promise> promises_of(Store& store, const Schemas& schemas, long long snapshot,
                                 const std::string& day) {
    std::vector<Promise> promises;
    auto registers = registers_with_role(schemas, "promises");
    std::stable_partition(registers.begin(), registers.end(), [](const Schema* schema) {
        return column_with_role(*schema, "adoption") != nullptr;
    });
    Sources sources(store);
    const auto links = all_links(store, day);
    const ReadingWords words = load_reading_words();
    for (const Schema* schema : registers) {
        const Column* term = column_with_role(*schema, "term");
        Terms terms;
        if (term != nullptr) terms = terms_of(store, *schema, term->id, snapshot, words);
        join_linked(terms, links, schema->id);
        Records now(store, *schema, snapshot, sources.of(snapshot, schema->id), words);
        for (const auto& key : now.keys()) {
            promises.push_back(read_promise(now, *schema, key, terms[key], day));
            terms.erase(key);
        }
        for (const auto& [key, said] : terms) {
            const long long last = said.back().snapshot - 1;
            Records then(store, *schema, last, sources.of(last, schema->id), words);
            promises.push_back(read_promise(then, *schema, key, said, day));
            promises.back().gone_since = said.back().as_of;
            promises.back().overdue.reset();
            promises.back().overdue_days = 0;
        }
    }
    return promises;
}

PromiseTotals count_promises(const std::vector<Promise>& promises) {
    PromiseTotals n;
    for (const auto& promise : promises) {
        if (!promise.counts) continue;
        if (!promise.gone_since.empty()) {
            ++n.gone;
            continue;
        }
        ++n.all;
        const std::pair<const char*, long long*> follow_ups[] = {
            {"to_do", &n.to_do},       {"partly", &n.partly},
            {"followed", &n.followed}, {"not_followed", &n.not_followed},
            {"lapsed", &n.lapsed},     {"unknown", &n.unknown}};
        for (const auto& [word, count] : follow_ups) *count += promise.follow_up == word ? 1 : 0;
        const std::pair<const char*, long long*> adoptions[] = {{"yes", &n.adopted},
                                                                {"partly", &n.partly_adopted},
                                                                {"no", &n.declined},
                                                                {"none", &n.no_reaction},
                                                                {"unknown", &n.reaction_unknown}};
        for (const auto& [word, count] : adoptions) *count += promise.adoption == word ? 1 : 0;
        n.with_adoption += promise.adoption.empty() ? 0 : 1;
        n.overdue += promise.overdue.value_or(false) ? 1 : 0;
        n.overdue_unknown += promise.overdue ? 0 : 1;
        n.without_term += promise.term.empty() && !promise.recurs && !is_closed(promise) ? 1 : 0;
        n.moved += promise.moved > 0 ? 1 : 0;
        n.verified += promise.verified == Verified::yes ? 1 : 0;
        n.unanswered += promise.parts_unanswered.value_or(0) > 0 ? 1 : 0;
    }
    return n;
}

}  // namespace schouw
