// SPDX-License-Identifier: EUPL-1.2
// Lines of a person in a month against those of others in the same role: far above the median (in
// scaled median deviations, which one extreme does not move), and above mean and standard deviation
// (as the reports of Suwinet have it). Nobody is compared in a role of few people.
#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include "accesslog/detectors.hpp"

namespace schouw {
namespace {

double median(std::vector<double>& values) {
    const std::size_t half = values.size() / 2;
    std::nth_element(values.begin(), values.begin() + static_cast<long>(half), values.end());
    const double upper = values[half];
    if (values.size() % 2 == 1) return upper;
    return (*std::max_element(values.begin(), values.begin() + static_cast<long>(half)) + upper) /
           2;
}

constexpr double scaled_mad = 1.4826;  // a MAD of a normal distribution, as standard deviation

class Volume : public Detector {
public:
    using Detector::Detector;

    void day(const Day& day) override {
        for (const auto& user : day.users) {
            if (user.user == 0) continue;
            // Mostly one role all day.
            std::uint32_t from = user.begin;
            for (std::uint32_t i = user.begin + 1; i <= user.end; ++i) {
                if (i < user.end && day.entries[i].role == day.entries[from].role) continue;
                lines_[static_cast<std::uint64_t>(day.entries[from].role) << 32 | user.user] +=
                    i - from;
                from = i;
            }
        }
    }

    void ask(Asking& cluster) override {
        if (!scene_.has(Field::user)) return;
        cluster.rows("detect_volume", [&](ReducedRow& row) {
            const std::uint32_t user = row.user();
            const std::uint64_t role = row.role(user);
            lines_[role << 32 | user] += row.number();
        });
    }

    void close(Month month, std::vector<Fact>& facts) override {
        std::map<std::uint16_t, std::vector<std::pair<std::uint32_t, double>>> roles;
        double all = 0;
        for (const auto& [key, lines] : lines_) {
            roles[static_cast<std::uint16_t>(key >> 32)].emplace_back(
                static_cast<std::uint32_t>(key), static_cast<double>(lines));
            all += static_cast<double>(lines);
        }
        FactReport robust(scene_, month, "volume");
        FactReport sigma(scene_, month, "volume_sigma");
        for (auto& [role, people] : roles) {
            if (static_cast<long>(people.size()) < scene_.limits.volume_peers) continue;
            judge(people, robust, sigma);
        }
        const auto events = static_cast<long long>(all);
        robust.close(static_cast<double>(lines_.size()), events, facts);
        sigma.close(static_cast<double>(lines_.size()), events, facts);
        lines_.clear();
    }

private:
    using People = std::vector<std::pair<std::uint32_t, double>>;

    void judge(const People& people, FactReport& robust, FactReport& sigma) const {
        std::vector<double> values;
        double sum = 0;
        for (const auto& [user, lines] : people) {
            values.push_back(lines);
            sum += lines;
        }
        // In their order: sums of fractions depend on it, and the order of people means nothing.
        std::sort(values.begin(), values.end());
        const std::vector<double> sorted = values;
        const auto n = static_cast<double>(people.size());
        const double middle = median(values);
        for (auto& value : values) value = std::fabs(value - middle);
        // Half of the role does exactly the same: a line more is no deviation yet.
        const double spread = std::max(median(values) * scaled_mad, std::sqrt(middle));
        const double high = middle + static_cast<double>(scene_.limits.volume_factor) * spread;
        const double mean = sum / n;
        double squares = 0;
        for (const double lines : sorted) squares += (lines - mean) * (lines - mean);
        const double beyond =
            mean + static_cast<double>(scene_.limits.volume_sigma) * std::sqrt(squares / n);
        for (const auto& [user, lines] : people) {
            if (lines < static_cast<double>(scene_.limits.volume_least)) continue;
            if (lines > high) add(robust, user, lines, middle, high);
            if (lines > beyond) add(sigma, user, lines, mean, beyond);
        }
    }

    static void add(FactReport& report, std::uint32_t user, double lines, double expected,
                    double limit) {
        Fact& fact = report.deviates(Subject::user, user, lines, static_cast<long long>(lines));
        fact.expected = expected;
        fact.limit = limit;
    }

    std::unordered_map<std::uint64_t, long long> lines_;  // role and user
};

}  // namespace

std::unique_ptr<Detector> detect_volume(const Scene& scene) {
    return std::make_unique<Volume>(scene);
}

}  // namespace schouw
