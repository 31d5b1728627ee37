// SPDX-License-Identifier: EUPL-1.2
// Lines about a dossier with which the user had nothing to do on that day.
#include "accesslog/detectors.hpp"

namespace schouw {
namespace {

class Relation : public Detector {
public:
    using Detector::Detector;

    void day(const Day& day) override {
        if (!scene_.world.has_relations) return;
        constexpr std::size_t ahead = 16;
        for (std::size_t i = 0; i < day.pairs.size(); ++i) {
            if (i + ahead < day.pairs.size())
                scene_.world.relations.prefetch(scene_.pair(day.pairs[i + ahead]));
            const Pair& pair = day.pairs[i];
            if (scene_.world.relations.holds(scene_.pair(pair), day.date.days)) continue;
            Counts& counts = counts_[pair.user];
            ++counts.dossiers;
            counts.lines += pair.end - pair.begin;
        }
    }

    void ask(Asking& cluster) override {
        if (!scene_.world.has_relations || !scene_.has(Field::user) || !scene_.has(Field::dossier))
            return;
        cluster.rows("detect_relation", [&](ReducedRow& row) {
            Counts& counts = counts_[row.user()];
            counts.dossiers += row.number();
            counts.lines += row.number();
        });
    }

    void close(Month month, std::vector<Fact>& facts) override {
        if (!scene_.world.has_relations || !scene_.has(Field::user) || !scene_.has(Field::dossier))
            return FactReport::unknown(month, "no_relation",
                                       scene_.world.has_relations ? "user, dossier" : "relations",
                                       facts);
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
    PerUser<Counts> counts_;
};

}  // namespace

std::unique_ptr<Detector> detect_relation(const Scene& scene) {
    return std::make_unique<Relation>(scene);
}

}  // namespace schouw
