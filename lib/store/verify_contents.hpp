// SPDX-License-Identifier: EUPL-1.2
// What stands in a store, each row held against the digest beside it: the part of a verification
// that needs no journal.
#pragma once
#include <SQLiteCpp/SQLiteCpp.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace schouw {

struct Contents {
    std::vector<Message>
        structure;  // why the file does not hold together; then nothing else is said
    std::vector<Message> problems;
    long long records = 0, events = 0;  // that were looked at
    long long last_entry = 0;           // of the journal as it was then
    // Rows without their texts, whose digest therefore says nothing, by table; also where there are
    // none.
    std::map<std::string, long long> destroyed;
};

// The bytes of a value, as long as its row lives.
std::string_view bytes_of(const SQLite::Column& value);

// `structure`: also whether the file holds together (pages, indexes, references). In one
// transaction, when the caller has begun one. Throws SQLite::Exception.
Contents contents_of(SQLite::Database& db, bool structure);

}  // namespace schouw
