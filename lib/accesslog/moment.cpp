// SPDX-License-Identifier: EUPL-1.2
#include "accesslog/moment.hpp"

#include <algorithm>
#include <cstring>

namespace schouw {
namespace {

constexpr std::int64_t day_seconds = 86'400;
constexpr std::int64_t first_moment = -2'208'988'800;  // 1900
constexpr std::int64_t end_of_time = 7'258'118'400;    // 2200

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a >= 0 ? a / b : -((-a + b - 1) / b);
}

bool digit(char c) { return c >= '0' && c <= '9'; }

// Two digits; 100 or more when they are none.
int two(const char* p) {
    return digit(p[0]) && digit(p[1]) ? (p[0] - '0') * 10 + (p[1] - '0') : 1000;
}

void set_local(std::int64_t local, LogMoment& out) {
    out.day = static_cast<std::int32_t>(floor_div(local, day_seconds));
    out.second = static_cast<std::uint32_t>(local - out.day * day_seconds);
}

bool read_epoch(std::string_view text, std::int64_t& utc) {
    if (text.size() != 10 && text.size() != 13) return false;
    std::int64_t number = 0;
    for (const char c : text) {
        if (!digit(c)) return false;
        number = number * 10 + (c - '0');
    }
    utc = text.size() == 13 ? number / 1000 : number;
    return true;
}

}  // namespace

// A day of ten signs, a sign, and a time of day.
bool MomentReader::fast(std::string_view text, std::int64_t& local, bool& zoned, int& zone) {
    if (text.size() < 16 || (text[10] != ' ' && text[10] != 'T') || text[13] != ':') return false;
    const char* p = text.data();
    if (std::memcmp(last_.data(), p, 10) != 0) {
        const bool iso = p[4] == '-' && p[7] == '-';
        const bool dutch = p[2] == '-' && p[5] == '-';
        if (!iso && !dutch) return false;
        const char* year = iso ? p : p + 6;
        const int y = two(year) * 100 + two(year + 2);
        const int m = two(iso ? p + 5 : p + 3);
        const int d = two(iso ? p + 8 : p);
        const auto date = y > 9999 ? std::nullopt : make_date(y, m, d);
        if (!date) return false;
        last_day_ = date->days;
        std::memcpy(last_.data(), p, 10);
    }
    const int h = two(p + 11);
    const int m = two(p + 14);
    int s = 0;
    if (h > 23 || m > 59) return false;
    std::size_t i = 16;
    if (i < text.size() && text[i] == ':') {
        if (text.size() < 19) return false;
        s = two(p + 17);
        if (s > 60) return false;
        i = 19;
        if (i < text.size() && (text[i] == '.' || text[i] == ',')) {
            const auto from = ++i;
            while (i < text.size() && digit(text[i])) ++i;
            if (i == from) return false;
        }
    }
    local = last_day_ * day_seconds + h * 3600 + m * 60 + std::min(s, 59);
    zoned = i < text.size();
    zone = 0;
    if (!zoned) return true;
    if (text[i] == ' ') ++i;
    const std::string_view rest = text.substr(i);
    if (rest == "Z" || rest == "z") return true;
    if (rest.size() < 3 || (rest[0] != '+' && rest[0] != '-')) return false;
    const bool colon = rest.size() == 6 && rest[3] == ':';
    if (rest.size() != 3 && rest.size() != 5 && !colon) return false;
    const int hours = two(rest.data() + 1);
    const int minutes = rest.size() == 3 ? 0 : two(rest.data() + (colon ? 4 : 3));
    if (hours > 14 || minutes > 59) return false;
    zone = (hours * 3600 + minutes * 60) * (rest[0] == '-' ? -1 : 1);
    return true;
}

void MomentReader::place(std::int64_t local, bool zoned, int zone, LogMoment& out) {
    out.how = LocalTime::certain;
    if (zoned || utc_) {
        out.utc = local - zone;
        const std::int64_t hour = floor_div(out.utc, 3600);
        if (hour != hour_) {
            hour_ = hour;
            offset_ = amsterdam_offset(out.utc);
        }
        set_local(out.utc + offset_, out);
        return;
    }
    const std::int64_t hour = floor_div(local, 3600);
    if (hour != local_hour_) {
        local_hour_ = hour;
        back_ = local - utc_of_amsterdam(local, how_);
    }
    out.utc = local - back_;
    out.how = how_;
    if (how_ == LocalTime::never) local = out.utc + amsterdam_offset(out.utc);
    set_local(local, out);
}

bool MomentReader::slow(std::string_view text, LogMoment& out) const {
    if (read_epoch(text, out.utc)) {
        set_local(out.utc + amsterdam_offset(out.utc), out);
        return true;
    }
    if (text.empty() || text.size() > 80 || text.find(':') == text.npos) return false;
    const char* doubt = nullptr;
    const auto moment = parse_moment(text, words_, doubt);
    if (!moment) return false;
    out.utc = *moment;
    set_local(out.utc + amsterdam_offset(out.utc), out);
    return true;
}

bool MomentReader::read(std::string_view text, LogMoment& out) {
    std::int64_t local = 0;
    bool zoned = false;
    int zone = 0;
    if (fast(text, local, zoned, zone)) {
        place(local, zoned, zone, out);
    } else {
        out.how = LocalTime::certain;
        if (!slow(text, out)) return false;
    }
    return out.utc >= first_moment && out.utc < end_of_time;
}

}  // namespace schouw
