// SPDX-License-Identifier: EUPL-1.2
// A list that a person reads as a table and a program as JSON.
#pragma once
#include <string>
#include <vector>

#include "arguments.hpp"

namespace schouw {

// What a person reads, and what a program reads.
struct ListCell {
    std::string text;
    Json value;
};

// Titles (keys list.<name>) and rows; to JSON each row is an object with the names as keys. The
// last `only_json` names are for programs alone.
struct Listing {
    std::vector<std::string> names;
    std::size_t shrinks = 0;
    std::vector<std::vector<ListCell>> rows;
    std::size_t only_json = 0;
    std::vector<RunInfo> runs = {};  // that the outcomes come from, the latest first
};

ListCell plain(const std::string& text);
ListCell number(long long value);
ListCell day(const std::string& iso, const Catalogue& words);
ListCell flag(bool value, const Catalogue& words);
// A word of the TOML, and its translation (key <group>.<word>).
ListCell word(const std::string& group, const std::string& id, const Catalogue& words);

// Norms, and statements of a report, each with the checks that test it and how these came out in
// the last run; nothing of a run when there is none.
Listing norms_listing(const Setup& setup, const Shared& shared);
Listing coverage_listing(const Setup& setup, const Shared& shared);

}  // namespace schouw
