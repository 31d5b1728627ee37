// SPDX-License-Identifier: EUPL-1.2
#include "accesslog/pushdown.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/calendar.hpp"
#include "base/file.hpp"

namespace schouw {
namespace {

// From how many lines on a query goes over fewer days, or fewer dossiers, at a time: what a server
// keeps of them meanwhile is 16 to 50 bytes a line.
constexpr long long most_of_days = 20'000'000;
constexpr long long most_of_parts = 50'000'000;

[[noreturn]] void unexpected(const std::string& cell) {
    fail(Exit::io, "logs.cluster_unexpected", {{"cell", std::to_string(cell.size())}});
}

}  // namespace

std::int64_t begin_of(std::int32_t day) {
    LocalTime how{};
    return utc_of_amsterdam(static_cast<std::int64_t>(day) * 86'400, how);
}

const std::string& ReducedRow::text() {
    if (next_ >= cells_.size()) fail(Exit::io, "logs.cluster_cut_off");
    return cells_[next_++];
}

std::int64_t ReducedRow::number() {
    const std::string& cell = text();
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc() || end != cell.data() + cell.size()) unexpected(cell);
    return value;
}

std::uint32_t ReducedRow::user() {
    const std::string& user = text();
    return user.empty() ? 0 : names_.numbers.number(user, names_.users);
}

std::uint64_t ReducedRow::dossier() {
    const std::string& dossier = text();
    return dossier.empty() ? 0 : keyed_hash(names_.key, dossier);
}

std::uint16_t ReducedRow::role(std::uint32_t user) {
    const std::string& role = text();
    if (role.empty()) return names_.numbers.role(user);
    return static_cast<std::uint16_t>(names_.names.roles.number(role));
}

// 0 for an empty text.
std::uint16_t ReducedRow::group(Names& names) {
    const std::string& name = text();
    return name.empty() ? std::uint16_t{0} : static_cast<std::uint16_t>(names.number(name));
}

std::uint16_t ReducedRow::employer() { return group(names_.names.employers); }
std::uint16_t ReducedRow::team() { return group(names_.names.teams); }
std::uint16_t ReducedRow::activity() { return group(names_.names.activities); }

Act ReducedRow::act() { return act_of(text(), names_.log.actions); }

Pushdown::Pushdown(Cluster& cluster, const LineSql& lines, ClusterNames& names,
                   const Limits& limits)
    : cluster_(cluster), lines_(lines), names_(names) {
    for (const auto& [name, value] : limit_values(limits))
        words_["limit_" + name] = std::to_string(value);
    words_["weekend"] = "modulo({day} + 70000003, 7) >= 5";
    std::string missing;
    for (std::size_t field = 0; field < field_count; ++field) {
        if (!field_names().asked[field]) continue;
        const bool always = field == at(Field::moment) || field == at(Field::sequence);
        missing += always ? ", 0" : fmt::format(", sum({{{}}} = '')", field_words[field]);
    }
    words_["missing"] = missing;
}

void Pushdown::over(const DayLines& days, Stretch stretch) {
    lines_of_ = days;
    stretch_ = stretch;
    days_.clear();
    std::string holidays;
    for (const auto& [day, lines] : days) {
        days_.push_back(day);
        if (public_holiday(Date{day}))
            holidays += (holidays.empty() ? "" : ", ") + std::to_string(day);
    }
    words_["holiday"] = holidays.empty() ? "0" : "{day} IN (" + holidays + ")";
}

const std::string& Pushdown::text_of(const std::string& query) {
    std::string& text = files_[query];
    if (text.empty()) text = read_file(data_folder() / "accesslog" / (query + ".sql"), 65'536);
    return text;
}

void Pushdown::run(const char* query, const Stretch& stretch, const Each& each,
                   LineSql::Words given) {
    given.insert(words_.begin(), words_.end());
    const std::string sql = lines_.fill(text_of(query), stretch, given);
    std::map<std::string, SentTable> tables;
    for (const auto& [name, rows] : tables_)
        if (sql.find(name) != sql.npos) tables[name] = rows;
    cluster_.rows(sql, tables, [&](std::span<const std::string> cells) {
        ReducedRow row(cells, names_);
        each(row);
    });
}

void Pushdown::rows(const char* query, const Each& each, const Given& given) {
    run(query, stretch_, each, {given.begin(), given.end()});
}

void Pushdown::rows_by_days(const char* query, const Each& each) {
    std::int64_t from = stretch_.from;
    long long lines = 0;
    for (const auto& [day, of_day] : lines_of_) {
        if (lines > 0 && lines + of_day > most_of_days) {
            run(query, {from, begin_of(day)}, each, {});
            from = begin_of(day);
            lines = 0;
        }
        lines += of_day;
    }
    run(query, {from, stretch_.until}, each, {});
}

void Pushdown::rows_by_parts(const char* query, const Each& each) {
    long long lines = 0;
    for (const auto& [day, of_day] : lines_of_) lines += of_day;
    const long long parts = 1 + lines / most_of_parts;
    for (long long part = 0; part < parts; ++part)
        run(query, stretch_, each,
            {{"part",
              parts == 1 ? "1" : fmt::format("cityHash64({{dossier}}) % {} = {}", parts, part)}});
}

bool Pushdown::knows_activity(std::uint16_t activity) const {
    const std::string& text = names_.names.activities.text(activity);
    return !text.empty() && names_.world.knows_activity(text);
}

}  // namespace schouw
