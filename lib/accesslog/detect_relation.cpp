// SPDX-License-Identifier: EUPL-1.2
// Lines about a dossier with which the user had nothing to do on that day: it was not assigned to
// the user, and is not of the user's team or district.
#include <algorithm>

#include "accesslog/detectors.hpp"

namespace schouw {
namespace {

class Relation : public Detector {
public:
    using Detector::Detector;

    void day(const Day& day) override {
        if (!scene_.world.knows_relations()) return;
        constexpr std::size_t ahead = 16;
        for (std::size_t i = 0; i < day.pairs.size(); ++i) {
            if (i + ahead < day.pairs.size())
                scene_.world.relations.prefetch(scene_.pair(day.pairs[i + ahead]));
            const Pair& pair = day.pairs[i];
            if (scene_.world.relations.holds(scene_.pair(pair), day.date.days)) continue;
            if (scene_.world.says_area && of_area(pair.user, scene_.world.area_of(pair.dossier)))
                continue;
            Counts& counts = counts_[pair.user];
            ++counts.dossiers;
            counts.lines += pair.end - pair.begin;
        }
    }

    void ask(Asking& cluster) override {
        if (!scene_.world.knows_relations() || !scene_.has(Field::user) ||
            !scene_.has(Field::dossier))
            return;
        cluster.rows("detect_relation", [&](ReducedRow& row) {
            const std::uint32_t user = row.user();
            const auto area = static_cast<std::uint32_t>(row.number());
            if (scene_.world.says_area && of_area(user, area)) return;
            Counts& counts = counts_[user];
            counts.dossiers += row.number();
            counts.lines += row.number();
        });
    }

    void close(Month month, std::vector<Fact>& facts) override {
        if (!scene_.world.knows_relations() || !scene_.has(Field::user) ||
            !scene_.has(Field::dossier))
            return FactReport::unknown(
                month, "no_relation",
                scene_.world.knows_relations() ? "user, dossier" : "relations", facts);
        FactReport report(scene_, month, "no_relation");
        long long lines = 0;
        counts_.each([&](std::uint32_t user, const Counts& counts) {
            if (counts.lines == 0) return;
            lines += counts.lines;
            report.deviates(Subject::user, user, static_cast<double>(counts.dossiers),
                            counts.lines);
        });
        report.close(static_cast<double>(lines), lines, facts);
        counts_.clear();
    }

private:
    struct Counts {
        long long dossiers = 0;  // on each day anew
        long long lines = 0;
    };
    // The user works for the team or in the district that the dossier belongs to.
    bool of_area(std::uint32_t user, std::uint32_t area) const {
        const Account* account = area == 0 ? nullptr : scene_.account(user);
        return account != nullptr && std::find(account->areas.begin(), account->areas.end(),
                                               area) != account->areas.end();
    }
    PerUser<Counts> counts_;
};

}  // namespace

std::unique_ptr<Detector> detect_relation(const Scene& scene) {
    return std::make_unique<Relation>(scene);
}

}  // namespace schouw
