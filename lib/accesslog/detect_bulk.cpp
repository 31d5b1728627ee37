// SPDX-License-Identifier: EUPL-1.2
// Prints and exports of a person on one day.
#include <algorithm>

#include "accesslog/detectors.hpp"

namespace schouw {
namespace {

class Bulk : public Detector {
public:
    using Detector::Detector;

    void day(const Day& day) override {
        for (const auto& user : day.users) {
            long long lines = 0;
            for (std::uint32_t i = user.begin; i < user.end; ++i)
                lines +=
                    day.entries[i].act == Act::print || day.entries[i].act == Act::export_ ? 1 : 0;
            if (lines == 0) continue;
            Counts& counts = counts_[user.user];
            counts.lines += lines;
            counts.most = std::max(counts.most, lines);
        }
    }

    void ask(Asking& cluster) override {
        if (!scene_.has(Field::action) || !scene_.has(Field::user)) return;
        cluster.rows("detect_bulk", [&](ReducedRow& row) {
            Counts& counts = counts_[row.user()];
            counts.lines += row.number();
            counts.most = std::max<long long>(counts.most, row.number());
        });
    }

    void close(Month month, std::vector<Fact>& facts) override {
        if (!scene_.has(Field::action) || !scene_.has(Field::user))
            return FactReport::unknown(month, "bulk", "action, user", facts);
        FactReport report(scene_, month, "bulk");
        long long lines = 0;
        counts_.each([&](std::uint32_t user, const Counts& counts) {
            lines += counts.lines;
            if (user != 0 && counts.most > scene_.limits.bulk)
                report.deviates(Subject::user, user, static_cast<double>(counts.most),
                                counts.lines);
        });
        report.close(static_cast<double>(lines), lines, std::nullopt,
                     static_cast<double>(scene_.limits.bulk), facts);
        counts_.clear();
    }

private:
    struct Counts {
        long long lines = 0;
        long long most = 0;  // on one day
    };
    PerUser<Counts> counts_;
};

}  // namespace

std::unique_ptr<Detector> detect_bulk(const Scene& scene) { return std::make_unique<Bulk>(scene); }

}  // namespace schouw
