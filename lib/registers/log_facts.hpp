// SPDX-License-Identifier: EUPL-1.2
// The register that `schouw logs import` writes: a workspace with logs has it as a source.
#pragma once
#include "registers/schema.hpp"
#include "registers/workspace.hpp"

namespace schouw {

constexpr const char* log_facts_role = "log_facts";      // of the register
constexpr const char* log_reviews_role = "log_reviews";  // of the one that `logs review` adds to
constexpr const char* log_facts_file = "registers/log_facts.csv";

// Of fewer people than this nothing is told that is for everybody.
constexpr long long few_people = 5;

// Adds the source when schouw.toml has [logs.NAME] and names no source itself, so that facts that
// were never made are a source that is absent. Throws Error(usage) for a schouw.toml that is none.
void supply_log_facts(Workspace& workspace, const Schemas& schemas);

// Nothing for people to fill in: a command writes it.
inline bool is_made(const Schema& schema) { return schema.role == log_facts_role; }

}  // namespace schouw
