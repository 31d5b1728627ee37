// SPDX-License-Identifier: EUPL-1.2
#include "accesslog/facts_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/csv_text.hpp"
#include "base/file.hpp"
#include "intake/csv.hpp"

namespace schouw {
namespace fs = std::filesystem;
namespace {

// The columns of the file; the register has them under the same names.
const std::vector<const char*> columns = {
    "fact_id",  "log",          "system_id", "period",     "period_from", "period_until",
    "detector", "subject_kind", "subject",   "value",      "expected",    "limit_value",
    "events",   "deviations",   "left_out",  "unknown_why"};
constexpr std::size_t log_cell = 1;
constexpr std::size_t period_cell = 3;
constexpr std::size_t detector_cell = 6;
constexpr std::size_t kind_cell = 7;
constexpr std::size_t events_cell = 12;

using Cells = std::vector<std::string>;
// Log and period → its rows.
using Periods = std::map<std::pair<std::string, std::string>, std::vector<Cells>>;

std::string number(double value) {
    if (value == std::floor(value) && std::fabs(value) < 1e15)
        return fmt::format("{}", static_cast<long long>(value));
    return fmt::format("{:.2f}", value);
}

std::string number(const std::optional<double>& value) { return value ? number(*value) : ""; }

std::string first_day(const Analysis& analysis, Month month) {
    if (month == whole_log) return iso(amsterdam_day(analysis.totals.first));
    return iso(*make_date(month / 12, month % 12 + 1, 1));
}

std::string last_day(const Analysis& analysis, Month month) {
    if (month == whole_log) return iso(amsterdam_day(analysis.totals.last));
    const int number_of_month = month % 12 + 1;
    return iso(
        *make_date(month / 12, number_of_month, last_day_of_month(month / 12, number_of_month)));
}

Cells row_of(const LogConfig& log, const Analysis& analysis, const NamedFact& named) {
    const Fact& fact = named.fact;
    const bool dated = analysis.totals.accepted > 0;
    return {fact_id(log.name, named),
            log.name,
            log.system_id.empty() ? "n.v.t." : log.system_id,
            period_word(fact.month),
            dated ? first_day(analysis, fact.month) : "",
            dated ? last_day(analysis, fact.month) : "",
            fact.detector,
            subject_words[static_cast<std::size_t>(fact.kind)],
            named.subject.empty() ? "n.v.t." : named.subject,
            number(fact.value),
            number(fact.expected),
            number(fact.limit),
            std::to_string(fact.events),
            fact.deviations ? std::to_string(*fact.deviations) : "",
            std::to_string(fact.left_out),
            fact.unknown.empty() ? "n.v.t." : fact.unknown};
}

// What the file says now; nothing when it is absent. A file of another make is not kept.
Periods read_facts(const fs::path& file) {
    Periods periods;
    if (!fs::exists(file)) return periods;
    DialectWish wish;
    wish.delimiter = ";";
    CsvReader reader(file, file.string(), wish, false);
    Row row;
    if (!reader.next(row) || row.cells.size() != columns.size()) return periods;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (row.cells[i] != columns[i]) return periods;
    while (reader.next(row)) {
        if (row.cells.size() != columns.size()) continue;
        Cells cells(row.cells.begin(), row.cells.end());
        periods[{cells[log_cell], cells[period_cell]}].push_back(std::move(cells));
    }
    return periods;
}

// The lines of a period, as its own fact tells.
long long lines_of(const std::vector<Cells>& rows) {
    for (const auto& row : rows)
        if (row[detector_cell] == "lines" && row[kind_cell] == "log")
            return std::strtoll(row[events_cell].c_str(), nullptr, 10);
    return 0;
}

bool is_unread(const Cells& row) { return row[detector_cell] == "unread"; }

// A log that could not be reached: what is known of it stays, and it is said.
bool only_unread(const std::vector<Cells>& rows) {
    return std::all_of(rows.begin(), rows.end(), is_unread);
}

std::string text_of(const Periods& periods) {
    std::string text;
    const auto add = [&](const auto& cells) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (i > 0) text += ';';
            append_csv_cell(text, cells[i]);
        }
        text += "\r\n";
    };
    add(columns);
    for (const auto& [period, rows] : periods)
        for (const auto& row : rows) add(row);
    return text;
}

}  // namespace

std::string period_word(Month month) {
    if (month == whole_log) return "all";
    return fmt::format("{:04}-{:02}", month / 12, month % 12 + 1);
}

std::string fact_id(const std::string& log, const NamedFact& fact) {
    std::string id = log + "/" + period_word(fact.fact.month) + "/" + fact.fact.detector;
    if (!fact.subject.empty()) id += "/" + fact.subject;
    return id;
}

std::vector<KeptMonth> write_facts(const fs::path& file, const std::vector<LogFacts>& logs,
                                   bool replace) {
    Periods periods = read_facts(file);
    std::vector<KeptMonth> kept;
    for (const auto& [log, analysis] : logs) {
        Periods fresh;
        for (const auto& fact : analysis->facts)
            fresh[{log->name, period_word(fact.fact.month)}].push_back(
                row_of(*log, *analysis, fact));
        for (auto& [period, rows] : fresh) {
            const auto before = periods.find(period);
            if (only_unread(rows) && before != periods.end()) {
                std::erase_if(before->second, is_unread);
                before->second.insert(before->second.end(), rows.begin(), rows.end());
                continue;
            }
            const long long known = before == periods.end() ? 0 : lines_of(before->second);
            const long long now = lines_of(rows);
            if (known > now && !replace) {
                kept.push_back({log->name, period.second, known, now});
                continue;
            }
            periods[period] = std::move(rows);
        }
    }
    fs::create_directories(file.parent_path());
    write_file(file, text_of(periods));
    return kept;
}

}  // namespace schouw
