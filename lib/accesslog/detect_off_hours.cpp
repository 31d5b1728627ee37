// SPDX-License-Identifier: EUPL-1.2
// Lines outside the office day: in the evening and at night, in the weekend, on public holidays.
#include "accesslog/detectors.hpp"

namespace schouw {
namespace {

class OffHours : public Detector {
public:
    using Detector::Detector;

    void day(const Day& day) override {
        const auto from = static_cast<std::uint32_t>(scene_.limits.day_from * 3600);
        const auto until = static_cast<std::uint32_t>(scene_.limits.day_until * 3600);
        for (const auto& user : day.users) {
            long long evening = 0;
            for (std::uint32_t i = user.begin; i < user.end; ++i)
                evening += day.entries[i].second < from || day.entries[i].second >= until ? 1 : 0;
            const bool free = day.weekend || day.holiday;
            if (evening == 0 && !free) continue;
            Counts& counts = counts_[user.user];
            counts.evening += evening;
            if (day.weekend) counts.weekend += user.lines();
            if (day.holiday) counts.holiday += user.lines();
        }
    }

    void ask(Asking& cluster) override {
        cluster.rows("detect_off_hours", [&](ReducedRow& row) {
            Counts& counts = counts_[row.user()];
            counts.evening += row.number();
            counts.weekend += row.number();
            counts.holiday += row.number();
        });
    }

    void close(Month month, std::vector<Fact>& facts) override {
        write(month, "evening", &Counts::evening, facts);
        write(month, "weekend", &Counts::weekend, facts);
        write(month, "holiday", &Counts::holiday, facts);
        counts_.clear();
    }

private:
    struct Counts {
        long long evening = 0;
        long long weekend = 0;
        long long holiday = 0;
    };

    void write(Month month, const char* detector, long long Counts::*part,
               std::vector<Fact>& facts) {
        FactReport report(scene_, month, detector);
        long long lines = 0;
        counts_.each([&](std::uint32_t user, const Counts& counts) {
            lines += counts.*part;
            if (user != 0 && counts.*part > scene_.limits.off_hours)
                report.deviates(Subject::user, user, static_cast<double>(counts.*part),
                                counts.*part);
        });
        report.close(static_cast<double>(lines), lines, std::nullopt,
                     static_cast<double>(scene_.limits.off_hours), facts);
    }

    PerUser<Counts> counts_;
};

}  // namespace

std::unique_ptr<Detector> detect_off_hours(const Scene& scene) {
    return std::make_unique<OffHours>(scene);
}

}  // namespace schouw
