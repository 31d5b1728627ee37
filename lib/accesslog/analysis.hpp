// SPDX-License-Identifier: EUPL-1.2
// A log in, everything that is told of it out: control totals, places of refused lines, facts.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "accesslog/config.hpp"
#include "accesslog/detector.hpp"
#include "accesslog/limits.hpp"
#include "accesslog/pseudonym.hpp"
#include "accesslog/reader.hpp"
#include "accesslog/world.hpp"
#include "registers/schema.hpp"
#include "registers/workspace.hpp"

namespace schouw {

// A fact with its subject as it may be written: pseudonyms for people and dossiers.
struct NamedFact {
    Fact fact;
    std::string subject;  // empty for the log as a whole
};

struct Analysis {
    LogTotals totals;
    std::vector<LogFile> files;
    std::vector<RefusedLine> refused;  // samples, by file and line
    std::vector<ListRead> lists;
    std::size_t users = 0;
    std::size_t roles = 0;  // different ones that the lines name
    std::optional<std::size_t> dossiers;
    std::uint16_t mapped = 0;
    std::vector<NamedFact> facts;  // by month, detector, value (the highest first) and subject
    // Every line of every file was read, and of the lists beside them.
    bool complete() const;
};

struct AnalysisWish {
    unsigned threads = 2;  // 1: reading and counting take turns
    std::int64_t now = 0;  // moments after it lie in the future
};

// The users that a log in a cluster names, as it writes them. Throws Error(io).
std::vector<std::string> cluster_users(const LogConfig& log, const World& world, const LogKey& key,
                                       const std::filesystem::path& folder);

// Reads all files once. Throws Error(io) when no file matches, a list or register beside the log
// cannot be read; what is wrong within files stands in the result.
Analysis analyse(const LogConfig& log, const Workspace& workspace, const Schemas& schemas,
                 const Limits& limits, const LogKey& key, const AnalysisWish& wish);

}  // namespace schouw
