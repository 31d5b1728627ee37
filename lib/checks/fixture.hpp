// SPDX-License-Identifier: EUPL-1.2
// The cases of a check: a TOML file in, records and the verdict that each of them gets out.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace schouw {

using Cells = std::map<std::string, std::string>;        // column → as written; absent is empty
using Rows = std::map<std::string, std::vector<Cells>>;  // register → records

struct Fixture {
    std::string as_of;
    std::map<std::string, std::string> parameters;  // other values than the shipped ones
    struct Case {
        std::string name;
        Cells record;
        Rows others;
        std::string verdict;
    };
    std::vector<Case> cases;
};

// Throws Error(usage) with a place for what is malformed.
Fixture load_fixture(const std::filesystem::path& file);

}  // namespace schouw
