// SPDX-License-Identifier: EUPL-1.2
// The functions of checks as an extension: `.load` gives them to the sqlite3 shell.
#include "checks/functions.hpp"

extern "C" int sqlite3_extension_init(sqlite3* db, char**, const void*) {
    schouw::add_functions(db);
    return SQLITE_OK;
}
