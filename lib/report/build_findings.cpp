// SPDX-License-Identifier: EUPL-1.2
// Sheets with findings: one per checklist, or all of them on one.
#include <algorithm>
#include <functional>
#include <map>

#include "base/text.hpp"
#include "findings/wording.hpp"
#include "report/sheets.hpp"

namespace schouw {
namespace {

constexpr std::size_t most_positives = 12;

constexpr std::size_t most_named = 3;    // records of a row that are called by name
constexpr std::size_t most_keys = 15;    // records of a row that are listed
constexpr std::size_t most_reasons = 5;  // of a row that are all told; of more, one is

// Findings of one check that stand alike, with all that is said of them: most often said first.
struct Alike {
    const RoundFinding* first = nullptr;
    std::string status;
    std::string due;  // the earliest
    std::vector<const RoundFinding*> all;
    std::vector<std::pair<std::string, std::vector<const RoundFinding*>>> reasons;
};

void add(Alike& group, const RoundFinding& finding, const std::string& reason) {
    group.all.push_back(&finding);
    const std::string& due = finding.info.due;
    if (!due.empty() && (group.due.empty() || due < group.due)) group.due = due;
    for (auto& [said, of] : group.reasons)
        if (said == reason) return of.push_back(&finding);
    group.reasons.push_back({reason, {&finding}});
}

using Wanted = std::function<bool(const RoundCheck&)>;

std::vector<Alike> grouped(const Builder& builder, const Wanted& wanted) {
    std::vector<Alike> groups;
    std::map<std::pair<std::size_t, std::string>, std::size_t> places;
    for (const auto& finding : builder.round.findings) {
        if (!wanted(builder.round.checks[finding.check])) continue;
        std::string status = finding_status(builder, finding);
        const auto [at, added] = places.try_emplace({finding.check, status}, groups.size());
        if (added) groups.push_back({&finding, std::move(status), "", {}, {}});
        add(groups[at->second], finding, finding_reason(builder, finding));
    }
    for (auto& group : groups)
        std::stable_sort(
            group.reasons.begin(), group.reasons.end(),
            [](const auto& a, const auto& b) { return a.second.size() > b.second.size(); });
    return groups;
}

// Where the reasons differ: of which record, or how often, each is said.
std::string reasons_text(const Builder& builder, const Alike& group) {
    if (group.reasons.size() == 1) return group.reasons.front().first;
    const std::size_t most = group.reasons.size() > most_reasons ? 1 : most_reasons;
    std::vector<std::string> texts;
    std::size_t told = 0;
    for (const auto& [reason, findings] : group.reasons) {
        if (texts.size() == most) break;
        told += findings.size();
        const auto n = static_cast<long long>(findings.size());
        texts.push_back(builder.say(n == 1 ? "group.one" : "group.many",
                                    {{"key", finding_key(builder, *findings.front())},
                                     {"n", builder.number(n)},
                                     {"reason", reason}}));
    }
    if (const auto more = static_cast<long long>(group.all.size() - told); more > 0)
        texts.push_back(builder.say("group.more", {{"n", builder.number(more)}}));
    return join(texts, "\n");
}

// Which records: by number, and by name as well when they are few.
std::string records_text(Builder& builder, const std::vector<const RoundFinding*>& findings) {
    std::vector<std::string> texts;
    for (const auto* finding : findings) {
        if (texts.size() == most_keys) break;
        const std::string key = finding_key(builder, *finding);
        const std::string name =
            findings.size() > most_named ? "" : finding_name(builder, *finding);
        texts.push_back(name.empty() ? key
                                     : builder.say("record.named", {{"key", key}, {"name", name}}));
    }
    const std::string shown = join(texts, findings.size() > most_named ? "; " : ";\n");
    if (texts.size() == findings.size()) return shown;
    const auto more = static_cast<long long>(findings.size() - texts.size());
    return builder.say("unknown.more", {{"keys", shown}, {"n", builder.number(more)}});
}

// How many findings stand in them.
long long add_groups(Builder& builder, const Wanted& wanted, Sheet& sheet) {
    long long findings = 0;
    add_columns(builder, sheet,
                {{"finding", 20},
                 {"severity", 8},
                 {"times", 7},
                 {"records", 18},
                 {"reason", 40},
                 {"remedy", 36},
                 {"norms", 14},
                 {"status", 9},
                 {"due_first", 11}});
    add_unprinted(builder, sheet, {{"register", 32}, {"tests", 12}});
    for (const auto& group : grouped(builder, wanted)) {
        findings += static_cast<long long>(group.all.size());
        const RoundCheck& check = builder.round.checks[group.first->check];
        sheet.table.rows.push_back(
            {text_cell(finding_title(builder, *group.first)),
             severity_cell(builder, check.severity),
             number_cell(static_cast<long long>(group.all.size())),
             text_cell(records_text(builder, group.all)), text_cell(reasons_text(builder, group)),
             text_cell(in_language(check.definition.at("remedy"), builder.words)),
             text_cell(norms_text(builder, check.definition)), text_cell(group.status),
             date_cell(group.due),
             text_cell(register_title(builder, check.definition.value("register", ""))),
             text_cell(builder.words.say("tests." + check.definition.value("tests", "")))});
    }
    add_total(builder, sheet);
    return findings;
}

std::vector<Cell> finding_row(Builder& builder, const RoundFinding& finding) {
    const RoundCheck& check = builder.round.checks[finding.check];
    const std::string register_id = check.definition.value("register", "");
    return {text_cell(finding_title(builder, finding)),
            severity_cell(builder, check.severity),
            text_cell(register_title(builder, register_id)),
            text_cell(finding_key(builder, finding)),
            text_cell(finding_name(builder, finding)),
            text_cell(finding_reason(builder, finding)),
            text_cell(finding_status(builder, finding)),
            date_cell(finding.info.due),
            text_cell(in_language(check.definition.at("remedy"), builder.words)),
            text_cell(norms_text(builder, check.definition)),
            text_cell(builder.words.say("tests." + check.definition.value("tests", ""))),
            date_cell(finding.info.first_seen),
            text_cell(finding_source(builder, finding)),
            text_cell(shown_id(check.definition, finding.info, builder.hides()))};
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
    const auto total = static_cast<long long>(own.size()) + static_cast<long long>(derived.size());
    if (total == 0) return;
    own.insert(own.end(), derived.begin(), derived.end());
    if (own.size() > most_positives) own.resize(most_positives);
    const long long more = total - static_cast<long long>(own.size());
    sheet.lines.push_back(
        line(LineKind::text,
             builder.say(more > 0 ? "list.positive_more" : "list.positive",
                         {{"n", builder.number(total)},
                          {"checks", builder.number(static_cast<long long>(list.checks.size()))},
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
    const auto beside = lines_beside(builder, wish);
    for (std::size_t at = 0; at < builder.round.lists.size(); ++at) {
        const RoundList& list = builder.round.lists[at];
        Sheet sheet = start(builder, wish, "checklist:" + list.id);
        sheet.title = visible(in_language(list.title, builder.words));
        sheet.lines.front() = line(LineKind::title, sheet.title);
        add_list_lines(builder, list, sheet);
        if (const auto said = beside.find(list.id); said != beside.end())
            sheet.lines.insert(sheet.lines.end(), said->second.begin(), said->second.end());
        add_groups(
            builder, [&](const RoundCheck& check) { return check.list == at; }, sheet);
        sheet.note =
            text_cell(builder.say("list.note", {{"light", light_cell(builder, list.light).text},
                                                {"open", builder.number(list.open)}}),
                      tone_of(list.light));
        sheet.table.empty = builder.say("list.no_findings");
        apply_limit(builder, wish, sheet);
        sheets.push_back(std::move(sheet));
    }
    return sheets;
}

namespace {

// Each on a row of its own; how many.
long long add_each(Builder& builder, const Wanted& wanted, Sheet& sheet) {
    add_columns(builder, sheet,
                {{"finding", 28},
                 {"severity", 9},
                 {"register", 19},
                 {"key", 14},
                 {"name", 23},
                 {"reason", 40},
                 {"status", 10},
                 {"due", 11}});
    add_unprinted(builder, sheet,
                  {{"remedy", 90},
                   {"norms", 40},
                   {"tests", 12},
                   {"first_seen", 14},
                   {"source", 50},
                   {"id", 15}});
    for (const auto& finding : builder.round.findings)
        if (wanted(builder.round.checks[finding.check]))
            sheet.table.rows.push_back(finding_row(builder, finding));
    return static_cast<long long>(sheet.table.rows.size());
}

}  // namespace

Sheet build_findings(Builder& builder, const EditionSheet& wish) {
    Sheet sheet = start(builder, wish, wish.grouped ? "findings:grouped" : "findings");
    const auto wanted = [&](const RoundCheck& check) {
        const std::string of = check.definition.value("register", "");
        return wish.only.empty() ||
               std::find(wish.only.begin(), wish.only.end(), of) != wish.only.end();
    };
    sheet.table.empty = builder.say("list.no_findings");
    const long long findings =
        wish.grouped ? add_groups(builder, wanted, sheet) : add_each(builder, wanted, sheet);
    sheet.note = text_cell(builder.say(wish.grouped ? "list.grouped_note" : "list.all_note",
                                       {{"n", builder.number(findings)}}));
    const Args counts = {
        {"shown", builder.number(wish.limit)},
        {"total", builder.number(static_cast<long long>(sheet.table.rows.size()))}};
    if (apply_limit(builder, wish, sheet))
        sheet.note = text_cell(builder.say("limit.note", counts));
    return sheet;
}

}  // namespace schouw
