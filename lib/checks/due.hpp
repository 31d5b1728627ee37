// SPDX-License-Identifier: EUPL-1.2
// Checks over the temporary database in, the days on which records become findings out.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "checks/evaluate.hpp"

namespace schouw {

// On `day` (ISO) the record stops being in order, if nothing changes until then.
struct DueDay {
    std::size_t check = 0;  // in Program::checks
    long row = 0;
    std::string key;
    std::string day;
};

struct DueDays {
    std::vector<DueDay> days;               // by check, then row
    std::map<std::size_t, Message> failed;  // checks whose `due` failed while running
};

// The days after `from` up to and including `until`. A day that a check's `due` gives counts only
// when the check itself, asked as of that day, says not met. A question has the day after its last
// valid answer, when it is to judge then; days up to `from` count there too, when it is to judge on
// `from`. Blocked checks are left out.
DueDays due_days(const EvaluateInput& input, const std::string& from, const std::string& until);

// One check and the records of its register: for tests and for due_days.
class DueReader {
public:
    DueReader(const EvaluateInput& input, std::size_t check, Sandbox& sandbox);
    struct Row {
        long row = 0;
        std::string key;
        std::string day;  // "" for none
    };
    // What `due` says of every record as of a day.
    std::vector<Row> all(const std::string& as_of);
    // The verdict on one record as of a day.
    Verdict verdict(long row, const std::string& as_of);
    // Why the last call could not finish; key empty when it could.
    const Message& failure() const { return failure_; }
    // The days of `due` depend on the day on which it is asked.
    bool moves() const { return moves_; }

private:
    void bind(sqlite3_stmt* statement, const std::string& as_of) const;
    void note_failure(int code);

    const EvaluateInput& input_;
    Sandbox& sandbox_;
    const Compiled& compiled_;
    bool moves_ = false;
    Statement days_;
    Statement verdict_;
    Message failure_;
};

}  // namespace schouw
