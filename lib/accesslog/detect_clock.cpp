// SPDX-License-Identifier: EUPL-1.2
// A clock that goes back while the numbers of the lines go on, and moments that are still to come.
#include <algorithm>

#include "accesslog/detectors.hpp"
#include "base/calendar.hpp"

namespace schouw {
namespace {

class Clock_ : public Detector {
public:
    using Detector::Detector;

    void day(const Day& day) override {
        jumps_of(day);
        const std::int64_t local = local_now();
        const std::int64_t midnight = static_cast<std::int64_t>(day.date.days) * 86'400;
        if (midnight + 90'000 < local) return;
        long long ahead = 0;
        for (const auto& entry : day.entries) ahead += midnight + entry.second > local ? 1 : 0;
        if (ahead > 0) future_.emplace_back(day.date.days, ahead);
    }

    // Numbers that follow each other with a moment that goes back: only there can a jump begin, and
    // the lines between raise the latest moment to the one before the step.
    void ask(Asking& cluster) override {
        if (scene_.has(Field::sequence)) {
            std::optional<std::int32_t> date;
            Jumps jumps;
            const auto end_of_day = [&] {
                if (date && jumps.count > 0) jumps_.emplace_back(*date, jumps.count);
                jumps = {};
            };
            cluster.rows_by_days("detect_clock", [&](ReducedRow& row) {
                const auto today = static_cast<std::int32_t>(row.number());
                if (date != today) end_of_day();
                date = today;
                jumps.take(row.number(), scene_.limits.clock_seconds);
                jumps.take(row.number(), scene_.limits.clock_seconds);
            });
            end_of_day();
        }
        cluster.rows("detect_clock_future",
                     [&](ReducedRow& row) {
                         const auto date = static_cast<std::int32_t>(row.number());
                         future_.emplace_back(date, row.number());
                     },
                     {{"now", std::to_string(local_now())}});
    }

    void close(Month month, std::vector<Fact>& facts) override {
        if (!scene_.has(Field::sequence))
            FactReport::unknown(month, "clock", "sequence", facts);
        else
            write(month, "clock", jumps_, facts);
        write(month, "future", future_, facts);
        jumps_.clear();
        future_.clear();
    }

private:
    using PerDay = std::vector<std::pair<std::int32_t, long long>>;

    // Lines of a day by number: the moment may not go back more than the limit.
    struct Jumps {
        long long count = 0;
        std::int64_t latest = INT64_MIN;
        void take(std::int64_t utc, long limit) {
            if (latest != INT64_MIN && utc + limit < latest) {
                ++count;
                latest = utc;
            }
            latest = std::max(latest, utc);
        }
    };

    void jumps_of(const Day& day) {
        Jumps jumps;
        for (const auto& line : day.numbered)
            if (line.sequence != INT64_MIN) jumps.take(line.utc, scene_.limits.clock_seconds);
        if (jumps.count > 0) jumps_.emplace_back(day.date.days, jumps.count);
    }

    std::int64_t local_now() const { return scene_.now + amsterdam_offset(scene_.now); }

    void write(Month month, const char* detector, const PerDay& days, std::vector<Fact>& facts) {
        FactReport report(scene_, month, detector);
        long long all = 0;
        for (const auto& [date, times] : days) {
            all += times;
            report.deviates(Subject::day, static_cast<std::uint64_t>(date),
                            static_cast<double>(times), times);
        }
        report.close(static_cast<double>(all), all, facts);
    }

    PerDay jumps_;
    PerDay future_;
};

}  // namespace

std::unique_ptr<Detector> detect_clock(const Scene& scene) {
    return std::make_unique<Clock_>(scene);
}

}  // namespace schouw
