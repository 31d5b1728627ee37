// SPDX-License-Identifier: EUPL-1.2
// Through time: how rounds compare, and what changed since the round before.
#include <algorithm>

#include "findings/trend.hpp"
#include "findings/wording.hpp"
#include "report/sheets.hpp"

namespace schouw {
namespace {

// Runs up to the one that is reported.
std::vector<TrendRun> runs_of(const Builder& builder, bool all, Trend& trend) {
    trend = trend_of(builder.store, {builder.round.run.as_of, "", all});
    std::vector<TrendRun> runs;
    for (auto& run : trend.runs)
        if (run.run.id <= builder.round.run.id) runs.push_back(std::move(run));
    return runs;
}

long long answered(const TrendCounts& counts) { return counts.met + counts.not_met; }
long long applicable(const TrendCounts& counts) {
    return answered(counts) + counts.unknown + counts.to_judge;
}

long long differing(const LogicChanges& since) {
    return static_cast<long long>(since.added.size() + since.gone.size() + since.changed.size() +
                                  since.reweighted.size());
}

void add_score_chart(const Builder& builder, const std::vector<TrendRun>& runs, bool target,
                     Sheet& sheet) {
    constexpr std::size_t score = 2, coverage = 3, aim = 4;
    const auto& first = runs.front().total.score;
    const auto& last = runs.back().total.score;
    const Args args = {{"first", percent(first.met, first.answered)},
                       {"last", percent(last.met, last.answered)},
                       {"from", builder.words.date(runs.front().run.as_of)},
                       {"to", builder.words.date(runs.back().run.as_of)},
                       {"n", builder.number(static_cast<long long>(runs.size()))}};
    Chart chart;
    chart.title = builder.say("trend.chart", args);
    chart.description = builder.say("trend.chart_text", args);
    chart.series = {{sheet.table.columns[score].title, score, 0, 0, false},
                    {sheet.table.columns[coverage].title, coverage, 0, 0, false}};
    if (target) chart.series.push_back({sheet.table.columns[aim].title, aim, 0, 0, true});
    chart.low = 0;
    chart.high = 1;
    chart.percent = true;
    sheet.charts.push_back(std::move(chart));
}

// A sheet that could say nothing but why it is empty stays away; the cover says so.
std::vector<Sheet> nothing_to_compare(Builder& builder, const EditionSheet& wish) {
    builder.leave_out(
        builder.say("hidden.sheet", {{"sheet", wish.title.in(builder.words.language())}}),
        builder.say("hidden.first"));
    return {};
}

}  // namespace

std::vector<Sheet> build_trend(Builder& builder, const EditionSheet& wish) {
    if (all_runs(builder.store).size() < 2) return nothing_to_compare(builder, wish);
    Trend trend;
    const auto runs = runs_of(builder, false, trend);
    if (runs.size() < 2) return nothing_to_compare(builder, wish);
    Sheet sheet = start(builder, wish, "trend");
    add_columns(builder, sheet, {{"round", 13}, {"label", 22}, {"score", 10}, {"coverage", 12}});
    if (wish.target > 0) add_columns(builder, sheet, {{"target", 10}});
    add_columns(builder, sheet,
                {{"met", 10},
                 {"not_met", 11},
                 {"unknown", 12},
                 {"to_judge", 12},
                 {"open", 14},
                 {"measured", 17}});
    for (const auto& run : runs) {
        const TrendCounts& total = run.total;
        std::vector<Cell> row = {text_cell(builder.words.date(run.run.as_of)),
                                 text_cell(run.run.label),
                                 percent_cell(total.score.met, total.score.answered),
                                 percent_cell(answered(total), applicable(total))};
        if (wish.target > 0) row.push_back(percent_cell(wish.target, 100));
        for (const long long n : {total.met, total.not_met, total.unknown, total.to_judge,
                                  total.open, differing(total.since)})
            row.push_back(number_cell(n));
        sheet.table.rows.push_back(std::move(row));
    }
    sheet.note = text_cell(
        builder.say("trend.note", {{"n", builder.number(static_cast<long long>(runs.size()))}}));
    add_score_chart(builder, runs, wish.target > 0, sheet);
    return {std::move(sheet)};
}

std::vector<Sheet> build_development(Builder& builder, const EditionSheet& wish) {
    if (!builder.round.before) return nothing_to_compare(builder, wish);
    Trend trend;
    const auto runs = runs_of(builder, true, trend);
    if (runs.size() < 2 || runs.back().run.id != builder.round.run.id)
        return nothing_to_compare(builder, wish);
    Sheet sheet = start(builder, wish, "development");
    add_columns(builder, sheet,
                {{"checklist", 30},
                 {"open_before", 12},
                 {"appeared", 10},
                 {"reopened", 12},
                 {"solved", 10},
                 {"withdrawn", 13},
                 {"lapsed", 12},
                 {"open_now", 10},
                 {"measured", 17}});
    for (const auto& [id, counts] : runs.back().lists) {
        const long long before = counts.open - counts.appeared - counts.reopened + counts.solved +
                                 counts.withdrawn + counts.lapsed;
        const auto title = trend.titles.find(id);
        sheet.table.rows.push_back(
            {text_cell(title == trend.titles.end() ? id
                                                   : in_language(title->second, builder.words)),
             number_cell(before), number_cell(counts.appeared), number_cell(counts.reopened),
             number_cell(counts.solved), number_cell(counts.withdrawn), number_cell(counts.lapsed),
             number_cell(counts.open), number_cell(differing(counts.since))});
    }
    add_total(builder, sheet);
    sheet.lines.push_back(
        line(LineKind::text,
             builder.say("development.since",
                         {{"date", builder.words.date(runs[runs.size() - 2].run.as_of)}})));
    sheet.note = text_cell(
        builder.say("development.note", {{"fresh", builder.number(runs.back().total.appeared)},
                                         {"solved", builder.number(runs.back().total.solved)}}));
    return {std::move(sheet)};
}

// The words stand in one sentence of the language file: a line for each, "word: meaning".
Sheet build_glossary(Builder& builder, const EditionSheet& wish) {
    Sheet sheet = start(builder, wish, "glossary");
    add_columns(builder, sheet, {{"word", 26}, {"meaning", 95}});
    const std::string all = builder.say("glossary.words");
    for (std::size_t at = 0; at < all.size();) {
        const std::size_t end = std::min(all.find('\n', at), all.size());
        const std::string one = all.substr(at, end - at);
        if (const auto colon = one.find(": "); colon != one.npos)
            sheet.table.rows.push_back(
                {text_cell(one.substr(0, colon)), text_cell(one.substr(colon + 2))});
        at = end + 1;
    }
    return sheet;
}

}  // namespace schouw
