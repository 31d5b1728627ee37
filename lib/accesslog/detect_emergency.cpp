// SPDX-License-Identifier: EUPL-1.2
// Emergency access to a dossier that nobody judged afterwards: no line of that kind about the same
// dossier on that day or within the days of the limit. It counts in the month in which the term
// ends.
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "accesslog/detectors.hpp"

namespace schouw {
namespace {

class Emergency : public Detector {
public:
    using Detector::Detector;

    void day(const Day& day) override {
        expire(day.date.days);
        std::unordered_set<std::uint64_t> judged;
        for (const auto& entry : day.entries)
            if (entry.act == Act::follow_up) judged.insert(entry.dossier);
        if (!judged.empty())
            std::erase_if(open_, [&](const Open& one) { return judged.contains(one.dossier); });
        for (const auto& user : day.users) {
            long long lines = 0;
            std::uint64_t last = 0;
            for (std::uint32_t i = user.begin; i < user.end; ++i) {
                const Entry& entry = day.entries[i];
                if (entry.act != Act::emergency) continue;
                ++all_;
                if (judged.contains(entry.dossier)) continue;
                if (lines == 0 || last != entry.dossier)
                    open_.push_back({day.date.days, user.user, entry.dossier});
                last = entry.dossier;
                ++lines;
            }
        }
    }

    void close(Month month, std::vector<Fact>& facts) override {
        if (!scene_.has(Field::action))
            Report::unknown(month, "emergency", "action", facts);
        else
            write(month, facts);
    }

    // Whose term has not ended is not late.
    void end(std::vector<Fact>&) override { open_.clear(); }

private:
    struct Open {
        std::int32_t day;
        std::uint32_t user;
        std::uint64_t dossier;
    };

    void expire(std::int32_t today) {
        std::erase_if(open_, [&](const Open& one) {
            if (one.day + scene_.limits.emergency_days >= today) return false;
            ++late_[one.user];
            return true;
        });
    }

    void write(Month month, std::vector<Fact>& facts) {
        Report report(scene_, month, "emergency");
        for (const auto& [user, times] : late_)
            if (user != 0) report.deviates(Subject::user, user, static_cast<double>(times), times);
        report.close(static_cast<double>(all_), all_, facts);
        late_.clear();
        all_ = 0;
    }

    std::vector<Open> open_;
    std::map<std::uint32_t, long long> late_;
    long long all_ = 0;
};

}  // namespace

std::unique_ptr<Detector> detect_emergency(const Scene& scene) {
    return std::make_unique<Emergency>(scene);
}

}  // namespace schouw
