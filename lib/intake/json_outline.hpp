// SPDX-License-Identifier: EUPL-1.2
// A JSON document in, the place where its records stand out.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "intake/json_walk.hpp"

namespace schouw {

struct JsonRecords {
    std::string path;       // of the array; empty is the document itself
    std::size_t begin = 0;  // offset behind the bracket of the array, or of the single object
    std::size_t count = 0;
    bool single = false;  // the object at `begin` is the only record
};

// Reads the whole document, so that what follows stands in valid JSON. `wish` is the path of the
// array ("." is the document itself). Without it: the document when that is an array, else the
// array of objects that is least deep, the first of those; else the object itself. Throws
// Error(io) json.*.
JsonRecords find_json_records(const JsonText& text, const std::optional<std::string>& wish);

}  // namespace schouw
