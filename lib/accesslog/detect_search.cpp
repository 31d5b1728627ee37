// SPDX-License-Identifier: EUPL-1.2
// Searches by another key than the citizen number: a name, an address, a date of birth.
#include "accesslog/detectors.hpp"

namespace schouw {
namespace {

class Search : public Detector {
public:
    using Detector::Detector;

    void day(const Day& day) override {
        for (const auto& user : day.users) {
            long long lines = 0;
            for (std::uint32_t i = user.begin; i < user.end; ++i)
                lines += day.entries[i].is(LogEntry::other_key) ? 1 : 0;
            if (lines > 0) counts_[user.user].lines += lines;
        }
    }

    void ask(Asking& cluster) override {
        if (!scene_.has(Field::search_key) || !scene_.has(Field::user)) return;
        cluster.rows("detect_search", [&](ReducedRow& row) {
            Counts& counts = counts_[row.user()];
            counts.lines += row.number();
        });
    }

    void close(Month month, std::vector<Fact>& facts) override {
        if (!scene_.has(Field::search_key) || !scene_.has(Field::user))
            return FactReport::unknown(month, "other_key", "search_key", facts);
        FactReport report(scene_, month, "other_key");
        long long lines = 0;
        counts_.each([&](std::uint32_t user, const Counts& counts) {
            lines += counts.lines;
            if (user != 0 && counts.lines > scene_.limits.other_key)
                report.deviates(Subject::user, user, static_cast<double>(counts.lines),
                                counts.lines);
        });
        report.close(static_cast<double>(lines), lines, std::nullopt,
                     static_cast<double>(scene_.limits.other_key), facts);
        counts_.clear();
    }

private:
    struct Counts {
        long long lines = 0;
    };
    PerUser<Counts> counts_;
};

}  // namespace

std::unique_ptr<Detector> detect_search(const Scene& scene) {
    return std::make_unique<Search>(scene);
}

}  // namespace schouw
