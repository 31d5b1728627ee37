// SPDX-License-Identifier: EUPL-1.2
#include "checks/functions.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "base/calendar.hpp"

namespace schouw {
namespace {

// Kleene's strong three-valued logic over the conditions of a group: counts of 1 and NULL decide.
struct Tally {
    sqlite3_int64 yes;
    sqlite3_int64 no;
    sqlite3_int64 unknown;
    sqlite3_int64 wanted;  // at_least: n, -1 for NULL
};

Tally* tally(sqlite3_context* context) {
    return static_cast<Tally*>(sqlite3_aggregate_context(context, sizeof(Tally)));
}

void count(sqlite3_context* context, sqlite3_value* condition) {
    Tally* t = tally(context);
    if (t == nullptr) return sqlite3_result_error_nomem(context);
    if (sqlite3_value_type(condition) == SQLITE_NULL)
        ++t->unknown;
    else
        ++(sqlite3_value_double(condition) != 0 ? t->yes : t->no);
}

void count_one(sqlite3_context* context, int, sqlite3_value** args) { count(context, args[0]); }

void count_at_least(sqlite3_context* context, int, sqlite3_value** args) {
    count(context, args[1]);
    if (Tally* t = tally(context))
        t->wanted = sqlite3_value_type(args[0]) == SQLITE_NULL ? -1 : sqlite3_value_int64(args[0]);
}

// 1 when one is true, else NULL when one is unknown, else 0.
void any_of(sqlite3_context* context) {
    const Tally* t = tally(context);
    if (t == nullptr || (t->yes == 0 && t->unknown == 0)) return sqlite3_result_int(context, 0);
    if (t->yes > 0) return sqlite3_result_int(context, 1);
    sqlite3_result_null(context);
}

// 0 when one is false, else NULL when one is unknown, else 1.
void all_of(sqlite3_context* context) {
    const Tally* t = tally(context);
    if (t == nullptr || (t->no == 0 && t->unknown == 0)) return sqlite3_result_int(context, 1);
    if (t->no > 0) return sqlite3_result_int(context, 0);
    sqlite3_result_null(context);
}

// 1 when n are true, 0 when that cannot be even if all unknown ones were, else NULL. Over no rows
// n was never seen: then 0.
void at_least(sqlite3_context* context) {
    const Tally* t = tally(context);
    if (t == nullptr || t->yes + t->no + t->unknown == 0) return sqlite3_result_int(context, 0);
    if (t->wanted < 0) return sqlite3_result_null(context);
    if (t->yes >= t->wanted) return sqlite3_result_int(context, 1);
    if (t->yes + t->unknown < t->wanted) return sqlite3_result_int(context, 0);
    sqlite3_result_null(context);
}

std::optional<Date> day(sqlite3_value* value) {
    if (sqlite3_value_type(value) != SQLITE_TEXT) return std::nullopt;
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    return parse_iso({text, static_cast<std::size_t>(sqlite3_value_bytes(value))});
}

void give(sqlite3_context* context, Date date) {
    const std::string text = iso(date);
    sqlite3_result_text(context, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

void sql_add_months(sqlite3_context* context, int, sqlite3_value** args) {
    const auto from = day(args[0]);
    if (!from || sqlite3_value_type(args[1]) == SQLITE_NULL) return sqlite3_result_null(context);
    give(context, add_months(*from, sqlite3_value_int64(args[1])));
}

void sql_add_days(sqlite3_context* context, int, sqlite3_value** args) {
    const auto from = day(args[0]);
    if (!from || sqlite3_value_type(args[1]) == SQLITE_NULL) return sqlite3_result_null(context);
    const sqlite3_int64 days = from->days + sqlite3_value_int64(args[1]);
    if (days < -719162 || days > 2932896) return sqlite3_result_null(context);  // years 1 to 9999
    give(context, Date{static_cast<std::int32_t>(days)});
}

void sql_days_between(sqlite3_context* context, int, sqlite3_value** args) {
    const auto from = day(args[0]);
    const auto to = day(args[1]);
    if (!from || !to) return sqlite3_result_null(context);
    sqlite3_result_int64(context, sqlite3_int64{to->days} - from->days);
}

void sql_year(sqlite3_context* context, int, sqlite3_value** args) {
    const auto date = day(args[0]);
    if (!date) return sqlite3_result_null(context);
    sqlite3_result_int(context, parts(*date).year);
}

// "2026-01-31T12:00:00Z", as columns of type moment are kept; nothing for any other text.
std::optional<std::int64_t> moment(sqlite3_value* value) {
    if (sqlite3_value_type(value) != SQLITE_TEXT) return std::nullopt;
    const std::string_view text(reinterpret_cast<const char*>(sqlite3_value_text(value)),
                                static_cast<std::size_t>(sqlite3_value_bytes(value)));
    return parse_iso_moment(text);
}

// Clock hours, with their fraction: 33(1) GDPR counts hours, also those of a weekend.
void sql_hours_between(sqlite3_context* context, int, sqlite3_value** args) {
    const auto from = moment(args[0]);
    const auto to = moment(args[1]);
    if (!from || !to) return sqlite3_result_null(context);
    sqlite3_result_double(context, static_cast<double>(*to - *from) / 3600.0);
}

void sql_add_hours(sqlite3_context* context, int, sqlite3_value** args) {
    const auto from = moment(args[0]);
    if (!from || sqlite3_value_type(args[1]) == SQLITE_NULL) return sqlite3_result_null(context);
    const double hours = sqlite3_value_double(args[1]);
    if (hours < -8.8e7 || hours > 8.8e7) return sqlite3_result_null(context);
    const auto seconds = *from + static_cast<std::int64_t>(hours * 3600.0);
    if (seconds < -62135596800 || seconds > 253402300799) return sqlite3_result_null(context);
    const std::string text = iso_moment(seconds);
    sqlite3_result_text(context, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

void sql_local_date(sqlite3_context* context, int, sqlite3_value** args) {
    const auto at = moment(args[0]);
    if (!at) return sqlite3_result_null(context);
    give(context, amsterdam_day(*at));
}

void sql_next_working_day(sqlite3_context* context, int, sqlite3_value** args) {
    const auto date = day(args[0]);
    if (!date || date->days > 2932880) return sqlite3_result_null(context);
    give(context, next_working_day(*date));
}

// As SQLite's own, which compares at each position in turn: searching long texts for words is what
// many checks do, and this is several times as fast.
void sql_instr(sqlite3_context* context, int, sqlite3_value** args) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(args[0]));
    const auto* part = reinterpret_cast<const char*>(sqlite3_value_text(args[1]));
    if (text == nullptr || part == nullptr) return sqlite3_result_null(context);
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(args[0]));
    const auto part_size = static_cast<std::size_t>(sqlite3_value_bytes(args[1]));
    const auto* found = static_cast<const char*>(memmem(text, size, part, part_size));
    if (found == nullptr) return sqlite3_result_int(context, 0);
    const auto starts = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; };
    sqlite3_result_int64(context, 1 + std::count_if(text, found, starts));
}

}  // namespace

void add_functions(sqlite3* db) {
    constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    const auto scalar = [&](const char* name, int n,
                            void (*f)(sqlite3_context*, int, sqlite3_value**)) {
        sqlite3_create_function_v2(db, name, n, flags, nullptr, f, nullptr, nullptr, nullptr);
    };
    const auto aggregate = [&](const char* name, int n,
                               void (*step)(sqlite3_context*, int, sqlite3_value**),
                               void (*final)(sqlite3_context*)) {
        sqlite3_create_function_v2(db, name, n, flags, nullptr, nullptr, step, final, nullptr);
    };
    scalar("add_months", 2, sql_add_months);
    scalar("add_days", 2, sql_add_days);
    scalar("days_between", 2, sql_days_between);
    scalar("year", 1, sql_year);
    scalar("hours_between", 2, sql_hours_between);
    scalar("add_hours", 2, sql_add_hours);
    scalar("local_date", 1, sql_local_date);
    scalar("next_working_day", 1, sql_next_working_day);
    scalar("instr", 2, sql_instr);
    aggregate("any_of", 1, count_one, any_of);
    aggregate("all_of", 1, count_one, all_of);
    aggregate("at_least", 2, count_at_least, at_least);
}

const std::vector<std::string>& allowed_functions() {
    static const std::vector<std::string> names = {"any_of",        "all_of",
                                                   "at_least",      "add_months",
                                                   "add_days",      "days_between",
                                                   "hours_between", "add_hours",
                                                   "local_date",    "next_working_day",
                                                   "year",          "length",
                                                   "lower",         "upper",
                                                   "trim",          "ltrim",
                                                   "rtrim",         "substr",
                                                   "instr",         "replace",
                                                   "like",          "glob",
                                                   "abs",           "round",
                                                   "min",           "max",
                                                   "coalesce",      "ifnull",
                                                   "nullif",        "iif",
                                                   "count",         "sum",
                                                   "avg",           "json_array_length",
                                                   "json_each"};
    return names;
}

}  // namespace schouw
