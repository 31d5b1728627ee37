// SPDX-License-Identifier: EUPL-1.2
#include "intake/book_value.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/date.hpp"
#include "base/text.hpp"

namespace schouw {
namespace {

constexpr long long day_seconds = 86'400;
constexpr double last_serial = 2'958'466;  // one past 9999-12-31

bool digits_only(std::string_view text) {
    for (const char c : text)
        if (c < '0' || c > '9') return false;
    return !text.empty();
}

// Its own shortest text already: an integer of at most 15 digits.
bool plain_integer(std::string_view text) {
    if (text.starts_with('-')) {
        text.remove_prefix(1);
        if (text == "0") return false;
    }
    return text.size() <= 15 && digits_only(text) && (text.front() != '0' || text.size() == 1);
}

void two_digits(std::string& out, long long value) {
    out += static_cast<char>('0' + value / 10);
    out += static_cast<char>('0' + value % 10);
}

void add_clock(std::string& out, long long seconds) {
    if (seconds >= 100 * 3600)
        out += std::to_string(seconds / 3600);
    else
        two_digits(out, seconds / 3600);
    out += ':';
    two_digits(out, seconds / 60 % 60);
    out += ':';
    two_digits(out, seconds % 60);
}

void add_date(std::string& out, int year, int month, int day) {
    two_digits(out, year / 100);
    two_digits(out, year % 100);
    out += '-';
    two_digits(out, month);
    out += '-';
    two_digits(out, day);
}

// Day 60 of the 1900 system is the 29th of February that was not; day 0 is the 0th of January.
void add_day(std::string& out, long serial, bool date1904) {
    if (!date1904 && (serial == 60 || serial == 0)) {
        add_date(out, 1900, serial == 60 ? 2 : 1, serial == 60 ? 29 : 0);
        return;
    }
    constexpr int from_1900 = -25'569;  // 1899-12-30 in days since 1970
    constexpr int from_1904 = -24'107;
    const int base = date1904 ? from_1904 : from_1900 + (serial < 60 ? 1 : 0);
    const YearMonthDay day = parts(Date{base + static_cast<int>(serial)});
    add_date(out, day.year, day.month, day.day);
}

RawKind show_serial(double serial, NumberForm form, bool date1904, std::string& out) {
    const long long seconds = std::llround(serial * static_cast<double>(day_seconds));
    if (form == NumberForm::duration ||
        (serial < 1 && (serial > 0 || form == NumberForm::time) && seconds < day_seconds)) {
        add_clock(out, seconds);
        return RawKind::time;
    }
    const long day = static_cast<long>(seconds / day_seconds);
    add_day(out, day, date1904);
    if (form == NumberForm::date && seconds % day_seconds == 0) return RawKind::date;
    out += 'T';
    add_clock(out, seconds % day_seconds);
    return RawKind::moment;
}

// hh:mm, hh:mm:ss or hh:mm:ss.fff at the front; the seconds, or -1.
long long take_clock(std::string_view& text) {
    const auto two = [&](std::size_t at, long long most) -> long long {
        if (text.size() < at + 2 || !digits_only(text.substr(at, 2))) return -1;
        const long long value = (text[at] - '0') * 10 + (text[at + 1] - '0');
        return value <= most ? value : -1;
    };
    const long long hours = two(0, 24);
    const long long minutes = text.size() > 2 && text[2] == ':' ? two(3, 59) : -1;
    if (hours < 0 || minutes < 0) return -1;
    long long seconds = 0;
    std::size_t size = 5;
    if (text.size() > 5 && text[5] == ':') {
        seconds = two(6, 60);
        if (seconds < 0) return -1;
        size = 8;
        if (text.size() > 8 && (text[8] == '.' || text[8] == ',')) {
            ++size;
            while (size < text.size() && text[size] >= '0' && text[size] <= '9') ++size;
            if (text.size() > 9 && text[9] >= '5' && size > 9) ++seconds;
        }
    }
    text.remove_prefix(size);
    return hours * 3600 + minutes * 60 + seconds;
}

}  // namespace

std::string_view shortest(double value, std::string& room) {
    if (value == 0) return "0";
    char digits[64];
    const double size = std::abs(value);
    const bool plain = size >= 1e-6 && size < 1e21;
    const auto end = std::to_chars(digits, digits + sizeof digits, value,
                                   plain ? std::chars_format::fixed : std::chars_format::scientific)
                         .ptr;
    room.assign(digits, end);
    return room;
}

BookCell number_cell(std::string_view written, NumberForm form, bool date1904, std::string& room) {
    written = trim(written);
    if (written.empty()) return {};
    if (form == NumberForm::number && plain_integer(written)) return {written, RawKind::number};
    double value = 0;
    const char* const last = written.data() + written.size();
    const char* const first = written.data() + (written.front() == '+' ? 1 : 0);
    const auto [end, error] = std::from_chars(first, last, value);
    if (error != std::errc() || end != last || !std::isfinite(value))
        return {written, RawKind::text};
    room.clear();
    // Excel shows no date for what is negative or after the year 9999.
    if (form == NumberForm::number || value < 0 || value >= last_serial)
        return {shortest(value, room), RawKind::number};
    const RawKind kind = show_serial(value, form, date1904, room);
    return {room, kind};
}

BookCell iso_cell(std::string_view written, std::string& room) {
    written = trim(written);
    std::string_view rest = written;
    room.clear();
    const auto day = parse_iso(rest.substr(0, 10));
    if (day) {
        room = rest.substr(0, 10);
        rest.remove_prefix(10);
        if (rest.empty() || rest == "Z") return {room, RawKind::date};
        if (rest.front() != 'T' && rest.front() != ' ') return {written, RawKind::text};
        rest.remove_prefix(1);
    }
    long long seconds = take_clock(rest);
    if (seconds < 0 || (!rest.empty() && rest != "Z")) return {written, RawKind::text};
    if (day && seconds >= day_seconds) {
        room = iso(Date{day->days + 1});
        seconds -= day_seconds;
    }
    if (day) room += 'T';
    add_clock(room, seconds);
    return {room, day ? RawKind::moment : RawKind::time};
}

BookCell duration_cell(std::string_view written, std::string& room) {
    std::string_view rest = trim(written);
    const BookCell text{rest, RawKind::text};
    const bool negative = rest.starts_with('-');
    if (negative) rest.remove_prefix(1);
    if (!rest.starts_with('P') || rest.size() < 3) return text;
    rest.remove_prefix(1);
    double total = 0;
    bool clock = false;
    while (!rest.empty()) {
        if (rest.front() == 'T') {
            clock = true;
            rest.remove_prefix(1);
            continue;
        }
        double value = 0;
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value,
                                                  std::chars_format::fixed);
        if (error != std::errc() || end == rest.data() + rest.size() || value < 0) return text;
        const double unit = *end == 'D' && !clock  ? 86'400
                            : *end == 'H' && clock ? 3600
                            : *end == 'M' && clock ? 60
                            : *end == 'S' && clock ? 1
                                                   : -1;
        if (unit < 0) return text;
        total += value * unit;
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()) + 1);
    }
    if (total > 1e12) return text;
    room = negative ? "-" : "";
    add_clock(room, std::llround(total));
    return {room, RawKind::time};
}

