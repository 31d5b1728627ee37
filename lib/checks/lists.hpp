// SPDX-License-Identifier: EUPL-1.2
// Checks ask of lists whether something is in them, in one wording: that is asked faster here.
#pragma once
#include <sqlite3.h>

#include <string>

#include "checks/sandbox.hpp"
#include "registers/schema.hpp"

namespace schouw {

// An expression that prepares, and what it reads, in; one with the same value out, in which
//   (SELECT any_of(j.value = x) FROM json_each(t.list) j)
// is a call of the function below, or a search in the table of the list (rundb.hpp), where list is
// a column of type list and x a text. Nothing else is touched.
std::string with_fast_lists(const std::string& sql, const ReadSet& reads, const Schemas& schemas);

// _listed(list, x), as any_of(j.value = x) over json_each(list) for lists as registers are read:
// 0 for NULL and for an empty list, NULL for an x of NULL.
void add_listed(sqlite3* db);

}  // namespace schouw
