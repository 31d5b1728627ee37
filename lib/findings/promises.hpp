// SPDX-License-Identifier: EUPL-1.2
// Recommendations and promises: the registers of role "promises" in a snapshot and what the store
// remembers of their terms in; how each stands on a day, out. Which column is what, its role says.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "findings/terms.hpp"

namespace schouw {

// Whether somebody else than the owner has looked; `open`: it is not followed, so there is nothing
// to look at; `unknown`: the register has no such columns, or who owns it is not known.
enum class Verified { open, no, by_owner, yes, unknown };

struct Promise {
    std::string register_id;
    std::string key;
    std::string text;
    std::string owner;
    std::string kind;        // id of its choice; "" for none
    bool counts = true;      // false: a statement, in which nobody promised anything
    std::string gone_since;  // ISO, when it stands in the register no more; the rest is how it was
    // Words of registers/roles.hpp; "unknown" when the cell does not say; "" without such a column.
    std::string adoption;
    std::string adoption_reason;
    std::string follow_up;
    std::string decision;
    std::optional<long long> parts, parts_unanswered;

    // Terms: what the store saw, with what the register itself says of its first one.
    std::vector<Term> terms;
    std::string term_text;
    std::string first_term;  // ISO; the earliest of the register's own and the first one seen
    std::string term;        // ISO, as it stands; "" for none
    std::optional<long long> recurs;  // returns after so many months
    int moved = 0;                    // to a later day, the move before the first snapshot included
    int earlier = 0;                  // to an earlier day
    int withdrawn = 0;
    std::string delay_reason;
    std::string original_term;  // ISO, as the register says
    bool unsaid = false;        // it moved, and the register does not give the first term …
    bool contradicted = false;  // … or a later one than what it said before

    // The term has passed and it is neither followed, dropped nor declined; nothing when that
    // cannot be said.
    std::optional<bool> overdue;
    long overdue_days = 0;  // since the day after the term, when overdue

    std::string done_on;
    std::string evidence;
    Verified verified = Verified::unknown;
    std::string verified_by;
    std::string verified_on;
};

// All records, statements too and those that were taken out of the register, by register (those
// with an adoption first) and key.
std::vector<Promise> promises_of(Store& store, const Schemas& schemas, long long snapshot,
                                 const std::string& day);

// Counted over those that `counts` and are not gone.
struct PromiseTotals {
    long long all = 0;
    long long to_do = 0, partly = 0, followed = 0, not_followed = 0, lapsed = 0, unknown = 0;
    long long adopted = 0, partly_adopted = 0, declined = 0, no_reaction = 0, reaction_unknown = 0;
    long long with_adoption = 0;  // in a register that says so
    long long overdue = 0, overdue_unknown = 0;
    long long without_term = 0;  // still to do, no day by which, and it does not recur
    long long moved = 0;         // at least once
    long long verified = 0;      // by another than the owner, of those followed
    long long unanswered = 0;    // with a part that was not answered
    long long gone = 0;          // taken out of the register while they counted
};
PromiseTotals count_promises(const std::vector<Promise>& promises);

bool is_closed(const Promise& promise);  // followed, not followed or lapsed

}  // namespace schouw
