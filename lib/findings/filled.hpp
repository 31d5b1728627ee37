// SPDX-License-Identifier: EUPL-1.2
// A register that the program fills itself: its records as written, and typed for the checks.
#pragma once
#include <deque>
#include <string>
#include <vector>

#include "findings/waivers.hpp"
#include "registers/reader.hpp"

namespace schouw {

// Values of records may be views into `cells`: it is moved, never copied.
struct Filled {
    const Schema* schema = nullptr;  // null: there is no such register
    SourceRead read;
    std::vector<Record> records;
    std::deque<std::string> cells;

    Filled() = default;
    Filled(Filled&&) = default;
    Filled& operator=(Filled&&) = default;
};

// The register with role "waivers", filled from waivers.toml. Its columns by their ids: waiver_id,
// finding, check_id, key_pattern, reason, owner, approver, valid_from, valid_until, evidence. The
// place of a record is its line in the file.
Filled waiver_register(const Waivers& waivers, const Schemas& schemas);

// Adds what a run computes: renewals, covers, left_open, severity and statutory (of the check; of a
// finding that is not known, empty). `checks`: the check of each waiver, null when not known.
void complete(Filled& filled, const Waivers& waivers, const std::vector<Reach>& reach,
              const std::vector<const Check*>& checks, const Law& law, const std::string& day);

// The check that each waiver is about; null for a finding that is not among these.
std::vector<const Check*> checks_of_waivers(
    const Waivers& waivers, const std::vector<std::pair<std::string, std::string>>& found,
    const Law& law);

// What a run computes of this register, beside what is written.
const std::vector<std::string>& computed_columns();

}  // namespace schouw
