// SPDX-License-Identifier: EUPL-1.2
// Dossiers seen before the intake, after they were closed, after they had to be gone, and those
// that are flagged (of colleagues, of people in the news).
#include "accesslog/detectors.hpp"

namespace schouw {
namespace {

class DossierDays : public Detector {
public:
    using Detector::Detector;

    void day(const Day& day) override {
        if (!scene_.world.has_dossiers) return;
        for (const auto& pair : day.pairs) {
            const auto found = scene_.world.dossiers.find(pair.dossier);
            if (found == scene_.world.dossiers.end()) continue;
            const DossierTimes& times = found->second;
            const std::int32_t date = day.date.days;
            const bool gone = date > times.keep_until;
            const bool closed = !gone && date > times.until;
            if (date >= times.from && !closed && !gone && !times.flagged) continue;
            Counts& counts = counts_[pair.user];
            const long long lines = pair.end - pair.begin;
            if (date < times.from) counts.before += lines;
            if (closed) counts.closed += lines;
            if (gone) counts.gone += lines;
            if (times.flagged) counts.flagged += lines;
        }
    }

    void ask(Asking& cluster) override {
        if (!scene_.world.has_dossiers || !scene_.has(Field::user) || !scene_.has(Field::dossier))
            return;
        cluster.rows("detect_dossier_times", [&](ReducedRow& row) {
            Counts& counts = counts_[row.user()];
            counts.before += row.number();
            counts.closed += row.number();
            counts.gone += row.number();
            counts.flagged += row.number();
        });
    }

    void close(Month month, std::vector<Fact>& facts) override {
        const bool known =
            scene_.world.has_dossiers && scene_.has(Field::user) && scene_.has(Field::dossier);
        write(month, "before_intake", &Counts::before, known, facts);
        write(month, "after_closing", &Counts::closed, known, facts);
        write(month, "after_retention", &Counts::gone, known && scene_.world.says_keep, facts);
        write(month, "flagged", &Counts::flagged, known && scene_.world.says_flag, facts);
        counts_.clear();
    }

private:
    struct Counts {
        long long before = 0;
        long long closed = 0;
        long long gone = 0;
        long long flagged = 0;
    };

    void write(Month month, const char* detector, long long Counts::*part, bool known,
               std::vector<Fact>& facts) {
        if (!known) return FactReport::unknown(month, detector, "dossiers", facts);
        report_part(scene_, month, detector, counts_, part, facts);
    }

    PerUser<Counts> counts_;
};

}  // namespace

std::unique_ptr<Detector> detect_dossier_times(const Scene& scene) {
    return std::make_unique<DossierDays>(scene);
}

}  // namespace schouw
