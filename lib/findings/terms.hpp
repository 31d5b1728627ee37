// SPDX-License-Identifier: EUPL-1.2
// The terms of a record: what a date column of it said through the snapshots, and how often the
// day moved.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "registers/schema.hpp"
#include "registers/value.hpp"
#include "store/links.hpp"
#include "store/store.hpp"

namespace schouw {

// What the column says from one snapshot on, until the next of the list.
struct Term {
    long long snapshot = 0;
    std::string as_of;            // the day of that snapshot: since then it stands so
    std::string written;          // the cell, as written in the source
    State state = State::absent;  // as today's schema reads it; absent: no such record or column
    std::string date;  // ISO, the last day that the cell can mean; "" when no day follows
};

// The terms of every record of the register that ever had the column, oldest first, up to and
// including `snapshot`. Cells are read by today's schema, with the habits (day or month first …)
// that the whole column showed at the time, so that 3/4/2017 keeps the meaning that it had for the
// run. Equal neighbours are one term: a list of one says that nothing changed. A snapshot in which
// the register could not be read changes nothing.
//
// `column` is a column of type date of `schema`; of any other type or name the result is empty.
using Terms = std::map<std::string, std::vector<Term>>;  // by key of the record
Terms terms_of(Store& store, const Schema& schema, const std::string& column, long long snapshot,
               const ReadingWords& words);
// Of one record; empty when it never had the column.
std::vector<Term> terms_of(Store& store, const Schema& schema, const std::string& column,
                           const std::string& key, long long snapshot, const ReadingWords& words);

// A record that got another key has its terms under the new one: those of the old key come first.
void join_linked(Terms& terms, const std::vector<Link>& links, const std::string& register_id);

// What the terms come to. A day is compared with the last day that stood before it, also when
// there was none in between: a date that goes blank and comes back later has moved once and was
// withdrawn once.
struct Moves {
    std::string first;     // the first day that was ever given, ISO; "" for none
    std::string first_on;  // the day since which it stood so
    std::string present;   // the day as it stands now; "" for none
    int moved = 0;         // to a later day than the one before
    int earlier = 0;       // to an earlier day
    int withdrawn = 0;     // a day was followed by a cell from which no day follows (empty, n.v.t.,
                           // unreadable); a record or column that is gone is not counted
};
Moves moves_in(const std::vector<Term>& terms);

}  // namespace schouw
