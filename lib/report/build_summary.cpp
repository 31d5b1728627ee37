// SPDX-License-Identifier: EUPL-1.2
// The summary: sentences whose numbers are those of the table below them.
#include <algorithm>

#include "base/text.hpp"
#include "checks/checklist.hpp"
#include "findings/wording.hpp"
#include "report/sheets.hpp"

namespace schouw {
namespace {

constexpr std::size_t most_overdue = 5;
constexpr std::size_t most_gravest = 10;

void add_reading(const Builder& builder, Sheet& sheet) {
    const Totals& totals = builder.round.totals;
    long long supplied = 0;
    long long failed = 0;
    for (const auto& source : builder.round.sources) {
        supplied += source.state == "read" ? 1 : 0;
        failed += source.state == "failed" ? 1 : 0;
    }
    const auto all = static_cast<long long>(builder.schemas.size());
    sheet.lines.push_back(line(
        LineKind::bullet, builder.say("sum.read", {{"registers", builder.number(supplied)},
                                                   {"read", builder.number(totals.read)},
                                                   {"accepted", builder.number(totals.accepted)},
                                                   {"refused", builder.number(totals.refused)},
                                                   {"ignored", builder.number(totals.ignored)}})));
    if (failed > 0)
        sheet.lines.push_back(
            line(LineKind::bullet, builder.say("sum.failed", {{"n", builder.number(failed)}})));
    if (all > supplied + failed)
        sheet.lines.push_back(
            line(LineKind::bullet,
                 builder.say("sum.absent", {{"n", builder.number(all - supplied - failed)}})));
}

void add_verdicts(const Builder& builder, Sheet& sheet) {
    const Tally& tally = builder.round.tally;
    const auto checks = static_cast<long long>(builder.round.checks.size());
    sheet.lines.push_back(
        line(LineKind::bullet,
             builder.say("sum.verdicts", {{"checks", builder.number(checks)},
                                          {"all", builder.number(tally.all())},
                                          {"met", builder.number(tally.met)},
                                          {"not_met", builder.number(tally.not_met)},
                                          {"unknown", builder.number(tally.unknown)},
                                          {"to_judge", builder.number(tally.to_judge)},
                                          {"na", builder.number(tally.not_applicable)}})));
    sheet.lines.push_back(line(
        LineKind::bullet,
        builder.say("sum.answered", {{"answered", builder.number(tally.answered())},
                                     {"applicable", builder.number(tally.applicable())},
                                     {"percent", percent(tally.answered(), tally.applicable())},
                                     {"met", builder.number(tally.met)},
                                     {"met_percent", percent(tally.met, tally.answered())}})));
}

void add_score(const Builder& builder, Sheet& sheet) {
    sheet.lines.push_back(
        line(LineKind::bullet, score_sentence(builder.round.score, builder.words)));
}

void add_findings(const Builder& builder, Sheet& sheet) {
    const Round& round = builder.round;
    Args args = {{"open", builder.number(static_cast<long long>(round.findings.size()))},
                 {"fresh", builder.number(round.fresh)},
                 {"reopened", builder.number(round.reopened)},
                 {"unverified", builder.number(round.unverified)},
                 {"solved", builder.number(round.solved)},
                 {"withdrawn", builder.number(round.withdrawn)},
                 {"lapsed", builder.number(round.lapsed)},
                 {"outside", builder.number(round.outside)},
                 {"waived", builder.number(round.tally.waived)}};
    for (std::size_t i = 0; i < severity_words.size(); ++i)
        args.emplace_back(severity_words[i], builder.number(round.by_severity[i]));
    const auto add = [&](const char* key) {
        sheet.lines.push_back(line(LineKind::bullet, builder.say(key, args)));
    };
    add("sum.open");
    if (round.unverified > 0) add("sum.unverified");
    if (round.tally.waived > 0) add("sum.waived");
    if (round.outside > 0) add("sum.outside");
    if (!round.before) return add("sum.first");
    args.emplace_back("before", builder.words.date(round.before->as_of));
    add("sum.since");
}

void add_lights(const Builder& builder, Sheet& sheet) {
    std::vector<std::string> parts;
    for (const auto light : {Light::good, Light::fair, Light::bad, Light::unclear}) {
        const auto count = std::count_if(builder.round.lists.begin(), builder.round.lists.end(),
                                         [&](const auto& list) { return list.light == light; });
        parts.push_back(
            builder.say("sum.light_part", {{"n", builder.number(count)},
                                           {"light", light_cell(builder, light).text}}));
    }
    sheet.lines.push_back(
        line(LineKind::bullet,
             builder.say("sum.lights",
                         {{"n", builder.number(static_cast<long long>(builder.round.lists.size()))},
                          {"parts", join(parts, ", ")}})));
}

// The checks with the gravest open findings: critical and high.
void add_gravest(const Builder& builder, Sheet& sheet) {
    std::vector<const RoundCheck*> grave;
    for (const auto& check : builder.round.checks)
        if (check.open > 0 && tone_of_severity(check.severity) == Tone::bad)
            grave.push_back(&check);
    if (grave.empty()) return;
    std::stable_sort(grave.begin(), grave.end(), [](const auto* a, const auto* b) {
        return std::make_pair(a->severity, -a->open) < std::make_pair(b->severity, -b->open);
    });
    long long all = 0;
    for (const auto* check : grave) all += check->open;
    sheet.lines.push_back(
        line(LineKind::heading,
             builder.say(grave.size() > most_gravest ? "sum.gravest_some" : "sum.gravest",
                         {{"n", builder.number(all)},
                          {"shown", builder.number(static_cast<long long>(most_gravest))}})));
    if (grave.size() > most_gravest) grave.resize(most_gravest);
    for (const auto* check : grave)
        sheet.lines.push_back(
            line(LineKind::bullet,
                 builder.say(
                     "sum.gravest_line",
                     {{"severity", severity_cell(builder, check->severity).text},
                      {"title", in_language(check->definition.at("title"), builder.words)},
                      {"list", in_language(builder.round.lists[check->list].title, builder.words)},
                      {"n", builder.number(check->open)}})));
}

void add_positives(const Builder& builder, Sheet& sheet) {
    const auto& checks = builder.round.checks;
    const auto met = std::count_if(checks.begin(), checks.end(), wholly_met);
    sheet.lines.push_back(
        line(LineKind::bullet,
             builder.say("sum.positive",
                         {{"n", builder.number(met)},
                          {"checks", builder.number(static_cast<long long>(checks.size()))}})));
}

// The findings whose term ended longest ago.
void add_overdue(const Builder& builder, Sheet& sheet) {
    std::vector<const RoundFinding*> overdue;
    for (const auto& finding : builder.round.findings)
        if (finding.overdue) overdue.push_back(&finding);
    if (overdue.empty()) return;
    std::stable_sort(overdue.begin(), overdue.end(),
                     [](const auto* a, const auto* b) { return a->info.due < b->info.due; });
    sheet.lines.push_back(
        line(LineKind::heading,
             builder.say("sum.overdue", {{"n", builder.number(builder.round.overdue)}})));
    if (overdue.size() > most_overdue) overdue.resize(most_overdue);
    for (const auto* finding : overdue)
        sheet.lines.push_back(
            line(LineKind::bullet,
                 builder.say("sum.overdue_line", {{"due", builder.words.date(finding->info.due)},
                                                  {"title", finding_title(builder, *finding)},
                                                  {"key", finding_key(builder, *finding)},
                                                  {"reason", finding_reason(builder, *finding)}})));
}

void add_table(const Builder& builder, Sheet& sheet) {
    add_columns(builder, sheet,
                {{"checklist", 29},
                 {"light", 18},
                 {"checks", 13},
                 {"met", 9},
                 {"not_met", 9},
                 {"unknown", 10},
                 {"to_judge", 12},
                 {"na", 12},
                 {"answered", 12},
                 {"score", 9},
                 {"open", 13},
                 {"fresh", 10}});
    for (const auto& list : builder.round.lists) {
        const Tally& tally = list.tally;
        sheet.table.rows.push_back(
            {text_cell(in_language(list.title, builder.words)), light_cell(builder, list.light),
             number_cell(static_cast<long long>(list.checks.size())), number_cell(tally.met),
             number_cell(tally.not_met), number_cell(tally.unknown), number_cell(tally.to_judge),
             number_cell(tally.not_applicable), percent_cell(tally.answered(), tally.applicable()),
             percent_cell(list.score.met, list.score.answered), number_cell(list.open),
             number_cell(list.fresh)});
        sheet.table.links.push_back("checklist:" + list.id);
    }
    add_total(builder, sheet);
    constexpr std::size_t answered = 8;
    if (sheet.table.total.empty()) return;
    sheet.table.total[answered] =
        percent_cell(builder.round.tally.answered(), builder.round.tally.applicable());
    sheet.table.total[answered + 1] =
        percent_cell(builder.round.score.met, builder.round.score.answered);
}

}  // namespace

Sheet build_summary(Builder& builder, const EditionSheet& wish) {
    Sheet sheet = start(builder, wish, "summary");
    add_lights(builder, sheet);
    add_findings(builder, sheet);
    add_positives(builder, sheet);
    add_verdicts(builder, sheet);
    add_score(builder, sheet);
    add_reading(builder, sheet);
    add_gravest(builder, sheet);
    add_overdue(builder, sheet);
    sheet.lines.push_back(line(LineKind::heading, builder.say("sum.table")));
    add_table(builder, sheet);
    const Round& round = builder.round;
    sheet.note = text_cell(builder.say(
        "sum.note", {{"open", builder.number(static_cast<long long>(round.findings.size()))},
                     {"grave", builder.number(round.by_severity[0] + round.by_severity[1])}}));
    return sheet;
}

}  // namespace schouw
