// SPDX-License-Identifier: EUPL-1.2
#include "trend_text.hpp"

#include <algorithm>

#include "base/sparkline.hpp"
#include "base/text.hpp"
#include "findings/wording.hpp"
#include "report/run_json.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

constexpr std::size_t names_told = 4;  // of checks, before only their number is said

const TrendCounts* counts_of(const TrendRun& run, const std::string& list) {
    if (list.empty()) return &run.total;
    const auto at = run.lists.find(list);
    return at == run.lists.end() ? nullptr : &at->second;
}

bool took_part(const TrendCounts* counts) { return counts != nullptr && !counts->logic.empty(); }

std::string percent(const TrendCounts* counts, int (Score::*figure)() const) {
    if (!took_part(counts) || counts->score.applicable == 0) return "-";
    if (figure == &Score::percent && counts->score.answered == 0) return "-";
    return std::to_string((counts->score.*figure)()) + "%";
}

bool breaks(const Trend& trend, std::size_t i, const std::string& list) {
    if (i == 0) return false;
    const TrendCounts* now = counts_of(trend.runs[i], list);
    const TrendCounts* before = counts_of(trend.runs[i - 1], list);
    if (!took_part(now) || !took_part(before)) return took_part(now) != took_part(before);
    return !now->since.none();
}

std::string bars_of(const Trend& trend, const std::string& list, bool blocks) {
    std::vector<Bar> bars;
    for (std::size_t i = 0; i < trend.runs.size(); ++i) {
        const TrendCounts* counts = counts_of(trend.runs[i], list);
        const bool figure = took_part(counts) && counts->score.answered > 0;
        bars.push_back({figure ? counts->score.percent() : -1, breaks(trend, i, list)});
    }
    return sparkline(bars, blocks);
}

// ---- for people

void print_scores(const Trend& trend, const std::string& list, bool blocks,
                  const Catalogue& words) {
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < trend.runs.size(); ++i) {
        const TrendRun& run = trend.runs[i];
        const TrendCounts* counts = counts_of(run, list);
        std::vector<std::string> marks;
        if (breaks(trend, i, list)) marks.push_back(words.say("trend.other_measure"));
        if (!run.run.complete) marks.push_back(words.say("trend.incomplete"));
        rows.push_back({words.date(run.run.as_of), run.run.label.empty() ? "-" : run.run.label,
                        percent(counts, &Score::percent), percent(counts, &Score::certain),
                        percent(counts, &Score::coverage), join(marks, ", ")});
    }
    print_table({{words.say("list.as_of"), false, false},
                 {words.say("list.label"), false, true},
                 {words.say("trend.score"), true, false},
                 {words.say("trend.certain"), true, false},
                 {words.say("trend.coverage"), true, false},
                 {"", false, false}},
                rows);
    if (trend.runs.size() > 1)
        print_line(words.say("trend.score") + "  " + bars_of(trend, list, blocks));
}

void print_counts(const Trend& trend, const std::string& list, const Catalogue& words) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& run : trend.runs) {
        rows.push_back({words.date(run.run.as_of)});
        const TrendCounts* counts = counts_of(run, list);
        const auto put = [&](long long n, bool verdict) {
            rows.back().push_back(
                counts == nullptr || (verdict && !took_part(counts)) ? "-" : words.number(n));
        };
        const TrendCounts none;
        const TrendCounts& of = counts == nullptr ? none : *counts;
        for (const auto n : {of.met, of.not_met, of.unknown, of.to_judge}) put(n, true);
        put(of.open, false);
        put(of.appeared + of.reopened, false);
        put(of.solved, false);
        put(of.withdrawn + of.lapsed, false);
    }
    print_table({{words.say("list.as_of"), false, false},
                 {words.say("trend.met"), true, false},
                 {words.say("trend.not_met"), true, false},
                 {words.say("trend.unknown"), true, false},
                 {words.say("trend.to_judge"), true, false},
                 {words.say("trend.open"), true, false},
                 {words.say("trend.new"), true, false},
                 {words.say("trend.solved"), true, false},
                 {words.say("trend.ended"), true, false}},
                rows);
}

// One line per checklist: how it stood in the first and in the last run.
void print_lists(const Trend& trend, bool blocks, const Catalogue& words) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& [list, title] : trend.titles) {
        const TrendCounts* first = counts_of(trend.runs.front(), list);
        const TrendCounts* last = counts_of(trend.runs.back(), list);
        const auto open = [&](const TrendCounts* counts) {
            return counts == nullptr ? "-" : words.number(counts->open);
        };
        rows.push_back({in_language(title, words), bars_of(trend, list, blocks),
                        percent(first, &Score::percent), percent(last, &Score::percent),
                        percent(last, &Score::coverage), open(first), open(last)});
    }
    print_line();
    print_table({{words.say("summary.checklist"), false, true},
                 {words.say("trend.score"), false, false},
                 {words.say("trend.first"), true, false},
                 {words.say("trend.last"), true, false},
                 {words.say("trend.coverage"), true, false},
                 {words.say("trend.open_first"), true, false},
                 {words.say("trend.open_last"), true, false}},
                rows);
}

