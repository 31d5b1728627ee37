// SPDX-License-Identifier: EUPL-1.2
// Figures of a run and thresholds in; one line as Nagios and its kin read it out.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "command.hpp"

namespace schouw {

enum class Alarm : int { ok = 0, warning = 1, critical = 2, unknown = 3 };  // the exit codes

// What can be held against a threshold, with the highest value that is still fine.
struct Measure {
    std::string id;
    long long value = 0;
    std::optional<long long> warning, critical;
};

struct Thresholds {
    std::vector<std::string> warning, critical;  // "high=0": more than 0 is too many; "high=off"
    std::string max_age = "31";                  // days since the run was recorded
};

struct Monitored {
    Alarm alarm = Alarm::unknown;
    std::vector<std::string> reasons;  // sentences, the gravest first
    std::vector<Measure> measures;
    long long age_days = 0;
    std::optional<long long> max_age;
    Json figures;
};

// Throws Error(usage) for a threshold that is none, with what is known.
Monitored monitored(const Json& figures, const Thresholds& thresholds, const Catalogue& words);

// "SCHOUW WARNING - … | 'high'=3;0;;0 …", without a line end.
std::string nagios_line(const Monitored& seen, const Catalogue& words);
// For what cannot be told, or is no history to rely on.
std::string nagios_line(Alarm alarm, const std::string& why);
Json monitor_json(const Monitored& seen);

}  // namespace schouw
