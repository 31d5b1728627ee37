// SPDX-License-Identifier: EUPL-1.2
// schouw list norms and list coverage: what is tested by which checks, and how that came out.
#include "listing.hpp"

#include <filesystem>
#include <map>
#include <optional>

#include "command.hpp"
#include "store/known.hpp"

namespace schouw {
namespace {

struct Results {
    std::map<std::string, RunCheckInfo> checks;
    std::vector<RunInfo> runs;  // the latest first
};

// How the checks came out in the run that is asked for; nothing without a store or a run.
Results last_results(const Setup& setup, const Shared& shared) {
    Results results;
    if (setup.workspace.store.empty() || !std::filesystem::exists(setup.workspace.store)) return {};
    Store store(setup.workspace.store, Store::Mode::read);
    const auto run = latest_run(store, shared.as_of.empty() ? "" : day_of(shared));
    if (!run) return {};
    auto checks = checks_known(store, *run);
    for (auto& [id, one] : runs_of(store, checks))
        results.runs.insert(results.runs.begin(), std::move(one));
    for (auto& info : checks) results.checks.emplace(info.id, std::move(info));
    return results;
}

struct Sum {
    long long met = 0, not_met = 0, unknown = 0, to_judge = 0;
    bool ran = false;
};

Sum sum_of(const std::vector<std::string>& checks, const Results& results) {
    Sum sum;
    for (const auto& id : checks) {
        const auto found = results.checks.find(id);
        if (found == results.checks.end()) continue;
        sum.ran = true;
        sum.met += found->second.met;
        sum.not_met += found->second.not_met;
        sum.unknown += found->second.unknown;
        sum.to_judge += found->second.to_judge;
    }
    return sum;
}

// The verdict that weighs most among the records of the checks; "-" when none of them ran.
ListCell state(const Sum& sum, const Catalogue& words) {
    if (!sum.ran) return {"-", nullptr};
    const char* verdict = sum.not_met > 0    ? "not_met"
                          : sum.unknown > 0  ? "unknown"
                          : sum.to_judge > 0 ? "to_judge"
                          : sum.met > 0      ? "met"
                                             : "not_applicable";
    return word("verdict", verdict, words);
}

void add_results(std::vector<ListCell>& row, const std::vector<std::string>& checks,
                 const Sum& sum) {
    row.insert(row.end(), {ListCell{"", checks}, number(sum.met), number(sum.not_met),
                           number(sum.unknown), number(sum.to_judge)});
}

}  // namespace

ListCell plain(const std::string& text) {
    return text.empty() ? ListCell{"-", nullptr} : ListCell{text, text};
}

ListCell number(long long value) { return {std::to_string(value), value}; }

ListCell day(const std::string& iso, const Catalogue& words) {
    return iso.empty() ? ListCell{"-", nullptr} : ListCell{words.date(iso), iso};
}

ListCell flag(bool value, const Catalogue& words) {
    return {words.say(value ? "fact.yes" : "fact.no"), value};
}

ListCell word(const std::string& group, const std::string& id, const Catalogue& words) {
    return {words.say(group + "." + id), id};
}

Listing norms_listing(const Setup& setup, const Shared& shared) {
    const Catalogue& words = shared.words;
    Listing list{{"id", "valid_from", "valid_to", "certainty", "checks", "state", "title",
                  "tested_by", "met", "not_met", "unknown", "to_judge"},
                 6,
                 {},
                 5};
    // A check tests a norm that it cites, or that it names as the practice it comes from.
    std::map<std::string, std::vector<std::string>> tested;
    for (const auto& check : setup.law.checks)
        for (const auto* sources : {&check.norms, &check.origin})
            for (const auto& id : *sources)
                if (setup.law.norms.contains(id)) tested[id].push_back(check.id);
    const Results results = last_results(setup, shared);
    list.runs = results.runs;
    for (const auto& [id, norm] : setup.law.norms) {
        const auto& checks = tested[id];
        const Sum sum = sum_of(checks, results);
        list.rows.push_back({plain(id), day(norm.valid_from, words), day(norm.valid_to, words),
                             word("certainty", norm.certainty, words),
                             number(static_cast<long long>(checks.size())), state(sum, words),
                             plain(norm.title.in(words.language()))});
        add_results(list.rows.back(), checks, sum);
    }
    return list;
}

Listing coverage_listing(const Setup& setup, const Shared& shared) {
    const Catalogue& words = shared.words;
    Listing list{{"id", "section", "checks", "state", "subject", "tested_by", "met", "not_met",
                  "unknown", "to_judge"},
                 4,
                 {},
                 5};
    const Results results = last_results(setup, shared);
    list.runs = results.runs;
    for (const auto& coverage : setup.law.coverage)
        for (const auto& row : coverage.rows) {
            const Sum sum = sum_of(row.checks, results);
            list.rows.push_back({plain(coverage.id + ":" + row.id), plain(row.section),
                                 number(static_cast<long long>(row.checks.size())),
                                 state(sum, words), plain(row.subject.in(words.language()))});
            add_results(list.rows.back(), row.checks, sum);
        }
    return list;
}

}  // namespace schouw
