// SPDX-License-Identifier: EUPL-1.2
// Dossiers that a person opened within one clock hour.
#include <algorithm>

#include "accesslog/detectors.hpp"

namespace schouw {
namespace {

class Burst : public Detector {
public:
    using Detector::Detector;

    void day(const Day& day) override {
        for (const auto& user : day.users) {
            if (user.user == 0) continue;
            const auto most = static_cast<std::uint32_t>(highest(day, user));
            Worst& worst = worst_[user.user];
            worst.dossiers = std::max(worst.dossiers, most);
            if (most > static_cast<std::uint32_t>(scene_.limits.burst)) worst.lines += user.lines();
        }
    }

    void ask(Asking& cluster) override {
        if (!scene_.has(Field::user) || !scene_.has(Field::dossier)) return;
        cluster.rows_by_days("detect_burst", [&](ReducedRow& row) {
            Worst& worst = worst_[row.user()];
            worst.dossiers = std::max(worst.dossiers, static_cast<std::uint32_t>(row.number()));
            worst.lines += row.number();
        });
    }

    void close(Month month, std::vector<Fact>& facts) override {
        if (!scene_.has(Field::user) || !scene_.has(Field::dossier))
            return FactReport::unknown(month, "burst", "user, dossier", facts);
        FactReport report(scene_, month, "burst");
        std::uint32_t most = 0;
        long long lines = 0;
        worst_.each([&](std::uint32_t user, const Worst& worst) {
            most = std::max(most, worst.dossiers);
            if (worst.dossiers <= static_cast<std::uint32_t>(scene_.limits.burst)) return;
            lines += worst.lines;
            report.deviates(Subject::user, user, worst.dossiers, worst.lines);
        });
        report.close(most, lines, std::nullopt, static_cast<double>(scene_.limits.burst), facts);
        worst_.clear();
    }

private:
    struct Worst {
        std::uint32_t dossiers = 0;  // in one hour
        long long lines = 0;         // on the days of a burst
    };

    // Entries are in the order of the dossiers: each counts once in an hour.
    static int highest(const Day& day, const UserDay& user) {
        int counts[25] = {};
        std::uint64_t last[25] = {};
        int most = 0;
        for (std::uint32_t i = user.begin; i < user.end; ++i) {
            const LogEntry& entry = day.entries[i];
            if (entry.dossier == 0) continue;
            const std::uint32_t hour = entry.second / 3600;
            if (last[hour] == entry.dossier) continue;
            last[hour] = entry.dossier;
            most = std::max(most, ++counts[hour]);
        }
        return most;
    }

    PerUser<Worst> worst_;
};

}  // namespace

std::unique_ptr<Detector> detect_burst(const Scene& scene) {
    return std::make_unique<Burst>(scene);
}

}  // namespace schouw
