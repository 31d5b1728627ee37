// SPDX-License-Identifier: EUPL-1.2
// The checks as a run had them, made ready to be asked again.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "checks/compile.hpp"
#include "store/history.hpp"

namespace schouw {

// `program` points into `law`: moving is fine, copying is not.
struct PastLaw {
    PastLaw() = default;
    PastLaw(PastLaw&&) = default;
    PastLaw& operator=(PastLaw&&) = default;
    Law law;  // only checks and parameters
    Program program;
    std::map<std::string, Message> failed;  // checks that today's registers cannot answer, and why
};

// Of the checks of a run those that tell a day: with a `due`, or a question. SQL and parameters are
// those of the run, types those of `schemas`; `today` tells which parameters are numbers.
// `database` is the one that will be asked; it may still be empty.
PastLaw past_law(const RunInfo& run, const std::vector<RunCheckInfo>& checks, const Law& today,
                 const Schemas& schemas, RunDb& database);

}  // namespace schouw
