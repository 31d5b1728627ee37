// SPDX-License-Identifier: EUPL-1.2
// What several tests need: records from cells, checks over them, a folder that goes away.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "checks/evaluate.hpp"
#include "findings/run.hpp"

namespace schouw::test {

using Cells = std::map<std::string, std::string>;        // column → as written; absent is empty
using Rows = std::map<std::string, std::vector<Cells>>;  // register → records

struct Fixture {
    std::string as_of;
    std::map<std::string, std::string> parameters;
    struct Case {
        std::string name;
        Cells record;
        Rows others;
        std::string verdict;
    };
    std::vector<Case> cases;
};

Fixture load_fixture(const std::filesystem::path& file);

// The record of a register as the reader would give it. `row` is its place.
Record make_record(const Schema& schema, const Cells& cells, long row, const ReadingWords& words);

// The verdict of a check on one record, given the other registers.
std::string verdict_of(const Law& law, const Schemas& schemas, const Check& check,
                       const std::string& as_of, const Cells& record, const Rows& others,
                       const ReadingWords& words);

void write(const std::filesystem::path& file, const std::string& text);

}  // namespace schouw::test
