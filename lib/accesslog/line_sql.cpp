// SPDX-License-Identifier: EUPL-1.2
#include "accesslog/line_sql.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "accesslog/cluster.hpp"
#include "base/calendar.hpp"
#include "base/text.hpp"

namespace schouw {
namespace {

constexpr std::int64_t first_moment = -2'208'988'800;  // 1900, as in files
constexpr std::int64_t end_of_time = 7'258'118'400;    // 2200

// The type without what wraps it: Nullable(LowCardinality(String)) is a String.
std::string bare_type(std::string_view type) {
    for (const std::string_view wrap : {"LowCardinality(", "Nullable("})
        if (type.starts_with(wrap) && type.ends_with(')')) {
            type.remove_prefix(wrap.size());
            type.remove_suffix(1);
        }
    return std::string(type);
}

bool is_integer(std::string_view type) {
    return type.starts_with("Int") || type.starts_with("UInt");
}

bool may_be_null(std::string_view type) { return type.find("Nullable(") != type.npos; }

// Any column as a text; no value is no text.
std::string as_text(const std::string& column, const std::string& type) {
    if (type == "String") return column;
    std::string text = bare_type(type).starts_with("FixedString")
                           ? "toStringCutToZero(" + column + ")"
                           : "toString(" + column + ")";
    return may_be_null(type) ? "ifNull(" + text + ", '')" : text;
}

constexpr std::int64_t hour = 3600;
constexpr std::int64_t margin = 48 * hour;

// How many of the summers a moment lies in, 0 or 1; mostly a stretch has one answer for all.
std::string summer_terms(const std::vector<Stretch>& summers, const Stretch& stretch,
                         std::int64_t shift, const char* word) {
    std::string sum;
    for (const auto& summer : summers) {
        if (summer.from <= stretch.from - margin && summer.until >= stretch.until + margin)
            return "1";
        sum += fmt::format("{}({{{}}} >= {} AND {{{}}} < {})", sum.empty() ? "" : " + ", word,
                           summer.from + shift, word, summer.until + shift);
    }
    return sum.empty() ? "0" : sum;
}

// An hour on the clock of Amsterdam in which its summer time begins, or ends.
std::string hour_terms(const std::vector<Stretch>& summers, bool end) {
    std::string sum;
    for (const auto& summer : summers) {
        const std::int64_t begin = (end ? summer.until : summer.from) + hour;
        sum += fmt::format("{}({{wall}} >= {} AND {{wall}} < {})", sum.empty() ? "" : " + ", begin,
                           begin + hour);
    }
    return sum.empty() ? "0" : "(" + sum + ")";
}

// Summer times of a stretch and two days around it, cut off there.
std::vector<Stretch> summers_of(const Stretch& stretch) {
    std::vector<Stretch> summers;
    bool summer = false;
    const std::int64_t from = stretch.from - margin - hour;
    const std::int64_t until = stretch.until + margin + hour;
    for (std::int64_t at = from - from % hour; at < until; at += hour) {
        const bool now = amsterdam_offset(at) != hour;
        if (now && !summer) summers.push_back({at, until});
        if (!now && summer) summers.back().until = at;
        summer = now;
    }
    return summers;
}

}  // namespace

LineSql::LineSql(const ClusterAddress& address, const LogConfig& log,
                 const std::vector<ClusterColumn>& columns)
    : log_(sql_name(address.database) + "." + sql_name(address.table)) {
    std::vector<std::string> header;
    for (const auto& column : columns) header.push_back(column.name);
    const Place place{address.shown(), "", 0, 0};
    const auto known = [&](const std::string& name) {
        return Args{{"name", name},
                    {"header", join(header, ", ")},
                    {"meant", did_you_mean(name, header).value_or("-")}};
    };
    std::vector<std::string> absent;
    cells_ = match_fields(header, log.columns, log.guess, absent);
    if (!absent.empty()) fail(Exit::io, "logs.no_such_column", known(absent.front()), place);
    for (const auto& [name, value] : log.cluster.only) {
        const auto found = std::find(header.begin(), header.end(), name);
        if (found == header.end()) fail(Exit::io, "logs.no_such_column", known(name), place);
        const auto& type = columns[static_cast<std::size_t>(found - header.begin())].type;
        only_ += " AND " + as_text(sql_name(name), type) + " = " + sql_text(value);
    }
    if (cells_[at(Field::moment)] < 0) fail(Exit::io, "logs.no_moment", known(""), place);
    for (std::size_t field = 0; field < field_count; ++field) {
        const std::string word = field_words[field];
        if (cells_[field] < 0) {
            words_[word] = "materialize('')";
            continue;
        }
        mapped_ = static_cast<std::uint16_t>(mapped_ | bit(static_cast<Field>(field)));
        const auto& column = columns[static_cast<std::size_t>(cells_[field])];
        const std::string name = sql_name(column.name);
        if (field == at(Field::moment)) {
            if (bare_type(column.type) == "Date" || bare_type(column.type) == "Date32")
                fail(Exit::io, "logs.cluster_no_time", known(column.name), place);
            define_moment(name, column.type, log.utc);
        } else if (field == at(Field::sequence)) {
            define_sequence(name, column.type);
        } else {
            words_[word] = as_text(name, column.type);
            if (const auto bare = bare_type(column.type);
                bare == "String" || bare.starts_with("Fix"))
                texts_.push_back(word);
        }
    }
    words_["local"] = "{utc} + 3600 + 3600 * ({summer})";
    // Of days before 1970 as well: division rounds to 0.
    words_["day"] = "intDiv({local} + 3155760000, 86400) - 36525";
    words_["second"] = "{local} - {day} * 86400";
    words_["hour"] = "intDiv({second}, 3600)";
}

void LineSql::define_moment(const std::string& column, const std::string& type, bool utc) {
    const std::string bare = bare_type(type);
    const std::string none = std::to_string(no_moment);
    std::string seconds;
    if (bare.starts_with("DateTime64")) {
        seconds = "toInt64(floor(toUnixTimestamp64Milli(toDateTime64(" + column + ", 3)) / 1000))";
        pruned_ = column;
    } else if (bare.starts_with("DateTime")) {
        seconds = "toInt64(" + column + ")";
        pruned_ = column;
    } else if (is_integer(bare)) {
        const std::string number = "toInt64(" + column + ")";
        seconds = fmt::format(
            "multiIf({0} >= 1000000000 AND {0} < 10000000000, {0}, {0} >= 1000000000000 AND {0} < "
            "10000000000000, intDiv({0}, 1000), {1})",
            number, none);
    } else {
        return define_text_moment(as_text(column, type), utc);
    }
    words_["utc"] = may_be_null(type) ? "ifNull(" + seconds + ", " + none + ")" : seconds;
}

void LineSql::define_sequence(const std::string& column, const std::string& type) {
    if (is_integer(bare_type(type))) {
        const std::string number = "toInt64(" + column + ")";
        words_["sequence"] = may_be_null(type) ? "ifNull(" + number + ", 0)" : number;
        words_["numbered"] = may_be_null(type) ? "isNotNull(" + column + ")" : "1";
        if (bare_type(type) == "UInt64")
            words_["numbered"] += " AND ifNull(" + column + ", 0) <= 9223372036854775807";
        return;
    }
    words_["number_text"] =
        "replaceRegexpAll(" + as_text(column, type) + ", '^[ \\t]+|[ \\t]+$', '')";
    words_["sequence"] = "toInt64OrZero({number_text})";
    words_["numbered"] =
        "match({number_text}, '^-?[0-9]{1,18}$') OR (match({number_text}, '^[0-9]{19}$') AND "
        "{number_text} <= '9223372036854775807')";
}

std::string LineSql::blanks() const {
    std::string all;
    for (const auto& word : texts_) all += ", sum(match({" + word + "}, '^[ \\t]|[ \\t]$'))";
    return all;
}

void LineSql::trim(const std::vector<bool>& blank) {
    for (std::size_t i = 0; i < texts_.size(); ++i)
        if (blank[i]) {
            std::string& text = words_[texts_[i]];
            text = "replaceRegexpAll(" + text + ", '^[ \\t]+|[ \\t]+$', '')";
        }
}

void LineSql::say_summer(const Stretch& stretch, Words& words) const {
    std::vector<Stretch> summers;
    const Stretch part{std::max(stretch.from, known_.from), std::min(stretch.until, known_.until)};
    if (part.from < part.until) summers = summers_of(part);
    words["summer"] = summer_terms(summers, part, 0, "utc");
    if (!words_.contains("wall")) return;
    words["wall_summer"] = summer_terms(summers, part, 2 * hour, "wall");
    words["twice"] = "{clockless} AND " + hour_terms(summers, true);
    words["never"] = "{clockless} AND " + hour_terms(summers, false);
}

std::string LineSql::condition(const Stretch& stretch) const {
    std::string text =
        fmt::format("{{utc}} >= {} AND {{utc}} < {}", std::max(stretch.from, first_moment),
                    std::min(stretch.until, end_of_time));
    if (quiet_.from < quiet_.until && stretch.until > quiet_.from) text += " AND " + loud();
    // What the table may be sorted or parted by, where a moment of its type can say it.
    if (!pruned_.empty() && stretch.from > 0 && stretch.until < 4'000'000'000)
        text += fmt::format(" AND {0} >= toDateTime({1}) AND {0} < toDateTime({2})", pruned_,
                            stretch.from, stretch.until);
    return text + only_;
}

std::string LineSql::loud() const {
    return fmt::format("({{utc}} < {} OR {{utc}} >= {})", quiet_.from, quiet_.until);
}

void LineSql::use(const std::string& word, const Words& given,
                  std::vector<std::string>& used) const {
    const std::string end = " AS schouw_" + word;
    if (std::any_of(used.begin(), used.end(), [&](const auto& one) { return one.ends_with(end); }))
        return;
    std::string definition = expand(words_.at(word), given, used) + end;
    used.push_back(std::move(definition));
}

std::string LineSql::expand(const std::string& sql, const Words& given,
                            std::vector<std::string>& used) const {
    std::string out;
    for (std::size_t i = 0; i < sql.size();) {
        const auto end = sql[i] == '{' ? sql.find('}', i) : sql.npos;
        const std::string word = end == sql.npos ? "" : sql.substr(i + 1, end - i - 1);
        if (const auto plain = given.find(word); plain != given.end()) {
            out += expand(plain->second, given, used);
        } else if (words_.contains(word)) {
            use(word, given, used);
            out += "schouw_" + word;
        } else {
            out += sql[i++];
            continue;
        }
        i = end + 1;
    }
    return out;
}

std::string LineSql::fill(const std::string& sql, const Stretch& stretch,
                          const Words& given) const {
    std::string text;
    for (const auto& line : split(sql, '\n'))
        if (!line.starts_with("--")) text += line + "\n";
    Words all = given;
    all["log"] = log_;
    all["twice"] = all["never"] = "0";
    say_summer(stretch, all);
    all["lines"] = condition(stretch);
    all["mine"] = loud() + only_;
    std::vector<std::string> used;
    text = expand(text, all, used);
    for (auto at_line = text.find("{line}"); at_line != text.npos; at_line = text.find("{line}"))
        text.replace(at_line, 6, join(used, ", "));
    return text;
}

}  // namespace schouw
