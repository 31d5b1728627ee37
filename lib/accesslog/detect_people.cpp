// SPDX-License-Identifier: EUPL-1.2
// How many people looked at one dossier in a month.
#include <algorithm>

#include "accesslog/detectors.hpp"

namespace schouw {
namespace {

class HashSet {
public:
    void add(std::uint64_t hash) {
        if ((size_ + 1) * 2 > slots_.size()) grow();
        std::uint64_t* const slot = place(hash);
        if (*slot == hash) return;
        *slot = hash;
        ++size_;
    }
    std::size_t size() const { return size_; }

private:
    std::uint64_t* place(std::uint64_t hash) {
        const std::size_t mask = slots_.size() - 1;
        std::size_t i = hash & mask;
        while (slots_[i] != 0 && slots_[i] != hash) i = (i + 1) & mask;
        return &slots_[i];
    }
    void grow() {
        std::vector<std::uint64_t> old(std::max<std::size_t>(1024, slots_.size() * 2));
        old.swap(slots_);
        for (const auto hash : old)
            if (hash != 0) *place(hash) = hash;
    }
    std::vector<std::uint64_t> slots_;
    std::size_t size_ = 0;
};

// Dossiers, and pairs of person and dossier, of one month: open addressing, keys are hashes.
class People : public Detector {
public:
    using Detector::Detector;

    void day(const Day& day) override {
        for (const auto& pair : day.pairs) pending_.push_back({scene_.pair(pair), pair.dossier});
        if (pending_.size() > batch) drain();
        // Lines that do not say who: a dossier was looked at all the same.
        if (day.users.empty() || day.users.front().user != 0) return;
        drain();
        for (std::uint32_t i = day.users.front().begin; i < day.users.front().end; ++i)
            if (day.entries[i].dossier != 0) people_of(day.entries[i].dossier);
    }

    // One row sums up the dossiers that few people saw; the others have a row each.
    void ask(Asking& cluster) override {
        if (!scene_.has(Field::user) || !scene_.has(Field::dossier)) return;
        drain();
        cluster.rows_by_parts("detect_people", [&](ReducedRow& row) {
            const std::uint64_t dossier = row.dossier();
            const long long dossiers = row.number();
            const long long people = row.number();
            const auto most = static_cast<std::uint32_t>(row.number());
            if (dossier != 0) {
                people_of(dossier) = most;
                return;
            }
            few_.dossiers += dossiers;
            few_.people += people;
            few_.most = std::max(few_.most, most);
        });
    }

    void ask_whole(Asking& cluster) override {
        if (!scene_.has(Field::dossier)) return;
        cluster.rows("detect_people_whole",
                     [&](ReducedRow& row) { whole_ = static_cast<std::size_t>(row.number()); });
    }

    void close(Month month, std::vector<Fact>& facts) override {
        drain();
        if (!scene_.has(Field::user) || !scene_.has(Field::dossier)) {
            FactReport::unknown(month, "people_per_dossier", "user, dossier", facts);
        } else {
            FactReport report(scene_, month, "people_per_dossier");
            auto [dossiers, people, most] = few_;
            for (const auto& one : dossiers_) {
                if (one.dossier == 0) continue;
                ++dossiers;
                people += one.people;
                most = std::max(most, one.people);
                if (one.people > static_cast<std::uint32_t>(scene_.limits.popular))
                    report.deviates(Subject::dossier, one.dossier, one.people, one.people);
            }
            const double mean =
                dossiers == 0 ? 0 : static_cast<double>(people) / static_cast<double>(dossiers);
            report.close(most, dossiers, mean, static_cast<double>(scene_.limits.popular), facts);
        }
        for (const auto& one : dossiers_)
            if (one.dossier != 0) all_.add(one.dossier);
        few_ = {};
        pairs_.clear();
        pairs_.shrink_to_fit();
        dossiers_.clear();
        dossiers_.shrink_to_fit();
        pair_count_ = 0;
        dossier_count_ = 0;
    }

    // Of the whole log: its dossiers.
    void end(std::vector<Fact>& facts) override {
        if (!scene_.has(Field::dossier))
            return FactReport::unknown(whole_log, "dossiers", "dossier", facts);
        FactReport(scene_, whole_log, "dossiers")
            .close(static_cast<double>(whole_.value_or(all_.size())), 0, facts);
    }

private:
    static constexpr std::size_t batch = 4096;
    struct Pending {
        std::uint64_t pair;
        std::uint64_t dossier;
    };
    struct One {
        std::uint64_t dossier = 0;
        std::uint32_t people = 0;
    };

    void drain() {
        if (pairs_.empty()) {
            pairs_.resize(1 << 14);
            dossiers_.resize(1 << 13);
        }
        constexpr std::size_t ahead = 16;
        for (std::size_t i = 0; i < pending_.size(); ++i) {
            if (i + ahead < pending_.size())
                __builtin_prefetch(&pairs_[pending_[i + ahead].pair & (pairs_.size() - 1)]);
            if (fresh(pending_[i].pair)) ++people_of(pending_[i].dossier);
        }
        pending_.clear();
    }

    bool fresh(std::uint64_t pair) {
        if ((pair_count_ + 1) * 2 > pairs_.size()) {
            std::vector<std::uint64_t> old(pairs_.size() * 2);
            old.swap(pairs_);
            for (const auto one : old)
                if (one != 0) *slot(one) = one;
        }
        std::uint64_t* const at_pair = slot(pair);
        if (*at_pair == pair) return false;
        *at_pair = pair;
        ++pair_count_;
        return true;
    }

    std::uint64_t* slot(std::uint64_t pair) {
        const std::size_t mask = pairs_.size() - 1;
        std::size_t i = pair & mask;
        while (pairs_[i] != 0 && pairs_[i] != pair) i = (i + 1) & mask;
        return &pairs_[i];
    }

    std::uint32_t& people_of(std::uint64_t dossier) {
        if ((dossier_count_ + 1) * 2 > dossiers_.size()) {
            std::vector<One> old(dossiers_.size() * 2);
            old.swap(dossiers_);
            for (const auto& one : old)
                if (one.dossier != 0) *place(one.dossier) = one;
        }
        One* const one = place(dossier);
        if (one->dossier == 0) {
            one->dossier = dossier;
            ++dossier_count_;
        }
        return one->people;
    }

    One* place(std::uint64_t dossier) {
        const std::size_t mask = dossiers_.size() - 1;
        std::size_t i = dossier & mask;
        while (dossiers_[i].dossier != 0 && dossiers_[i].dossier != dossier) i = (i + 1) & mask;
        return &dossiers_[i];
    }

    struct Few {
        long long dossiers = 0;
        long long people = 0;
        std::uint32_t most = 0;
    };

    HashSet all_;                       // dossiers of all months
    std::optional<std::size_t> whole_;  // how many they are, when a cluster counted them
    Few few_;                           // of the month, what a cluster summed up
    std::vector<Pending> pending_;
    std::vector<std::uint64_t> pairs_;
    std::vector<One> dossiers_;
    std::size_t pair_count_ = 0;
    std::size_t dossier_count_ = 0;
};

}  // namespace

std::unique_ptr<Detector> detect_people(const Scene& scene) {
    return std::make_unique<People>(scene);
}

}  // namespace schouw
