// SPDX-License-Identifier: EUPL-1.2
// A run and the events of its findings, written down.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/signing.hpp"
#include "store/events.hpp"
#include "store/store.hpp"
#include "store/waived.hpp"

namespace schouw {

struct RunHead {
    std::string as_of;
    std::string recorded_at;
    std::string label;
    long long snapshot = 0;
    std::string about;                  // JSON
    const SigningKey* signs = nullptr;  // signs the journal entry of the run; null for none
};

// The last event of a (check, record).
struct LastEvent {
    long long id = 0;
    EventKind kind = EventKind::appeared;
    long row = 0;
    std::string key;
    std::string facts;
    std::string due;
};

// One run in one transaction: open, write, commit; left without commit() it changes nothing.
class RunWriter {
public:
    RunWriter(Store& store, const RunHead& head);
    long long id() const { return id_; }
    // The number of a check's name in the store; with `add` it is made when it is new.
    long long name_of(const std::string& check);
    std::vector<std::pair<long long, std::string>> names();

    std::optional<LastEvent> last(long long check_name, const std::string& key);
    // The last event of a finding that is no renaming: how it stood before it got another key.
    std::optional<LastEvent> before_move(long long check_name, const std::string& key);
    // Last events of the check that leave the finding open, in order of key.
    std::vector<LastEvent> open_findings(long long check_name);
    // Names of checks that ever had a finding.
    std::set<long long> with_events();
    // The id that the next event will have.
    long long next_event_id();
    // `before` is the last event of this finding, if it had one.
    void event(long long check_name, const std::string& key, std::optional<EventKind> before,
               EventKind kind, long row, const std::string& facts, const std::string& due);
    void unknown(long long check_name, const std::string& key, long row, const std::string& why);
    // All that waivers cover in this run.
    void waived(const std::vector<Waived>& now);
    // digest: SHA-256 of the definition. counts: met, not_met, unknown, not_applicable, to_judge,
    // waived. After all its verdicts.
    void check(long long check_name, const std::string& register_id, const std::string& definition,
               const std::string& digest, const long long (&counts)[6], const std::string& why);
    // Returns the hash of the journal entry.
    std::string commit(bool complete);

private:
    // An unknown that stood after the last run.
    struct Unknown {
        long long id = 0;
        std::string why;
        bool again = false;  // this run said it too
    };
    using Unknowns = std::unordered_map<std::string, Unknown>;  // by key of the record

    void carry_on();
    void end_unknowns(Unknowns& unknowns);
    void count(long long check_name, std::optional<EventKind> before, EventKind kind);
    void write_life();

    Store& store_;
    SQLite::Transaction transaction_;
    RunHead head_;
    long long id_ = 0;
    int position_ = 0;
    SQLite::Statement last_, event_, unknown_, unknown_ends_, add_name_, find_name_, version_,
        check_;
    std::map<long long, LifeCounts> life_;  // by name
    std::map<long long, Unknowns> unknowns_;
};

}  // namespace schouw
