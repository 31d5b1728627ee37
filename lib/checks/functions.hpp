// SPDX-License-Identifier: EUPL-1.2
// The words that the check language adds to SQL: any_of, all_of, at_least, add_months …
#pragma once
#include <sqlite3.h>

#include <string>
#include <vector>

namespace schouw {

// Adds them to a connection. Each gives NULL for NULL; a text that is no date gives NULL.
void add_functions(sqlite3* db);

// All functions that a check may call; the authorizer refuses any other.
const std::vector<std::string>& allowed_functions();

}  // namespace schouw
