// SPDX-License-Identifier: EUPL-1.2
// Checks in, their verdicts over the sources as they are now out; nothing of it is kept.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "checks/evaluate.hpp"
#include "findings/import.hpp"
#include "findings/run.hpp"

namespace schouw {

struct DryRun {
    std::unique_ptr<PrivateFolder> aside;
    std::unique_ptr<Store> store;  // throwaway
    std::unique_ptr<RunDb> database;
    Program program;
    Imported imported;
    std::map<std::size_t, Message> blocked;  // by check of the program: why it has no answer
    std::vector<Hit> hits;                   // not met, unknown or to judge
};

// Reads only the sources that the checks need, from `workspace`, which may differ from that of the
// setup. `more`: register → columns to read as well. Checks have to live as long as the result.
DryRun dry_run(const Setup& setup, const Workspace& workspace,
               const std::vector<const Check*>& checks, const std::string& as_of,
               const std::map<std::string, std::set<std::string>>& more = {});

// Which checks of the program cannot be answered for their whole register, and why.
std::map<std::size_t, Message> blocked_checks(const Program& program, const Imported& imported,
                                              const Schemas& schemas);

}  // namespace schouw
