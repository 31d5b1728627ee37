// SPDX-License-Identifier: EUPL-1.2
// Keys that were given another number in, links in the store out; or why they cannot be linked.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "findings/run.hpp"
#include "store/links.hpp"

namespace schouw {

struct LinkWish {
    std::string old_key;
    std::string new_key;
    std::string reason;
    Place place;  // of a file with many; empty for one on the command line
};

// The pairs of a file (CSV, workbook …) whose first row is a header with a column old (oud) and a
// column new (nieuw), and perhaps reason (reden). Throws Error with its place for a row that lacks
// a key, and for a file without rows.
std::vector<LinkWish> read_links(const std::filesystem::path& path, const std::string& shown,
                                 const std::string& reason);

// Links old keys of a register to new ones, all or none, with a journal entry each. The register is
// read from its source as it is now. Throws Error(usage) when the old key was never in the register
// or still is, when the new key is not in it, or when the old one was linked already. `undo`: takes
// back the link from the old key to the new one instead.
void link_records(const Setup& setup, Store& store, const std::string& register_id,
                  const std::vector<LinkWish>& wishes, const std::string& as_of, bool undo);

}  // namespace schouw
