// SPDX-License-Identifier: EUPL-1.2
// Processing activities that lines name and the register of processing does not know.
#include "accesslog/detectors.hpp"

namespace schouw {
namespace {

class Activity : public Detector {
public:
    using Detector::Detector;

    void day(const Day& day) override {
        for (const auto& entry : day.entries)
            if (entry.is(LogEntry::unknown_activity)) ++lines_of(entry.activity);
    }

    void ask(Asking& cluster) override {
        if (!scene_.has(Field::activity) || !scene_.world.has_activities) return;
        cluster.rows("detect_activity", [&](ReducedRow& row) {
            const std::uint16_t activity = row.activity();
            if (!cluster.knows_activity(activity)) lines_of(activity) += row.number();
        });
    }

    void close(Month month, std::vector<Fact>& facts) override {
        if (!scene_.has(Field::activity) || !scene_.world.has_activities)
            return FactReport::unknown(
                month, "activity", scene_.has(Field::activity) ? "processing" : "activity", facts);
        FactReport report(scene_, month, "activity");
        long long lines = 0;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (lines_[i] == 0) continue;
            lines += lines_[i];
            report.deviates(Subject::activity, i, static_cast<double>(lines_[i]), lines_[i]);
        }
        report.close(static_cast<double>(lines), lines, facts);
        lines_.clear();
    }

private:
    long long& lines_of(std::uint16_t activity) {
        if (activity >= lines_.size()) lines_.resize(activity + 64U);
        return lines_[activity];
    }

    std::vector<long long> lines_;  // by activity
};

}  // namespace

std::unique_ptr<Detector> detect_activity(const Scene& scene) {
    return std::make_unique<Activity>(scene);
}

}  // namespace schouw
