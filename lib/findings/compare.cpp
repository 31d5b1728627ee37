// SPDX-License-Identifier: EUPL-1.2
#include "findings/compare.hpp"

#include <algorithm>
#include <tuple>

#include "store/fold.hpp"

namespace schouw {

const std::vector<std::string> turn_words = {"appeared", "reopened",   "solved",   "withdrawn",
                                             "lapsed",   "unverified", "verified", "changed",
                                             "returned", "passing",    "renamed"};

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
    // `after`: how each of the pairs stands in the end.
    Renames(const Pairs& pairs, const std::vector<Fold>& after) : pairs_(pairs) {
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            const FindingInfo& info = after[i].info;
            if (!pairs[i].moved || info.kind != EventKind::renamed || info.renamed_to.empty())
                continue;
            const auto target =
                std::lower_bound(after.begin(), after.end(), std::tie(info.check, info.renamed_to),
                                 [](const Fold& fold, const auto& wanted) {
                                     return std::tie(fold.info.check, fold.info.key) < wanted;
                                 });
            if (target == after.end() || target->info.check != info.check ||
                target->info.key != info.renamed_to)
                continue;
            sources_[static_cast<std::size_t>(target - after.begin())].push_back(i);
            moved_.push_back(i);
        }
    }

    // It is told under its new key.
    bool moved(std::size_t i) const { return std::binary_search(moved_.begin(), moved_.end(), i); }

    Earlier earlier(std::size_t i, int depth = 0) const {
        Earlier found{pairs_[i].before.get(), "", pairs_[i].reopened};
        const auto from = sources_.find(i);
        if (from == sources_.end() || depth > 100) return found;
        for (const auto one : from->second) {
            const Earlier source = earlier(one, depth + 1);
            found.reopened += source.reopened;
            const bool better = source.fold != nullptr &&
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

FindingInfo parsed(FindingInfo info, const std::string& facts) {
    info.facts = Json::parse(facts, nullptr, false);
    return info;
}

}  // namespace

Comparison compare_runs(Store& store, const RunInfo& before, const RunInfo& after) {
    Comparison comparison{
        {before, checks_known(store, before)}, {after, checks_known(store, after)}, {}, {}, {}};
    comparison.checks =
        compare_logic(logic_of(comparison.before.checks), logic_of(comparison.after.checks));
    if (before.id == after.id) return comparison;
    Pairs pairs = folds_between(store, before.id, after.id);
    std::vector<Fold> folds;
    folds.reserve(pairs.size());
    for (auto& pair : pairs) {
        folds.push_back(std::move(pair.after));
        folds.back().finish();
    }
    find_last_seen(store, after.id, folds);
    inherit(folds);
    const Renames renames(pairs, folds);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (renames.moved(i) || folds[i].info.last_run <= before.id) continue;
        const Earlier earlier = renames.earlier(i);
        const Fold* was = earlier.fold;
        const bool differs = was != nullptr &&
                             (was->digest != folds[i].digest || was->info.due != folds[i].info.due);
        const auto turn =
            turn_of(was, folds[i], differs, earlier.reopened, !earlier.old_key.empty());
        if (!turn) continue;
        FindingTurn told{*turn,          parsed(std::move(folds[i].info), folds[i].facts),
                         std::nullopt,   earlier.reopened,
                         differs,        pairs[i].touched_on,
                         earlier.old_key};
        if (was != nullptr) told.before = parsed(was->info, was->facts);
        ++comparison.counts[*turn];
        comparison.findings.push_back(std::move(told));
    }
    return comparison;
}

}  // namespace schouw
