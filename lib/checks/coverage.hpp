// SPDX-License-Identifier: EUPL-1.2
// Statements that are to be tested (a report, a plan), each with the checks that do: TOML in, rows
// out.
#pragma once
#include <string>
#include <vector>

#include "base/toml.hpp"

namespace schouw {

struct CoveredStatement {
    std::string id;
    std::string section;  // of the document
    Words subject;
    std::vector<std::string> checks;  // at least one
    Place place;
};

struct Coverage {
    std::string id;
    Words title;
    std::vector<CoveredStatement> rows;  // in the order of the file
};

// The table [coverage] and the tables [[row]] of a file; an id without rows when it has neither.
// Throws Error(usage) with a place: unknown keys, a double id, a statement without checks.
Coverage read_coverage(const Toml& toml);

}  // namespace schouw
