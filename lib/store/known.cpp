// SPDX-License-Identifier: EUPL-1.2
#include "store/known.hpp"

#include <set>

namespace schouw {
namespace {

// The ids of the checklists of a run.
std::set<std::string> lists_of(const RunInfo& run) {
    std::set<std::string> ids;
    for (const auto& list : run.about.value("checklists", Json::array()))
        ids.insert(list.value("id", ""));
    return ids;
}

}  // namespace

bool is_partial(const RunInfo& run) { return run.about.contains("chosen"); }

std::vector<RunCheckInfo> checks_known(Store& store, const RunInfo& run) {
    std::vector<std::vector<std::string>> order;  // ids by run, the latest run first
    std::map<std::string, RunCheckInfo> known;
    std::set<std::string> lists;  // that a later run had
    for (RunInfo at = run;;) {
        auto& ids = order.emplace_back();
        for (auto& check : checks_of(store, at.id)) {
            ids.push_back(check.id);
            if (!lists.contains(check.definition.value("checklist", "")))
                known.try_emplace(check.id, std::move(check));
        }
        if (!is_partial(at)) break;
        lists.merge(lists_of(at));
        const auto before = run_by_id(store, at.id - 1);
        if (!before) break;
        at = *before;
    }
    std::vector<RunCheckInfo> out;
    for (auto ids = order.rbegin(); ids != order.rend(); ++ids)
        for (const auto& id : *ids) {
            auto check = known.extract(id);
            if (check) out.push_back(std::move(check.mapped()));
        }
    return out;
}

std::map<long long, RunInfo> runs_of(Store& store, const std::vector<RunCheckInfo>& checks) {
    std::map<long long, RunInfo> runs;
    for (const auto& check : checks)
        if (!runs.contains(check.run))
            if (const auto run = run_by_id(store, check.run)) runs[check.run] = *run;
    return runs;
}

namespace {

std::vector<UnknownInfo> known_from(Store& store, const std::vector<RunCheckInfo>& checks,
                                    std::vector<UnknownInfo> (*of_run)(Store&, long long)) {
    std::map<long long, std::set<std::string>> by_run;
    for (const auto& check : checks) by_run[check.run].insert(check.id);
    std::vector<UnknownInfo> known;
    for (const auto& [run, ids] : by_run)
        for (auto& unknown : of_run(store, run))
            if (ids.contains(unknown.check)) known.push_back(std::move(unknown));
    return known;
}

}  // namespace

std::vector<UnknownInfo> unknowns_known(Store& store, const std::vector<RunCheckInfo>& checks) {
    return known_from(store, checks, unknowns_of);
}

std::vector<UnknownInfo> waiting_known(Store& store, const std::vector<RunCheckInfo>& checks) {
    return known_from(store, checks, waiting_of);
}

}  // namespace schouw
