// SPDX-License-Identifier: EUPL-1.2
// A published layout of a register in (TOML), which header belongs to which of our columns out.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/toml.hpp"
#include "registers/schema.hpp"

namespace schouw {

struct Mapping {
    std::string id;  // the file's name without .toml
    std::string register_id;
    Words title;
    std::string origin;   // who published the layout, and how sure its names are
    std::string records;  // of JSON: the path of the records; empty for what is found
    std::map<std::string, std::vector<std::string>> columns;  // our column → header names
    Place place;
};

using Mappings = std::map<std::string, Mapping>;

// The mappings of these folders by id; of two with one id the first folder's counts. Throws
// Error(usage) with a place for an unknown key or a missing language.
Mappings load_mappings(const std::vector<std::filesystem::path>& folders);
// Refuses a register or column that is not there.
void check_mappings(const Mappings& mappings, const Schemas& schemas);

}  // namespace schouw
