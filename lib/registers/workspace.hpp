// SPDX-License-Identifier: EUPL-1.2
// schouw.toml in; where the registers, the store and the checklists are, out.
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/toml.hpp"
#include "intake/open.hpp"
#include "registers/schema.hpp"

namespace schouw {

// Where a register is read from, and how, when guessing is not wanted.
struct Source {
    std::string register_id;
    std::string file;  // as written, relative to the workspace
    std::string sheet;
    long header_row = 0;
    FileWish wish;
    std::string mapping;                                     // a published layout
    std::map<std::string, std::vector<std::string>> mapped;  // of it: our column → header names
    std::map<std::string, std::string> columns;              // our column → header name
    std::map<std::string, std::string> only;  // header name → the value a row must have
    Place place;
};

struct Workspace {
    std::filesystem::path folder;
    std::string organisation;
    std::string registers_as_of;  // ISO; empty: the registers show the state of today
    std::optional<Language> language;
    std::filesystem::path store;
    std::string fail_on = "high";
    long retention_months = 0;  // of what the history replaced or closed; 0: it is kept for ever
    std::vector<std::filesystem::path> checklists;
    std::vector<std::filesystem::path> registers;
    std::map<std::string, Source> sources;
    std::map<std::string, std::string> parameters;  // name → value as text
    std::map<std::string, Place> parameter_places;
};

// Throws Error(usage) when schouw.toml is absent, malformed or has an unknown key.
Workspace load_workspace(const std::filesystem::path& folder);
// Where the mappings are: those of the workspace first, then the shipped ones. No workspace: "".
std::vector<std::filesystem::path> mapping_folders(const std::filesystem::path& workspace);
// After the registers are known: sources and columns that lead nowhere are refused.
void check_sources(const Workspace& workspace, const Schemas& schemas);

// A register that is shipped, whether or not the workspace loads it.
bool shipped_register(const std::string& id);
// The .toml files of a folder, by name; none when the folder is absent.
std::vector<std::filesystem::path> toml_files(const std::filesystem::path& folder);

// A TOML integer, text, date, boolean or float as the text that a parameter holds.
std::optional<std::string> parameter_text(const toml::node& node);

}  // namespace schouw
