// SPDX-License-Identifier: EUPL-1.2
// The facts about access logs that a snapshot holds, and what a report about them is told beside.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "registers/schema.hpp"
#include "store/store.hpp"

namespace schouw {

struct LogWish {
    std::string month;              // "2026-05"; empty: the last that there are facts of
    std::vector<std::string> logs;  // by name; empty for all
    std::string reader;             // function or name of the one for whom the report is
    std::string destroy_on;         // ISO
    // Pseudonym → the user as the log or the register of accounts has it. Only for that reader:
    // nothing of it is kept.
    std::map<std::string, std::string> people;
};

// A record of the register of facts.
struct LogFact {
    std::string key, log, system, period, from, until, detector, kind, subject, why;
    std::optional<double> value, expected, limit;
    std::optional<long long> events, deviations, left_out;
    bool of_log() const { return kind == "log"; }
    bool of_person() const { return kind == "user" || kind == "account"; }
    // Fewer than five of these are not counted in what is for everybody.
    bool of_people() const { return of_person() || kind == "dossier"; }
};

// The register with the role of the facts; null when there is none.
const Schema* log_facts_schema(const Schemas& schemas);

// All facts of the snapshot, in the order of its source.
std::vector<LogFact> log_facts_of(Store& store, long long snapshot, const Schemas& schemas);

// Of these facts: the latest month, the months there are, and those that a report is about: of the
// month and of the whole log, of the logs that were asked for.
std::vector<std::string> log_months(const std::vector<LogFact>& facts);
std::vector<LogFact> facts_about(const std::vector<LogFact>& facts, const LogWish& wish);

}  // namespace schouw