bool parse_reference(std::string_view text, long& row, long& column) {
    const char* at = text.data();
    const char* const end = at + text.size();
    long letters = 0;
    long digits = 0;
    // As many as fit without overflow; what is left over makes it no reference.
    for (const char* const most = at + std::min<std::ptrdiff_t>(end - at, 4); at < most; ++at) {
        const int letter = (*at & ~32) - 'A';
        if (letter < 0 || letter >= 26) break;
        letters = letters * 26 + letter + 1;
    }
    for (const char* const most = at + std::min<std::ptrdiff_t>(end - at, 12); at < most; ++at) {
        if (*at < '0' || *at > '9') break;
        digits = digits * 10 + (*at - '0');
    }
    row = digits;
    column = letters;
    return at == end && digits <= last_book_row && letters <= last_book_column;
}

bool parse_range(std::string_view text, MergedRange& range) {
    const auto colon = text.find(':');
    const std::string_view last = colon == text.npos ? text : text.substr(colon + 1);
    return parse_reference(text.substr(0, colon), range.first_row, range.first_column) &&
           parse_reference(last, range.last_row, range.last_column) && range.first_row > 0 &&
           range.first_column > 0 && range.last_row >= range.first_row &&
           range.last_column >= range.first_column;
}

}  // namespace schouw
