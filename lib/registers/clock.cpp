// SPDX-License-Identifier: EUPL-1.2
// Times of a day, by ISO 8601, and moments.
#include "base/calendar.hpp"
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

namespace {

// Where the day ends: an ISO date at its tenth sign, another spelling at the blank (or T) before
// the first colon, or at the end when there is no time.
std::size_t end_of_day(std::string_view cell) {
    if (parse_iso(cell.substr(0, 10))) return 10;
    const auto colon = cell.find(':');
    if (colon == cell.npos) return cell.size();
    const auto blank = cell.find_last_of(" Tt", colon);
    return blank == cell.npos ? cell.size() : blank;
}

std::optional<Date> read_day(std::string_view text, const ReadingWords& words, const char*& doubt) {
    if (const auto day = parse_iso(text)) return day;
    Span span;
    if (read_date(text, words, span) != DateFault::none || !span.exact) return std::nullopt;
    if (span.order == DayOrder::month_first) return std::nullopt;
    const bool unsettled = span.order == DayOrder::either && span.slashes;
    doubt = unsettled ? "value.day_or_month" : span.doubt;
    return span.to;  // the day first
}

}  // namespace

std::optional<std::int64_t> parse_moment(std::string_view cell, const ReadingWords& words,
                                         const char*& doubt) {
    doubt = nullptr;
    const auto end = end_of_day(cell);
    const auto day = read_day(cell.substr(0, end), words, doubt);
    if (!day) return std::nullopt;
    Clock clock;
    if (end < cell.size()) {
        if (std::string_view("Tt ").find(cell[end]) == std::string_view::npos) return std::nullopt;
        const auto read = read_clock(cell.substr(end + 1));
        if (!read) return std::nullopt;
        clock = *read;
    } else {
        doubt = "value.no_time";
    }
    const std::int64_t local = day->days * day_seconds + clock.seconds;
    LocalTime how = LocalTime::certain;
    const std::int64_t moment = clock.zone ? local - *clock.zone : utc_of_amsterdam(local, how);
    if (how != LocalTime::certain)
        doubt = how == LocalTime::twice ? "value.hour_twice" : "value.hour_never";
    if (moment < make_date(1, 1, 1)->days * day_seconds ||
        moment >= (make_date(9999, 12, 31)->days + 1) * day_seconds)
        return std::nullopt;
    return moment;
}

}  // namespace schouw
