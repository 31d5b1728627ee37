// SPDX-License-Identifier: EUPL-1.2
// What several tests need: records from cells, checks over them, a folder that goes away.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "checks/evaluate.hpp"
#include "checks/fixture.hpp"
#include "findings/run.hpp"

namespace schouw::test {

// The record of a register as the reader would give it. `row` is its place.
Record make_record(const Schema& schema, const Cells& cells, long row, const ReadingWords& words);

// The verdict of a check on one record, given the other registers.
std::string verdict_of(const Law& law, const Schemas& schemas, const Check& check,
                       const std::string& as_of, const Cells& record, const Rows& others,
                       const ReadingWords& words);

void write(const std::filesystem::path& file, const std::string& text);

// A workspace with one register, "things", and one checklist: things.toml, list.toml and a
// schouw.toml whose source is things.csv.
void write_things(const std::filesystem::path& folder, const std::string& schema,
                  const std::string& checklist);

}  // namespace schouw::test
