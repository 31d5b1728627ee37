// SPDX-License-Identifier: EUPL-1.2
// The codes of a finding's life, as they stand in the store. Numbers are never given out twice.
#pragma once

namespace schouw {

enum class EventKind : int {
    appeared = 1,    // new
    reopened = 2,    // was solved, withdrawn or lapsed, and is back
    solved = 3,      // seen to be met, or not applicable any more
    withdrawn = 4,   // the record is gone from a register that was read whole
    lapsed = 5,      // the check was retired or its norms ended
    unverified = 6,  // still open, but this run could not tell
    verified = 7,    // seen again after unverified
    changed = 8,     // still open, with other facts or another day
    renamed = 9,     // goes on under another key
    continued = 10,  // came from another key
};

inline bool is_open(EventKind kind) {
    return kind != EventKind::solved && kind != EventKind::withdrawn && kind != EventKind::lapsed &&
           kind != EventKind::renamed;
}

// Why there is no verdict on a record that waits for the judgement of a person.
inline constexpr const char* why_to_judge = "question";

// How the findings of one check stand after a run, counted.
struct LifeCounts {
    long long open = 0, appeared = 0, reopened = 0, unverified = 0;  // open ones
    long long solved = 0, withdrawn = 0, lapsed = 0;                 // closed in this very run
    long long now_unverified = 0;                                    // became so in this very run
};

}  // namespace schouw
