// SPDX-License-Identifier: EUPL-1.2
#include "findings/compare.hpp"

#include <algorithm>

#include "store/fold.hpp"

namespace schouw {

const std::vector<std::string> turn_words = {"appeared", "reopened",   "solved",   "withdrawn",
                                             "lapsed",   "unverified", "verified", "changed",
                                             "returned", "passing",    "renamed"};

namespace {

// How it stood before, of a finding or of one that was renamed to it in between: an open one when
// there is any.
struct Earlier {
    std::shared_ptr<const Fold> fold;
    std::string old_key;
    int reopened = 0;
};

class Renames {
public:
    explicit Renames(const FoldPairs& pairs) : pairs_(pairs) {
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            const FindingInfo& info = pairs[i]->after.info;
            if (!pairs[i]->moved || info.kind != EventKind::renamed || info.renamed_to.empty())
                continue;
            const auto target = find_pair(pairs, info.check, info.renamed_to);
            if (target == pairs.size()) continue;
            sources_[target].push_back(i);
            moved_.push_back(i);
        }
    }

    // It is told under its new key.
    bool moved(std::size_t i) const { return std::binary_search(moved_.begin(), moved_.end(), i); }

    Earlier earlier(std::size_t i, int depth = 0) const {
        Earlier found{pairs_[i]->before, "", pairs_[i]->reopened};
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
    const FoldPairs& pairs_;
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

FoldPairs found_between(Store& store, const RunInfo& before, const RunInfo& after) {
    FoldPairs pairs = folds_between(store, before.id, after.id);
    find_last_seen(store, after.id, pairs);
    inherit(pairs);
    return pairs;
}

}  // namespace

Comparison compare_runs(Store& store, const RunInfo& before, const RunInfo& after) {
    Comparison comparison{
        {before, checks_known(store, before)}, {after, checks_known(store, after)}, {}, {}, {}};
    comparison.checks =
        compare_logic(logic_of(comparison.before.checks), logic_of(comparison.after.checks));
    if (before.id == after.id) return comparison;
    const FoldPairs pairs = found_between(store, before, after);
    const Renames renames(pairs);
    comparison.findings.reserve(pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        FindingInfo& now = pairs[i]->after.info;
        if (renames.moved(i) || now.last_run <= before.id) continue;
        const Earlier earlier = renames.earlier(i);
        const Fold* was = earlier.fold.get();
        const bool differs =
            was != nullptr && (was->digest != pairs[i]->after.digest || was->info.due != now.due);
        const auto turn =
            turn_of(was, pairs[i]->after, differs, earlier.reopened, !earlier.old_key.empty());
        if (!turn) continue;
        ++comparison.counts[*turn];
        comparison.findings.push_back(
            {*turn, std::move(now),
             was == nullptr ? nullptr
                            : std::shared_ptr<const FindingInfo>(earlier.fold, &was->info),
             earlier.reopened, differs, pairs[i]->touched_on, earlier.old_key});
    }
    return comparison;
}

}  // namespace schouw
