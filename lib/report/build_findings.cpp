// SPDX-License-Identifier: EUPL-1.2
// Sheets with findings: one per checklist, or all of them on one.
#include "base/text.hpp"
#include "findings/wording.hpp"
#include "report/sheets.hpp"

namespace schouw {
namespace {

constexpr std::size_t most_positives = 12;

void add_finding_columns(const Builder& builder, Sheet& sheet) {
    add_columns(builder, sheet,
                {{"finding", 23},
                 {"severity", 8},
                 {"register", 14},
                 {"key", 11},
                 {"reason", 32},
                 {"norms", 15},
                 {"tests", 9},
                 {"status", 11},
                 {"due", 11},
                 {"first_seen", 11},
                 {"source", 17},
                 {"remedy", 32}});
}

std::vector<Cell> finding_row(Builder& builder, const RoundFinding& finding) {
    const RoundCheck& check = builder.round.checks[finding.check];
    return {text_cell(finding_title(builder, finding)),
            severity_cell(builder, check.severity),
            text_cell(register_title(builder, check.definition.value("register", ""))),
            text_cell(finding_key(builder, finding)),
            text_cell(finding_reason(builder, finding)),
            text_cell(norms_text(builder, check.definition)),
            text_cell(builder.words.say("tests." + check.definition.value("tests", ""))),
            text_cell(finding_status(builder, finding)),
            date_cell(finding.info.due),
            date_cell(finding.info.first_seen),
            text_cell(finding_source(builder, finding)),
            text_cell(in_language(check.definition.at("remedy"), builder.words))};
}

// What was sought and not found. Checks that somebody wrote go before derived ones.
void add_positives(const Builder& builder, const RoundList& list, Sheet& sheet) {
    std::vector<std::string> own;
    std::vector<std::string> derived;
    for (const auto i : list.checks) {
        const RoundCheck& check = builder.round.checks[i];
        if (!wholly_met(check)) continue;
        const std::string title = in_language(check.definition.at("title"), builder.words);
        const std::string kind = check.definition.value("kind", "");
        (kind == "sql" || kind == "question" ? own : derived).push_back("“" + title + "”");
    }
    const auto total = static_cast<long long>(own.size() + derived.size());
    if (total == 0) return;
    own.insert(own.end(), derived.begin(), derived.end());
    if (own.size() > most_positives) own.resize(most_positives);
    const long long more = total - static_cast<long long>(own.size());
    sheet.lines.push_back(
        line(LineKind::text, builder.say(more > 0 ? "list.positive_more" : "list.positive",
                                         {{"n", builder.number(total)},
                                          {"titles", join(own, "; ")},
                                          {"more", builder.number(more)}})));
}

void add_list_lines(const Builder& builder, const RoundList& list, Sheet& sheet) {
    const Tally& tally = list.tally;
    sheet.lines.push_back(fact(builder.say("list.light"), light_cell(builder, list.light)));
    sheet.lines.push_back(
        line(LineKind::text,
             builder.say("list.counts",
                         {{"checks", builder.number(static_cast<long long>(list.checks.size()))},
                          {"answered", builder.number(tally.answered())},
                          {"applicable", builder.number(tally.applicable())},
                          {"percent", percent(tally.answered(), tally.applicable())},
                          {"met", builder.number(tally.met)},
                          {"not_met", builder.number(tally.not_met)},
                          {"unknown", builder.number(tally.unknown)},
                          {"to_judge", builder.number(tally.to_judge)},
                          {"open", builder.number(list.open)},
                          {"fresh", builder.number(list.fresh)}})));
    add_positives(builder, list, sheet);
}

}  // namespace

std::vector<Sheet> build_checklists(Builder& builder, const EditionSheet& wish) {
    std::vector<Sheet> sheets;
    for (std::size_t at = 0; at < builder.round.lists.size(); ++at) {
        const RoundList& list = builder.round.lists[at];
        Sheet sheet = start(builder, wish, "checklist:" + list.id);
        sheet.title = visible(in_language(list.title, builder.words));
        sheet.lines.front() = line(LineKind::title, sheet.title);
        add_list_lines(builder, list, sheet);
        add_finding_columns(builder, sheet);
        sheet.note =
            text_cell(builder.say("list.note", {{"light", light_cell(builder, list.light).text},
                                                {"open", builder.number(list.open)}}),
                      tone_of(list.light));
        sheet.table.empty = builder.say("list.no_findings");
        for (const auto& finding : builder.round.findings)
            if (builder.round.checks[finding.check].list == at)
                sheet.table.rows.push_back(finding_row(builder, finding));
        apply_limit(builder, wish, sheet);
        sheets.push_back(std::move(sheet));
    }
    return sheets;
}

Sheet build_findings(Builder& builder, const EditionSheet& wish) {
    Sheet sheet = start(builder, wish, "findings");
    add_finding_columns(builder, sheet);
    sheet.table.empty = builder.say("list.no_findings");
    for (const auto& finding : builder.round.findings)
        sheet.table.rows.push_back(finding_row(builder, finding));
    apply_limit(builder, wish, sheet);
    return sheet;
}

}  // namespace schouw
