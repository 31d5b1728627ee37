// SPDX-License-Identifier: EUPL-1.2
// [logs.NAME] of schouw.toml in: which files, how their columns are called, what lies beside them.
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "accesslog/fields.hpp"

namespace schouw {

// A log that stays in ClickHouse.
struct ClusterConfig {
    std::string from;                         // clickhouse://HOST:PORT/DB.TABLE; empty: files
    std::string credentials;                  // file with user and password
    std::string certificates;                 // file with the certificates that are trusted
    bool plain = false;                       // the network between is trusted without TLS
    long seconds = 600;                       // that one query may take
    std::map<std::string, std::string> only;  // column → value: these lines only
};

struct LogConfig {
    std::string name;
    std::vector<std::string> files;  // as written; globs; "-" is standard input
    std::string system_id;           // of the register of systems, or empty
    std::string reviewer;            // function or name for whom the specific report is, or empty
    std::optional<char> delimiter;
    Columns columns;
    bool guess = false;  // fields that `columns` does not name are found by their usual names
    std::map<std::string, std::vector<std::string>> actions;  // act word → actions as written
    std::vector<std::string> vendors;  // employers; a * at the end stands for any rest
    std::string relations;             // file: user, dossier, from, until
    std::string dossiers;              // file: dossier, from, until, keep until, flag
    int late_days = 3;                 // days that stay open at least
    bool utc = false;                  // moments without a zone are UTC, not the clock of Amsterdam
    ClusterConfig cluster;
    Place place;
};

// By name. Throws Error(usage) with a place for an unknown key or field and for neither files
// nor a cluster.
std::vector<LogConfig> load_logs(const std::filesystem::path& workspace);

// The files that the patterns name, those with the same name once, in the order of their names.
// Throws Error(io) for a pattern that names none.
std::vector<std::filesystem::path> expand_files(const LogConfig& log,
                                                const std::filesystem::path& workspace);

}  // namespace schouw
