// SPDX-License-Identifier: EUPL-1.2
// What `schouw logs` does beside reading logs: reports, reviews, keys, and the papers of one's own.
#pragma once
#include <string>
#include <vector>

#include "accesslog/config.hpp"
#include "accesslog/pseudonym.hpp"
#include "command.hpp"

namespace schouw {

struct LogsOptions {
    std::string action;
    std::vector<std::string> names;
    std::string threads;
    std::string from;
    std::string credentials;
    bool guess = false;
    bool replace = false;
    // report
    std::string edition = "logs-algemeen";
    std::string format;
    std::string output;
    std::string report_language;
    std::string reader;
    std::string destroy_on;
    long long run = 0;
    // review
    std::string by;
    std::string outcome;
    std::string follow_up;
    std::string evidence;
    std::string on;
    std::string points;
    std::vector<std::string> set;
    // key
    std::string rotate;
};

// A month of the Gregorian calendar: "2026-05", with its first and last day in ISO.
struct MonthSpan {
    std::string word, from, until;
};
// Throws Error(usage) for what is no month.
MonthSpan month_span(const std::string& word);

// The logs of schouw.toml with these names; all when there are none. Throws Error(usage).
std::vector<LogConfig> chosen_logs(const std::filesystem::path& folder,
                                   const std::vector<std::string>& names);

// The register that `logs import` writes, and its source. Throws Error(usage) when the workspace
// loads no such register.
const Schema& facts_schema(const Setup& setup);
const Source& facts_source(const Setup& setup);

// When the key was not there yet, this is the first time: names the papers that analysis asks for.
void tell_first_time(const Shared& shared, const LogKey& key);

// The options of what is declared below.
void add_logs_options(const Commands& commands, CLI::App* command, LogsOptions& options);

Exit logs_report(Shared& shared, const LogsOptions& options);
Exit logs_review(Shared& shared, const LogsOptions& options);
Exit logs_pseudonym(Shared& shared, const LogsOptions& options);
Exit logs_key(Shared& shared, const LogsOptions& options);
Exit logs_own_processing(Shared& shared, const LogsOptions& options);

}  // namespace schouw
