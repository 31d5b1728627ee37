// SPDX-License-Identifier: EUPL-1.2
// Where the log is silent: working days without a line, hours of the office day without one in a
// log that has them otherwise, and numbers that are missing between the lowest and the highest.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "accesslog/detectors.hpp"
#include "base/calendar.hpp"

namespace schouw {
namespace {

constexpr long long busy = 8;  // lines in an hour of an ordinary day from which silence is strange

class Gaps : public Detector {
public:
    using Detector::Detector;

    void day(const Day& day) override {
        silence_until(day.date.days);
        if (!day.weekend && !day.holiday) hours_of(day);
        numbers_of(day);
    }

    void ask(Asking& cluster) override {
        cluster.rows("detect_gaps", [&](ReducedRow& row) {
            const auto date = static_cast<std::int32_t>(row.number());
            const auto hour = static_cast<std::size_t>(row.number());
            if (!working_day(Date{date})) return;
            if (hours_.empty() || hours_.back().date != date) hours_.push_back({date, {}});
            hours_.back().lines[hour] += static_cast<std::uint32_t>(row.number());
        });
        for (const auto date : cluster.days()) silence_until(date);
        if (scene_.has(Field::sequence)) ask_numbers(cluster);
    }

    void close(Month month, std::vector<Fact>& facts) override {
        FactReport days(scene_, month, "gap_days");
        const auto mine = [&](std::int32_t date) { return month_of(Date{date}) <= month; };
        long long silent = 0;
        for (const auto date : silent_)
            if (mine(date)) {
                ++silent;
                days.deviates(Subject::day, static_cast<std::uint64_t>(date), 1, 0);
            }
        std::erase_if(silent_, mine);
        days.close(static_cast<double>(silent), 0, facts);
        close_hours(month, facts);
        if (!scene_.has(Field::sequence)) {
            FactReport::unknown(month, "gap_sequence", "sequence", facts);
        } else {
            FactReport numbers(scene_, month, "gap_sequence");
            for (const auto& [date, missing] : missing_)
                numbers.deviates(Subject::day, static_cast<std::uint64_t>(date),
                                 static_cast<double>(missing), 0);
            numbers.close(static_cast<double>(lost_), 0, facts);
        }
        missing_.clear();
        lost_ = 0;
    }

private:
    struct Hours {
        std::int32_t date = 0;
        std::array<std::uint32_t, 25> lines{};
    };

    void silence_until(std::int32_t today) {
        if (last_)
            for (std::int32_t date = *last_ + 1; date < today; ++date)
                if (working_day(Date{date})) silent_.push_back(date);
        last_ = today;
    }

    void hours_of(const Day& day) {
        Hours hours;
        hours.date = day.date.days;
        for (const auto& entry : day.entries) ++hours.lines[entry.second / 3600];
        hours_.push_back(hours);
    }

    // An hour is silent when it has no line, and the median of that hour over the month is busy.
    void close_hours(Month month, std::vector<Fact>& facts) {
        FactReport report(scene_, month, "gap_hours");
        long long silent = 0;
        std::vector<long long> of_day(hours_.size());
        for (std::size_t hour = 9; hour < 17; ++hour) {
            std::vector<std::uint32_t> lines;
            for (const auto& day : hours_) lines.push_back(day.lines[hour]);
            if (lines.empty()) continue;
            std::nth_element(lines.begin(), lines.begin() + static_cast<long>(lines.size() / 2),
                             lines.end());
            if (lines[lines.size() / 2] < busy) continue;
            for (std::size_t i = 0; i < hours_.size(); ++i)
                if (hours_[i].lines[hour] == 0) ++of_day[i];
        }
        for (std::size_t i = 0; i < hours_.size(); ++i) {
            if (of_day[i] == 0) continue;
            silent += of_day[i];
            report.deviates(Subject::day, static_cast<std::uint64_t>(hours_[i].date),
                            static_cast<double>(of_day[i]), 0);
        }
        report.close(static_cast<double>(silent), 0, facts);
        hours_.clear();
    }

    // Numbers that lack between the highest of the days before and the highest of this one. A log
    // that starts counting anew has no gap there.
    void numbers_of(const Day& day) {
        std::int64_t before = highest_;
        long long missing = 0;
        for (const auto& line : day.numbered) {
            if (line.sequence == INT64_MIN) continue;
            if (before != INT64_MIN && line.sequence > before + 1)
                missing += line.sequence - before - 1;
            before = std::max(before, line.sequence);
        }
        // A day whose numbers all lie below is a new count.
        if (!day.numbered.empty() && before == highest_) before = day.numbered.back().sequence;
        highest_ = before;
        lose(day.date.days, missing);
    }

    // The same from the lowest and highest number of each day and how many there are: numbers above
    // the highest of the day before count, and are counted anew where a day also has lower ones.
    void ask_numbers(Asking& cluster) {
        struct Numbers {
            std::int64_t lowest = 0;
            std::int64_t highest = 0;
            std::int64_t different = 0;
        };
        std::map<std::int32_t, Numbers> numbers;
        cluster.rows_by_days("detect_gaps_numbers", [&](ReducedRow& row) {
            const auto date = static_cast<std::int32_t>(row.number());
            Numbers& of_day = numbers[date];
            of_day.lowest = row.number();
            of_day.highest = row.number();
            of_day.different = row.number();
        });
        std::map<std::int32_t, std::int64_t> before;
        std::string mixed;
        for (const auto date : cluster.days()) {
            before[date] = highest_;
            const auto found = numbers.find(date);
            highest_ = found == numbers.end() ? INT64_MIN : found->second.highest;
            if (found == numbers.end() || before[date] < found->second.lowest ||
                before[date] >= found->second.highest)
                continue;
            mixed += (mixed.empty() ? "" : " OR ") +
                     fmt::format("({{day}} = {} AND {{sequence}} > {})", date, before[date]);
        }
        if (!mixed.empty())
            cluster.rows("detect_gaps_above",
                         [&](ReducedRow& row) {
                             const auto date = static_cast<std::int32_t>(row.number());
                             numbers[date].different = row.number();
                         },
                         {{"above", mixed}});
        for (const auto& [date, of_day] : numbers) {
            const std::int64_t from = before[date];
            if (from == INT64_MIN)
                lose(date, of_day.highest - of_day.lowest + 1 - of_day.different);
            else if (from < of_day.highest)
                lose(date, of_day.highest - from - of_day.different);
        }
    }

    void lose(std::int32_t date, long long missing) {
        if (missing == 0) return;
        missing_.emplace_back(date, missing);
        lost_ += missing;
    }

    std::optional<std::int32_t> last_;
    std::vector<std::int32_t> silent_;
    std::vector<Hours> hours_;
    std::int64_t highest_ = INT64_MIN;
    std::vector<std::pair<std::int32_t, long long>> missing_;
    long long lost_ = 0;
};

}  // namespace

std::unique_ptr<Detector> detect_gaps(const Scene& scene) { return std::make_unique<Gaps>(scene); }

}  // namespace schouw
