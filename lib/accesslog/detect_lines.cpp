// SPDX-License-Identifier: EUPL-1.2
// How much log there is: lines, people, days. Deviates never; what cannot be counted is
// unknown.
#include "accesslog/detectors.hpp"

namespace schouw {
namespace {

class Lines : public Detector {
public:
    using Detector::Detector;
    void day(const Day& day) override {
        lines_ += static_cast<long long>(day.entries.size());
        days_ += day.entries.empty() ? 0 : 1;
        for (const auto& user : day.users)
            if (user.user != 0) seen_[user.user] = true;
    }
    void ask(Asking& cluster) override {
        days_ += static_cast<long long>(cluster.days().size());
        cluster.rows("detect_lines", [&](ReducedRow& row) {
            if (const std::uint32_t user = row.user(); user != 0) seen_[user] = true;
            lines_ += row.number();
        });
    }
    void close(Month month, std::vector<Fact>& facts) override {
        long long people = 0;
        seen_.each([&](std::uint32_t, bool seen) { people += seen ? 1 : 0; });
        FactReport(scene_, month, "lines").close(static_cast<double>(people), lines_, facts);
        FactReport(scene_, month, "days").close(static_cast<double>(days_), lines_, facts);
        lines_ = 0;
        days_ = 0;
        seen_.clear();
    }

private:
    struct Seen {
        bool value = false;
        Seen& operator=(bool seen) {
            value = seen;
            return *this;
        }
        operator bool() const { return value; }
    };
    long long lines_ = 0;
    long long days_ = 0;
    PerUser<Seen> seen_;
};

}  // namespace

std::unique_ptr<Detector> detect_lines(const Scene& scene) {
    return std::make_unique<Lines>(scene);
}

}  // namespace schouw
