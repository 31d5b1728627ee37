// SPDX-License-Identifier: EUPL-1.2
// A run in, what falls due after it and what is overdue out, dated and in order.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "checks/checklist.hpp"
#include "store/history.hpp"

namespace schouw {

// How long ago a day came: not yet; less than a month; one, three, twelve months and longer. Months
// as in add_months(): what came on 31 January is a month ago on the last day of February.
enum class Escalation { ahead, due, overdue_1_month, overdue_3_months, overdue_12_months };
Escalation escalation_of(Date due, Date as_of);
// The words of the enumeration, as JSON has them.
const char* escalation_word(Escalation escalation);

enum class AgendaKind {
    finding,  // an open finding that has a day
    ahead,    // a record that is in order, or to which the check does not apply, until that day
    answer,   // a question that is to judge from that day, because its answer ends
};

struct AgendaItem {
    std::string due;  // ISO: the first day on which it is a finding (answer: is to judge)
    long days = 0;    // from the day of the run to `due`; negative when that came before
    Escalation escalation = Escalation::ahead;
    AgendaKind kind = AgendaKind::ahead;
    std::string check;
    std::string register_id;
    std::string key;
    std::string owner;  // as written in the register; may be empty
    std::size_t severity = 0;
    bool unverified = false;
};

struct Agenda {
    RunInfo run;
    std::string until;                          // last day that was looked at, ISO
    std::map<std::string, Json> definitions;    // of every check in `items`
    std::vector<AgendaItem> items;              // by day, register, key, severity
    std::map<std::string, Message> incomplete;  // checks that could not be asked, and why
    long long destroyed = 0;                    // records whose term of retention has ended
};

// Looks `days` days ahead of the run, at the snapshot that it judged, with the checks and
// parameters that it had. What is read is the store alone: the sources may have changed.
Agenda agenda_of(Store& store, const RunInfo& run, const Schemas& schemas, const Law& today,
                 int days);

// Records of one register that need the same on the same day, of the same owner.
struct AgendaGroup {
    std::vector<std::size_t> items;  // of its first record, in Agenda::items
    std::vector<std::string> keys;
};
std::vector<AgendaGroup> groups_of(const Agenda& agenda);

}  // namespace schouw
