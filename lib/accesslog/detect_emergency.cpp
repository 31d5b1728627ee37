// SPDX-License-Identifier: EUPL-1.2
// Emergency access to a dossier that nobody judged afterwards: no line of that kind about the same
// dossier on that day or within the days of the limit. It counts in the month in which the term
// ends.
#include <map>
#include <set>
#include <unordered_set>

#include "accesslog/detectors.hpp"

namespace schouw {
namespace {

class Emergency : public Detector {
public:
    using Detector::Detector;

    void day(const Day& day) override {
        OneDay events;
        for (const auto& entry : day.entries)
            if (entry.act == Act::emergency || entry.act == Act::follow_up)
                events.add(entry.user, entry.dossier, entry.act, 1);
        take(day.date.days, events);
    }

    void ask(Asking& cluster) override {
        if (!scene_.has(Field::action)) return;
        std::map<std::int32_t, OneDay> events;
        cluster.rows("detect_emergency", [&](ReducedRow& row) {
            OneDay& of_day = events[static_cast<std::int32_t>(row.number())];
            const std::uint32_t user = row.user();
            const std::uint64_t dossier = row.dossier();
            const Act act = row.act();
            of_day.add(user, dossier, act, row.number());
        });
        for (const auto date : cluster.days()) take(date, events[date]);
    }

    void close(Month month, std::vector<Fact>& facts) override {
        if (!scene_.has(Field::action))
            FactReport::unknown(month, "emergency", "action", facts);
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

    // What happened on a day: each person and dossier once.
    struct OneDay {
        std::set<std::pair<std::uint32_t, std::uint64_t>> emergencies;
        std::unordered_set<std::uint64_t> judged;
        long long lines = 0;  // of emergencies
        void add(std::uint32_t user, std::uint64_t dossier, Act act, long long times) {
            if (act == Act::follow_up) {
                judged.insert(dossier);
                return;
            }
            lines += times;
            emergencies.emplace(user, dossier);
        }
    };

    void take(std::int32_t date, const OneDay& events) {
        expire(date);
        const auto judged = [&](const Open& one) { return events.judged.contains(one.dossier); };
        if (!events.judged.empty()) std::erase_if(open_, judged);
        all_ += events.lines;
        for (const auto& [user, dossier] : events.emergencies)
            if (const Open one{date, user, dossier}; !judged(one)) open_.push_back(one);
    }

    void expire(std::int32_t today) {
        std::erase_if(open_, [&](const Open& one) {
            if (one.day + scene_.limits.emergency_days >= today) return false;
            ++late_[one.user];
            return true;
        });
    }

    void write(Month month, std::vector<Fact>& facts) {
        FactReport report(scene_, month, "emergency");
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