// "2 toetspunten nieuw (a, b)"; names only when there are few.
std::string part(const char* key, const std::vector<std::string>& ids, const Catalogue& words) {
    std::string names;
    if (ids.size() <= names_told) names = " (" + join(ids, ", ") + ")";
    return words.say(key, {{"n", words.number(static_cast<long long>(ids.size()))}}) + names;
}

void print_differences(const Trend& trend, const std::string& list, const Catalogue& words) {
    bool first = true;
    for (std::size_t i = 1; i < trend.runs.size(); ++i) {
        const TrendRun& run = trend.runs[i];
        const TrendCounts* counts = counts_of(run, list);
        if (counts == nullptr || !breaks(trend, i, list)) continue;
        std::vector<std::string> parts;
        const auto add = [&](const char* key, const std::vector<std::string>& ids) {
            if (!ids.empty()) parts.push_back(part(key, ids, words));
        };
        add("trend.lists_added", run.lists_added);
        add("trend.lists_gone", run.lists_gone);
        add("trend.changed", counts->since.changed);
        add("trend.added", counts->since.added);
        add("trend.gone", counts->since.gone);
        add("trend.reweighted", counts->since.reweighted);
        if (first) print_line();
        first = false;
        print_wrapped(
            words.say("trend.measured", {{"date", words.date(run.run.as_of)},
                                         {"parts", parts.empty() ? "-" : join(parts, "; ")}}));
    }
    if (!first) print_wrapped(words.say("trend.not_comparable"));
}

// ---- as JSON

Json counts_json(const TrendCounts& counts) {
    return {{"score", score_json(counts.score)},
            {"met", counts.met},
            {"not_met", counts.not_met},
            {"unknown", counts.unknown},
            {"not_applicable", counts.not_applicable},
            {"to_judge", counts.to_judge},
            {"waived", counts.waived},
            {"checks", counts.logic.size()},
            {"open", counts.open},
            {"unverified", counts.unverified},
            {"new", counts.appeared},
            {"reopened", counts.reopened},
            {"solved", counts.solved},
            {"withdrawn", counts.withdrawn},
            {"lapsed", counts.lapsed},
            {"differences",
             {{"changed", counts.since.changed},
              {"added", counts.since.added},
              {"gone", counts.since.gone},
              {"reweighted", counts.since.reweighted}}}};
}

}  // namespace

void print_trend(const Trend& trend, const std::string& checklist, bool blocks,
                 const Catalogue& words) {
    const RunInfo& last = trend.runs.back().run;
    print_line(
        words.say("trend.title", {{"organisation", last.about.value("organisation", "")},
                                  {"n", words.number(static_cast<long long>(trend.runs.size()))}}),
        Ink::bold);
    const auto title = trend.titles.find(checklist);
    if (title != trend.titles.end()) print_line(in_language(title->second, words));
    if (trend.unlabelled) print_wrapped(words.say("trend.unlabelled"));
    print_line();
    print_scores(trend, checklist, blocks, words);
    print_line();
    print_counts(trend, checklist, words);
    if (checklist.empty()) print_lists(trend, blocks, words);
    print_differences(trend, checklist, words);
}

Json trend_json(const Trend& trend, const Catalogue& words) {
    Json document = {{"schema_version", 1}, {"runs", Json::array()}};
    for (std::size_t i = 0; i < trend.runs.size(); ++i) {
        const TrendRun& run = trend.runs[i];
        Json one = {{"id", run.run.id},
                    {"as_of", run.run.as_of},
                    {"label", run.run.label.empty() ? Json() : Json(run.run.label)},
                    {"complete", run.run.complete},
                    {"comparable", i == 0 ? Json() : Json(!breaks(trend, i, ""))},
                    {"checklists_added", run.lists_added},
                    {"checklists_gone", run.lists_gone},
                    {"total", counts_json(run.total)},
                    {"checklists", Json::array()}};
        for (const auto& [list, counts] : run.lists) {
            Json of = {{"id", list},
                       {"title", trend.titles.contains(list)
                                     ? Json(in_language(trend.titles.at(list), words))
                                     : Json()},
                       {"comparable", i == 0 ? Json() : Json(!breaks(trend, i, list))}};
            of.update(counts_json(counts));
            one["checklists"].push_back(of);
        }
        document["runs"].push_back(one);
    }
    return document;
}

}  // namespace schouw
