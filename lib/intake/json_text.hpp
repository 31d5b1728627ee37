// SPDX-License-Identifier: EUPL-1.2
// A JSON text with its name and place in the file, and the limits of what is read of it.
#pragma once
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace schouw {

// What a hostile file may make us keep; each is refused by name.
constexpr std::size_t json_deepest = 64;                 // levels
constexpr std::size_t json_longest_record = 1 << 20;     // bytes, as written
constexpr std::size_t json_longest_path = 1 << 10;       // bytes
constexpr std::size_t json_most_keys = 1 << 14;          // in all objects that are open at once
constexpr std::size_t json_most_paths = 1 << 14;         // columns
constexpr std::size_t json_most_records = 1'000'000;     // in a document; JSON Lines has no limit
constexpr std::size_t json_most_values = 4'000'000;      // in a document, of any kind
constexpr std::size_t json_largest_document = 64 << 20;  // bytes; JSON Lines has no limit

// A text, or the part of it that is read, and where it stands.
struct JsonText {
    std::string_view bytes;
    std::string shown;   // name of the file
    long line = 1;       // on which bytes[0] stands
    bool lines = false;  // JSON Lines: a record ends with its line
};

Place json_place(const JsonText& text, std::size_t offset);
// Throws "json.utf8" at the first byte that is no UTF-8.
void check_json_utf8(const JsonText& text);

}  // namespace schouw
