// SPDX-License-Identifier: EUPL-1.2
// A file of which nothing is known in, the register that each of its tables fits best out.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "registers/header.hpp"
#include "registers/mapping.hpp"

namespace schouw {

struct Proposal {
    std::string register_id;
    std::string mapping;  // empty for none
    std::string sheet;    // empty for a file with one table
    std::string records;  // of JSON
    long header_row = 0;  // only when two rows could be the header; else it is found again
    HeaderMatch header;   // what matches as it is
    std::vector<HeaderGuess> guesses;
    bool has_key = false;  // with what matches as it is
};

// At most one proposal for a sheet, and one for a register: those with most columns. A table fits
// when one column matches, two match or nearly match, and these are a quarter of its named ones.
// Throws Error(io) for a file that cannot be read.
std::vector<Proposal> propose(const std::filesystem::path& path, const std::string& shown,
                              const Schemas& schemas, const Mappings& mappings);

}  // namespace schouw
