// SPDX-License-Identifier: EUPL-1.2
#include "findings/compare.hpp"

#include <algorithm>
#include <tuple>

#include "store/fold.hpp"

namespace schouw {

const std::vector<std::string> turn_words = {"appeared", "reopened", "solved",    "withdrawn",
                                             "lapsed",   "unverified", "verified", "changed",
                                             "returned", "passing",  "renamed"};

namespace {

using Pairs = std::vector<FoldPair>;

// How it stood before, of a finding or of one that was renamed to it in between: an open one when
// there is any.
struct Earlier {
    const Fold* fold = nullptr;
    std::string old_key;
    int reopened = 0;
};

class Renames {
public:
    explicit Renames(const Pairs& pairs) : pairs_(pairs) {
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            const FindingInfo& info = pairs[i].after.info;
            if (!pairs[i].moved || info.kind != EventKind::renamed || info.renamed_to.empty())
                continue;
            const auto target = std::lower_bound(
                pairs.begin(), pairs.end(), std::tie(info.check, info.renamed_to),
                [](const FoldPair& pair, const auto& wanted) {
                    return std::tie(pair.after.info.check, pair.after.info.key) < wanted;
                });
            if (target == pairs.end() || target->after.info.check != info.check ||
                target->after.info.key != info.renamed_to)
                continue;
            sources_[static_cast<std::size_t>(target - pairs.begin())].push_back(i);
            moved_.push_back(i);
        }
    }

    // It is told under its new key.
    bool moved(std::size_t i) const {
        return std::binary_search(moved_.begin(), moved_.end(), i);
    }

    Earlier earlier(std::size_t i, int depth = 0) const {
        Earlier found{pairs_[i].before ? &*pairs_[i].before : nullptr, "", pairs_[i].reopened};
        const auto from = sources_.find(i);
        if (from == sources_.end() || depth > 100) return found;
        for (const auto one : from->second) {
            const Earlier source = earlier(one, depth + 1);
            found.reopened += source.reopened;
            const bool better =
                source.fold != nullptr &&
                (found.fold == nullptr || (!is_open(found.fold->info.kind) &&
                                           is_open(source.fold->info.kind)));
            if (!better) continue;
            found.fold = source.fold;
            found.old_key = source.fold->info.key;
        }
        return found;
    }

private:
    const Pairs& pairs_;
    std::map<std::size_t, std::vector<std::size_t>> sources_;
    std::vector<std::size_t> moved_;  // in order
};

Turn closing(EventKind kind) {
    return kind == EventKind::withdrawn ? Turn::withdrawn
           : kind == EventKind::lapsed  ? Turn::lapsed
                                        : Turn::solved;
}

// Nothing when there is nothing to tell.
std::optional<Turn> turn_of(const Fold* before, const Fold& after, bool differs, int reopened,
                            bool renamed) {
    const bool was = before != nullptr && is_open(before->info.kind);
    const bool is = is_open(after.info.kind);
    if (!was && is) return before == nullptr ? Turn::appeared : Turn::reopened;
    if (was && !is) return closing(after.info.kind);
    if (!was && !is)
        return before == nullptr || reopened > 0 ? std::optional(Turn::passing) : std::nullopt;
    if (before->info.unverified != after.info.unverified)
        return after.info.unverified ? Turn::unverified : Turn::verified;
    if (differs) return Turn::changed;
    if (reopened > 0) return Turn::returned;
    return renamed ? std::optional(Turn::renamed) : std::nullopt;
}

FindingInfo parsed(const Fold& fold) {
    FindingInfo info = fold.info;
    info.facts = Json::parse(fold.facts, nullptr, false);
    return info;
}

}  // namespace

Comparison compare_runs(Store& store, const RunInfo& before, const RunInfo& after) {
    Comparison comparison{{before, checks_known(store, before)},
                          {after, checks_known(store, after)},
                          {},
                          {},
                          {}};
    comparison.checks =
        compare_logic(logic_of(comparison.before.checks), logic_of(comparison.after.checks));
    if (before.id == after.id) return comparison;
    Pairs pairs = folds_between(store, before.id, after.id);
    std::vector<Fold> folds;
    for (auto& pair : pairs) {
        pair.after.finish();
        folds.push_back(pair.after);
    }
    find_last_seen(store, after.id, folds);
    inherit(folds);
    const Renames renames(pairs);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (renames.moved(i) || pairs[i].after.info.last_run <= before.id) continue;
        const Earlier earlier = renames.earlier(i);
        const Fold* was = earlier.fold;
        const bool differs = was != nullptr && (was->digest != pairs[i].after.digest ||
                                                was->info.due != pairs[i].after.info.due);
        const auto turn =
            turn_of(was, folds[i], differs, earlier.reopened, !earlier.old_key.empty());
        if (!turn) continue;
        FindingTurn told{*turn,          parsed(folds[i]), std::nullopt, earlier.reopened, differs,
                         pairs[i].touched_on, earlier.old_key};
        if (was != nullptr) told.before = parsed(*was);
        ++comparison.counts[*turn];
        comparison.findings.push_back(std::move(told));
    }
    return comparison;
}

}  // namespace schouw
