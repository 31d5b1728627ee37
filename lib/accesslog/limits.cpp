// SPDX-License-Identifier: EUPL-1.2
#include "accesslog/limits.hpp"

#include <charconv>
#include <string_view>

#include "base/error.hpp"

namespace schouw {

Limits read_limits(const std::map<std::string, std::string>& parameters) {
    Limits limits;
    const auto take = [&](const char* name, long& to) {
        const std::string whole = std::string("accesslog_") + name;
        const auto found = parameters.find(whole);
        if (found == parameters.end()) return;
        const std::string_view text = found->second;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), to);
        if (error != std::errc() || end != text.data() + text.size() || to < 0)
            fail(Exit::usage, "logs.bad_limit", {{"name", whole}, {"value", found->second}});
    };
    take("volume_factor", limits.volume_factor);
    take("volume_sigma", limits.volume_sigma);
    take("volume_least", limits.volume_least);
    take("volume_peers", limits.volume_peers);
    take("burst", limits.burst);
    take("day_from", limits.day_from);
    take("day_until", limits.day_until);
    take("off_hours", limits.off_hours);
    take("popular", limits.popular);
    take("bulk", limits.bulk);
    take("other_key", limits.other_key);
    take("dormant_days", limits.dormant_days);
    take("emergency_days", limits.emergency_days);
    take("clock_seconds", limits.clock_seconds);
    take("subjects", limits.subjects);
    return limits;
}

}  // namespace schouw
