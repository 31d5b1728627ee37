// SPDX-License-Identifier: EUPL-1.2
// What a line must tell (BIO2 8.15.01) and does not: cells that are empty, and columns that the log
// does not have.
#include "accesslog/detectors.hpp"
#include "accesslog/fields.hpp"

namespace schouw {
namespace {

class Missing : public Detector {
public:
    using Detector::Detector;

    void day(const Day& day) override {
        lines_ += static_cast<long long>(day.entries.size());
        for (const auto& entry : day.entries) ++masks_[entry.missing & (most - 1)];
    }

    // Of the fields that every line must tell.
    void ask(Asking& cluster) override {
        cluster.rows("detect_missing", [&](ReducedRow& row) {
            lines_ += row.number();
            for (std::size_t field = 0; field < field_count; ++field)
                if (field_names().asked[field]) masks_[std::size_t{1} << field] += row.number();
        });
    }

    void close(Month month, std::vector<Fact>& facts) override {
        FactReport report(scene_, month, "missing");
        long long all = 0;
        for (std::size_t field = 0; field < field_count; ++field) {
            if (!field_names().asked[field]) continue;
            long long empty = 0;
            for (std::size_t mask = 0; mask < most; ++mask)
                if ((mask >> field & 1) != 0) empty += masks_[mask];
            if (empty == 0) continue;
            all += empty;
            Fact& fact = report.deviates(
                Subject::field, field,
                100.0 * static_cast<double>(empty) / static_cast<double>(lines_), empty);
            fact.expected = 0;
        }
        report.close(static_cast<double>(all), all, facts);
        masks_.assign(most, 0);
        lines_ = 0;
    }

private:
    static constexpr std::size_t most = 1 << field_count;
    std::vector<long long> masks_ = std::vector<long long>(most);  // by LogEntry::missing
    long long lines_ = 0;
};

}  // namespace

std::unique_ptr<Detector> detect_missing(const Scene& scene) {
    return std::make_unique<Missing>(scene);
}

}  // namespace schouw
