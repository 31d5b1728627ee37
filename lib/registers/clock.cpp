// SPDX-License-Identifier: EUPL-1.2
// Times of a day and moments, by ISO 8601.
#include "base/text.hpp"
#include "registers/value.hpp"

namespace schouw {
namespace {

constexpr std::int64_t day_seconds = 86'400;

// Two digits at the front of the text, at most `most`; else -1 and nothing is taken.
int take_two(std::string_view& text, int most) {
    if (text.size() < 2) return -1;
    for (const char c : text.substr(0, 2))
        if (c < '0' || c > '9') return -1;
    const int value = (text[0] - '0') * 10 + (text[1] - '0');
    if (value > most) return -1;
    text.remove_prefix(2);
    return value;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
}

// Z, +01, +0100 or +01:00, up to the 14 hours that exist.
std::optional<int> read_zone(std::string_view text) {
    if (text == "Z" || text == "z") return 0;
    const int sign = text.starts_with('+') ? 1 : text.starts_with('-') ? -1 : 0;
    if (sign == 0) return std::nullopt;
    text.remove_prefix(1);
    const int hours = take_two(text, 14);
    if (hours < 0) return std::nullopt;
    if (text.empty()) return sign * hours * 3600;
    take(text, ':');
    const int minutes = take_two(text, 59);
    if (minutes < 0 || !text.empty()) return std::nullopt;
    return sign * (hours * 3600 + minutes * 60);
}

}  // namespace

std::optional<Clock> read_clock(std::string_view text) {
    const int hours = take_two(text, 23);
    if (hours < 0 || !take(text, ':')) return std::nullopt;
    const int minutes = take_two(text, 59);
    if (minutes < 0) return std::nullopt;
    Clock clock{hours * 3600 + minutes * 60, {}};
    if (take(text, ':')) {
        const int seconds = take_two(text, 60);  // 60: a leap second
        if (seconds < 0) return std::nullopt;
        clock.seconds += seconds;
        if (take(text, '.') || take(text, ',')) {
            const auto end = std::min(text.find_first_not_of("0123456789"), text.size());
            if (end == 0) return std::nullopt;
            text.remove_prefix(end);
        }
    }
    if (text.empty()) return clock;
    take(text, ' ');
    clock.zone = read_zone(text);
    if (!clock.zone) return std::nullopt;
    return clock;
}

std::optional<std::int64_t> parse_moment(std::string_view cell, bool& zoned) {
    zoned = false;
    const auto day = parse_iso(cell.substr(0, 10));
    if (!day) return std::nullopt;
    Clock clock;
    if (cell.size() > 10) {
        if (std::string_view("Tt ").find(cell[10]) == std::string_view::npos) return std::nullopt;
        const auto read = read_clock(cell.substr(11));
        if (!read) return std::nullopt;
        clock = *read;
    }
    zoned = clock.zone.has_value();
    const std::int64_t moment = day->days * day_seconds + clock.seconds - clock.zone.value_or(0);
    if (moment < make_date(1, 1, 1)->days * day_seconds ||
        moment >= (make_date(9999, 12, 31)->days + 1) * day_seconds)
        return std::nullopt;
    return moment;
}

}  // namespace schouw
