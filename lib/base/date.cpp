// SPDX-License-Identifier: EUPL-1.2
#include "base/date.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <ctime>

namespace schouw {
namespace chr = std::chrono;

std::optional<Date> make_date(int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return std::nullopt;
    const chr::year_month_day ymd{chr::year{year}, chr::month{static_cast<unsigned>(month)},
                                  chr::day{static_cast<unsigned>(day)}};
    if (day > 31 || !ymd.ok()) return std::nullopt;
    return Date{static_cast<std::int32_t>(chr::sys_days{ymd}.time_since_epoch().count())};
}

YearMonthDay parts(Date date) {
    const chr::year_month_day ymd{chr::sys_days{chr::days{date.days}}};
    return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
            static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

int last_day_of_month(int year, int month) {
    const auto last = chr::year{year} / chr::month{static_cast<unsigned>(month)} / chr::last;
    return static_cast<int>(static_cast<unsigned>(last.day()));
}

std::optional<Date> parse_iso(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto number = [&](std::size_t from, std::size_t size) {
        int value = 0;
        for (const char c : text.substr(from, size)) {
            if (c < '0' || c > '9') return -1;
            value = value * 10 + (c - '0');
        }
        return value;
    };
    return make_date(number(0, 4), number(5, 2), number(8, 2));
}

std::string iso(Date date) {
    const auto [y, m, d] = parts(date);
    if (y < 0 || y > 9999) return fmt::format("{:04}-{:02}-{:02}", y, m, d);
    std::string out = "0000-00-00";  // checks ask for many of them
    const auto put = [&](std::size_t last, int value) {
        for (; value > 0; value /= 10) out[last--] = static_cast<char>('0' + value % 10);
    };
    put(3, static_cast<int>(y));
    put(6, static_cast<int>(m));
    put(9, static_cast<int>(d));
    return out;
}

std::string dutch(Date date) {
    const auto [y, m, d] = parts(date);
    return fmt::format("{:02}-{:02}-{:04}", d, m, y);
}

Date add_months(Date date, long n) {
    const auto [y, m, d] = parts(date);
    long index = static_cast<long>(y) * 12 + (m - 1);
    const long lowest = 1 * 12;
    const long highest = 9999 * 12 + 11;
    if (n > highest - index) n = highest - index;
    if (n < lowest - index) n = lowest - index;
    index += n;
    const int year = static_cast<int>(index / 12);
    const int month = static_cast<int>(index % 12) + 1;
    return *make_date(year, month, std::min(d, last_day_of_month(year, month)));
}

std::int64_t now_seconds() {
    if (const char* fixed = std::getenv("SOURCE_DATE_EPOCH")) {
        std::int64_t value = 0;
        const char* end = fixed + std::strlen(fixed);
        const auto [stop, error] = std::from_chars(fixed, end, value);
        if (error == std::errc{} && stop == end && value >= 0 && value < 253402300800) return value;
    }
    return static_cast<std::int64_t>(std::time(nullptr));
}

std::string iso_moment(std::int64_t seconds) {
    const std::int64_t in_day = ((seconds % 86400) + 86400) % 86400;
    const Date day{static_cast<std::int32_t>((seconds - in_day) / 86400)};
    return fmt::format("{}T{:02}:{:02}:{:02}Z", iso(day), in_day / 3600, in_day / 60 % 60,
                       in_day % 60);
}

std::optional<std::int64_t> parse_iso_moment(std::string_view text) {
    if (text.size() != 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' ||
        text[19] != 'Z')
        return std::nullopt;
    const auto date = parse_iso(text.substr(0, 10));
    if (!date) return std::nullopt;
    std::int64_t seconds = 0;
    for (const std::size_t at : {11U, 14U, 17U}) {
        const char tens = text[at];
        const char ones = text[at + 1];
        if (tens < '0' || tens > '9' || ones < '0' || ones > '9') return std::nullopt;
        seconds = seconds * 60 + (tens - '0') * 10 + (ones - '0');
    }
    return std::int64_t{date->days} * 86400 + seconds;
}

}  // namespace schouw
