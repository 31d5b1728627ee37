// SPDX-License-Identifier: EUPL-1.2
// What decides the verdicts of a check in, a digest of it out: whether two runs measured the same.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "store/history.hpp"

namespace schouw {

// SHA-256 (hex) over kind, register, `applies`, `violates`, the parameters that these two use, for
// a question its words, and for a check made from a schema its column. Not over title, reason,
// remedy, norms, severity, or white space between the words of SQL. `definition` is that of
// RunCheckInfo.
std::string logic_digest(const Json& definition);

// How the checks of a later run differ from those of an earlier one, ids in order.
struct LogicChanges {
    std::vector<std::string> added;       // only in the later run
    std::vector<std::string> gone;        // only in the earlier run
    std::vector<std::string> changed;     // in both, with other verdict logic
    std::vector<std::string> reweighted;  // in both, with another severity
    bool none() const {
        return added.empty() && gone.empty() && changed.empty() && reweighted.empty();
    }
};

// What matters of the checks of a run when it is compared with another.
struct CheckLogic {
    std::string digest;
    std::string severity;
};
using RunLogic = std::map<std::string, CheckLogic>;  // by id of the check

RunLogic logic_of(const std::vector<RunCheckInfo>& checks);
LogicChanges compare_logic(const RunLogic& earlier, const RunLogic& later);

}  // namespace schouw
