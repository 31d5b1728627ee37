// SPDX-License-Identifier: EUPL-1.2
// A log of which nothing is known in, a proposal for its [logs.NAME] out.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "accesslog/fields.hpp"

namespace schouw {

struct LogGuess {
    bool json = false;
    char delimiter = ';';
    std::string packing;
    std::vector<std::string> header;  // of JSON: the paths
    FieldCells cells{};
    bool moment_by_value = false;    // no name said so; its values are moments
    std::vector<std::string> spare;  // columns that belong to no field
    // It can be read: there is a moment and a user.
    bool fits() const { return cells[at(Field::moment)] >= 0 && cells[at(Field::user)] >= 0; }
};

// Looks at the first block of the file. Throws Error(io) for what cannot be read.
LogGuess guess_log(const std::filesystem::path& file, const std::string& shown);

}  // namespace schouw
