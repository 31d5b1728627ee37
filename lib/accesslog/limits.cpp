// SPDX-License-Identifier: EUPL-1.2
#include "accesslog/limits.hpp"

#include <charconv>
#include <string_view>

#include "base/error.hpp"

namespace schouw {

namespace {

struct Limit {
    const char* parameter;
    long Limits::*value;
};
constexpr Limit all[] = {
    {"accesslog_volume_factor", &Limits::volume_factor},
    {"accesslog_volume_sigma", &Limits::volume_sigma},
    {"accesslog_volume_least", &Limits::volume_least},
    {"accesslog_volume_peers", &Limits::volume_peers},
    {"accesslog_burst", &Limits::burst},
    {"accesslog_day_from", &Limits::day_from},
    {"accesslog_day_until", &Limits::day_until},
    {"accesslog_off_hours", &Limits::off_hours},
    {"accesslog_popular", &Limits::popular},
    {"accesslog_bulk", &Limits::bulk},
    {"accesslog_other_key", &Limits::other_key},
    {"accesslog_dormant_days", &Limits::dormant_days},
    {"accesslog_emergency_days", &Limits::emergency_days},
    {"accesslog_clock_seconds", &Limits::clock_seconds},
    {"accesslog_subjects", &Limits::subjects},
};

}  // namespace

std::vector<std::string> limit_parameters() {
    std::vector<std::string> names;
    for (const auto& limit : all) names.emplace_back(limit.parameter);
    return names;
}

std::map<std::string, long> limit_values(const Limits& limits) {
    std::map<std::string, long> values;
    for (const auto& limit : all)
        values[std::string(limit.parameter).substr(std::string_view("accesslog_").size())] =
            limits.*limit.value;
    return values;
}

Limits read_limits(const std::map<std::string, std::string>& parameters) {
    Limits limits;
    for (const auto& limit : all) {
        const auto found = parameters.find(limit.parameter);
        if (found == parameters.end()) continue;
        const std::string_view text = found->second;
        long& value = limits.*limit.value;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size() || value < 0)
            fail(Exit::usage, "logs.bad_limit",
                 {{"name", limit.parameter}, {"value", found->second}});
    }
    return limits;
}

}  // namespace schouw
