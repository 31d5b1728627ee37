// SPDX-License-Identifier: EUPL-1.2
// The moment of a line, read fast: what it says of UTC, and day and time on the clock of Amsterdam.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "base/calendar.hpp"
#include "registers/value.hpp"

namespace schouw {

struct LogMoment {
    std::int64_t utc = 0;  // seconds since 1970
    std::int32_t day = 0;
    std::uint32_t second = 0;
    LocalTime how = LocalTime::certain;
};

class MomentReader {
public:
    // utc: what has no zone is UTC; otherwise it is the clock of Amsterdam (the first of an hour
    // that comes twice; the winter clock for one that never comes).
    MomentReader(bool utc, const ReadingWords& words) : utc_(utc), words_(words) {}
    // ISO 8601 (a blank for the T, any fraction, any zone), 31-12-2026 10:00[:00], seconds or
    // milliseconds since 1970, and every spelling that registers know. False for anything else, and
    // for a day without a time.
    bool read(std::string_view text, LogMoment& out);

private:
    bool fast(std::string_view text, std::int64_t& local, bool& zoned, int& zone);
    void place(std::int64_t local, bool zoned, int zone, LogMoment& out);
    bool slow(std::string_view text, LogMoment& out) const;
    bool utc_;
    const ReadingWords& words_;
    std::array<char, 10> last_{};  // the last day as written, and its number
    std::int32_t last_day_ = 0;
    std::int64_t hour_ = -1;  // hours since 1970 UTC for which offset_ holds
    int offset_ = 0;
    std::int64_t local_hour_ = -1;  // and hours of Amsterdam for which back_ and how_ hold
    std::int64_t back_ = 0;
    LocalTime how_ = LocalTime::certain;
};

}  // namespace schouw
