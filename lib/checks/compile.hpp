// SPDX-License-Identifier: EUPL-1.2
// Checks in, SQL that is known to prepare out, with what each reads.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "checks/checklist.hpp"
#include "checks/rundb.hpp"
#include "checks/sandbox.hpp"

namespace schouw {

struct Compiled {
    const Check* check = nullptr;
    std::string expression;          // 1, 0, NULL or one of the blobs of verdict.hpp; empty: native
    std::size_t column = 0;          // Kind::missing: the column whose state decides
    ReadSet reads;                   // by applies and violates
    std::vector<std::string> facts;  // columns that the reason shows
};

struct Program {
    std::vector<Compiled> checks;
    // What has to be in the temporary database: register → SQL columns.
    std::map<std::string, std::set<std::string>> needed;
    // Columns by which another record looks them up: register → SQL columns.
    std::map<std::string, std::set<std::string>> indexed;
};

// Throws Error(usage) with file:line:column and a did-you-mean for SQL that does not prepare,
// reads what does not exist, or is refused by the sandbox.
Program compile(const Law& law, const std::vector<const Check*>& checks, const Schemas& schemas,
                Sandbox& sandbox);
// The same, half of it in a thread of its own; of errors the first is thrown. Nothing else may use
// the database meanwhile.
Program compile_beside(const Law& law, const std::vector<const Check*>& checks,
                       const Schemas& schemas, RunDb& database);

// The register whose schema has this role, or null.
const Schema* with_role(const Schemas& schemas, const std::string& role);

}  // namespace schouw
