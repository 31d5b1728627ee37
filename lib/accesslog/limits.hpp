// SPDX-License-Identifier: EUPL-1.2
// From which number on something is out of the ordinary: the parameters of the checklist about
// logs.
#pragma once
#include <map>
#include <string>
#include <vector>

namespace schouw {

struct Limits {
    long volume_factor = 5;  // times the scaled MAD above the median of the role
    long volume_sigma = 3;   // times the standard deviation above the mean
    long volume_least = 50;  // lines in a month below which nobody is out of the ordinary
    long volume_peers = 5;   // people in a role from which they can be compared
    long burst = 30;         // dossiers within one clock hour
    long day_from = 6;       // hours of the office day
    long day_until = 19;
    long off_hours = 5;   // lines outside it in a month
    long popular = 15;    // people who looked at one dossier in a month
    long bulk = 20;       // prints and exports on one day
    long other_key = 20;  // searches by another key in a month
    long dormant_days = 90;
    long emergency_days = 7;   // within which an emergency must be followed up
    long clock_seconds = 120;  // that a clock may go back
    long subjects = 1000;      // facts about people or dossiers per detector and month
};

// For how many days the report that names people may be kept: no limit of the analysis.
constexpr const char* report_days_parameter = "accesslog_report_days";

// The parameters that limits are read from.
std::vector<std::string> limit_parameters();
// Their values by name, without what the names have in common: "burst" → 30.
std::map<std::string, long> limit_values(const Limits& limits);
// The parameters are called accesslog_<name>. Throws Error(usage) for a value that is no number.
Limits read_limits(const std::map<std::string, std::string>& parameters);

}  // namespace schouw
