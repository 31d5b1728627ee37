// SPDX-License-Identifier: EUPL-1.2
#include "findings/trend.hpp"

#include <algorithm>
#include <limits>

#include "checks/checklist.hpp"
#include "store/series.hpp"

namespace schouw {
namespace {

// What the trend needs of the definition of a check.
struct Version {
    std::string checklist;
    CheckLogic logic;
    std::size_t severity = 0;
};

class Gatherer {
public:
    Gatherer(Store& store, const TrendWish& wish, Trend& trend)
        : store_(store), wish_(wish), trend_(trend) {}

    // Passes by a run that is not shown: what happened in it counts for the next that is.
    void pass(const RunInfo& run) {
        for (const auto& [check, life] : life_counts(store_, run.id)) {
            if (!of(list_of(check))) continue;
            for (TrendCounts* counts : {&moves_[list_of(check)], &moves_[""]}) {
                counts->appeared += life.appeared;
                counts->reopened += life.reopened;
                counts->solved += life.solved;
                counts->withdrawn += life.withdrawn;
                counts->lapsed += life.lapsed;
            }
        }
    }

    void show(const RunInfo& info) {
        TrendRun run;
        run.run = info;
        for (const auto& check : check_counts(store_, info.id)) {
            const Version& version = version_of(check);
            if (!of(version.checklist)) continue;
            for (TrendCounts* counts : {&run.lists[version.checklist], &run.total})
                add(check, version, *counts);
        }
        pass(info);
        for (const auto& [list, moves] : moves_) {
            if (!list.empty() && !run.lists.contains(list)) run.lists[list];
            take_moves(moves, list.empty() ? run.total : run.lists[list]);
        }
        moves_.clear();
        for (const auto& [check, life] : life_counts(store_, info.id)) {
            if (!of(list_of(check))) continue;
            for (TrendCounts* counts : {&run.lists[list_of(check)], &run.total}) {
                counts->open += life.open;
                counts->unverified += life.unverified;
            }
        }
        if (!trend_.runs.empty()) compare(trend_.runs.back(), run);
        trend_.runs.push_back(std::move(run));
    }

private:
    bool of(const std::string& list) const {
        return wish_.checklist.empty() || wish_.checklist == list;
    }

    const Version& version_of(const CheckCounts& check) {
        auto at = versions_.find(check.version);
        if (at != versions_.end()) {
            lists_[check.check] = at->second.checklist;
            return at->second;
        }
        const Json definition = definition_version(store_, check.version).value_or(Json::object());
        Version version;
        version.checklist = definition.value("checklist", "");
        version.logic = {logic_digest(definition), definition.value("severity", "")};
        version.severity = static_cast<std::size_t>(
            std::find(severity_words.begin(), severity_words.end(), version.logic.severity) -
            severity_words.begin());
        lists_[check.check] = version.checklist;
        if (definition.contains("checklist_title"))
            trend_.titles[version.checklist] = definition.at("checklist_title");
        return versions_.emplace(check.version, std::move(version)).first->second;
    }

    // The checklist to which a check belongs, also when it did not take part.
    const std::string& list_of(const std::string& check) {
        auto at = lists_.find(check);
        if (at == lists_.end()) {
            const auto definition = definition_of(store_, check, last_run_);
            at = lists_.emplace(check, definition ? definition->value("checklist", "") : "").first;
            if (definition && definition->contains("checklist_title"))
                trend_.titles.emplace(at->second, definition->at("checklist_title"));
        }
        return at->second;
    }

    static void add(const CheckCounts& check, const Version& version, TrendCounts& counts) {
        counts.met += check.met;
        counts.not_met += check.not_met;
        counts.unknown += check.unknown;
        counts.not_applicable += check.not_applicable;
        counts.to_judge += check.to_judge;
        counts.waived += check.waived;
        counts.score.add(version.severity, check.met, check.not_met,
                         check.unknown + check.to_judge);
        counts.logic[check.check] = version.logic;
    }

    static void take_moves(const TrendCounts& moves, TrendCounts& counts) {
        counts.appeared = moves.appeared;
        counts.reopened = moves.reopened;
        counts.solved = moves.solved;
        counts.withdrawn = moves.withdrawn;
        counts.lapsed = moves.lapsed;
    }

    static void compare(const TrendRun& before, TrendRun& run) {
        run.total.since = compare_logic(before.total.logic, run.total.logic);
        for (auto& [list, counts] : run.lists) {
            const auto then = before.lists.find(list);
            const bool was = then != before.lists.end() && !then->second.logic.empty();
            if (was) counts.since = compare_logic(then->second.logic, counts.logic);
            if (!was && !counts.logic.empty()) run.lists_added.push_back(list);
        }
        for (const auto& [list, counts] : before.lists) {
            const auto now = run.lists.find(list);
            if (!counts.logic.empty() && (now == run.lists.end() || now->second.logic.empty()))
                run.lists_gone.push_back(list);
        }
    }

    Store& store_;
    const TrendWish& wish_;
    Trend& trend_;
    std::map<long long, Version> versions_;
    std::map<std::string, std::string> lists_;  // check → checklist
    std::map<std::string, TrendCounts> moves_;  // by checklist, "" for all; not yet shown
    long long last_run_ = std::numeric_limits<long long>::max();
};

}  // namespace

Trend trend_of(Store& store, const TrendWish& wish) {
    Trend trend;
    auto runs = all_runs(store);
    std::erase_if(
        runs, [&](const RunInfo& run) { return !wish.until.empty() && run.as_of > wish.until; });
    trend.unlabelled = std::none_of(runs.begin(), runs.end(),
                                    [](const RunInfo& run) { return !run.label.empty(); });
    Gatherer gatherer(store, wish, trend);
    for (const auto& run : runs)
        if (wish.all || trend.unlabelled || !run.label.empty())
            gatherer.show(run);
        else
            gatherer.pass(run);
    return trend;
}

}  // namespace schouw
