// SPDX-License-Identifier: EUPL-1.2
// The store in, a folder with all of it that other programs can read out: so that whoever uses
// schouw can leave it.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "registers/schema.hpp"
#include "store/history.hpp"

namespace schouw {

struct ExportWish {
    std::vector<std::string> registers;  // empty: everything
    std::string as_of;                   // ISO: as it was known then; empty: all that is known
    std::string organisation;
};

struct Exported {
    long long files = 0;
    long long rows = 0;     // of all tables, once (a CSV and its JSON Lines hold the same)
    long long changed = 0;  // cells of CSV files that do not say what the store says
    std::uintmax_t bytes = 0;
    std::string manifest;  // SHA-256 of manifest.json
    long long broken = 0;  // first journal entry that does not follow from the one before; 0
    std::string as_of;     // of the last run that is in it; empty for none
};

// Writes a new folder: README.md in two languages, manifest.json, SHA256SUMS, tables/ (every table
// of the store), registers/ (every version of every record, as written and as understood by
// `schemas`), findings and checks. One moment of the store, whoever writes to it meanwhile; the
// same store gives the same bytes. Memory does not grow with the number of rows. Throws
// Error(usage): a target that is there and not an empty folder, a register that the store does not
// know, no run on or before as_of; Error(io) for a disk that is full: then there is no folder. A
// broken chain is no error: who wants to leave can leave.
Exported export_store(Store& store, const Schemas& schemas, const ExportWish& wish,
                      const std::filesystem::path& target);

}  // namespace schouw
