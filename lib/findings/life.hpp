// SPDX-License-Identifier: EUPL-1.2
// Verdicts of today and the history in, the events of each finding's life out.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "checks/evaluate.hpp"
#include "findings/moves.hpp"
#include "store/runs.hpp"

namespace schouw {

// How one check takes part in a run.
struct LifeOfCheck {
    long long name = 0;          // in the store
    bool answered = true;        // false: blocked or failed; its findings are left as they are
    bool register_whole = true;  // a record that is gone was taken out, not overlooked
    std::string register_id;
};

// The rules (man page schouw.1, FINDINGS): only met or not applicable solves; unknown leaves open,
// unverified; a record gone from a register read whole is withdrawn; a check that was retired or
// whose norms ended lapses; a check that took no part leaves its findings untouched. A finding
// under a key that was linked goes on under the new one, when the check judges that record.
class Life {
public:
    Life(RunWriter& writer, std::vector<LifeOfCheck> checks, MovesByRegister moves = {});
    // A verdict that is not met, unknown or to judge.
    void hit(const Hit& hit);
    // What was open and did not come by: solved, withdrawn or unverified.
    void close(RunDb& database);
    // Findings of checks that are in no checklist any more, or not in force on the day.
    void lapse(const std::vector<long long>& names);

private:
    void undo_moves();
    const std::vector<std::string>* sources_of(const LifeOfCheck& check,
                                               const std::string& key) const;
    std::optional<LastEvent> take_over(const LifeOfCheck& check, const std::string& key,
                                       std::optional<LastEvent> own, bool not_met);
    void close_moved(const LifeOfCheck& check);
    void seen(long long event_id);
    bool was_seen(long long event_id) const;

    RunWriter& writer_;
    std::vector<LifeOfCheck> checks_;
    MovesByRegister moves_;
    std::vector<bool> has_history_;
    std::vector<long long> unknowns_;  // written, by check
    std::vector<bool> seen_;           // by id of the last event
    long long first_new_ = 0;          // events of this run have at least this id
};

}  // namespace schouw
