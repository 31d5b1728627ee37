// SPDX-License-Identifier: EUPL-1.2
// The work list: every open finding with who has to act, how, and room for a reply.
#include <algorithm>

#include "checks/checklist.hpp"
#include "findings/wording.hpp"
#include "report/sheets.hpp"

namespace schouw {
namespace {

struct Owned {
    const RoundFinding* finding;
    std::string owner;
};

// By owner; then by severity and term.
std::vector<Owned> by_owner(Builder& builder) {
    std::vector<Owned> all;
    for (const auto& finding : builder.round.findings)
        all.push_back({&finding, finding_owner(builder, finding)});
    const auto& checks = builder.round.checks;
    std::stable_sort(all.begin(), all.end(), [&](const Owned& a, const Owned& b) {
        if (a.owner != b.owner) return owner_first(a.owner, b.owner);
        const auto severity_a = checks[a.finding->check].severity;
        const auto severity_b = checks[b.finding->check].severity;
        if (severity_a != severity_b) return severity_a < severity_b;
        const std::string& due_a = a.finding->info.due;
        const std::string& due_b = b.finding->info.due;
        if (due_a.empty() != due_b.empty()) return due_b.empty();
        return due_a < due_b;
    });
    return all;
}

}  // namespace

Sheet build_owners(Builder& builder, const EditionSheet& wish) {
    Sheet sheet = start(builder, wish, "owners");
    sheet.table.columns = {{builder.say("col.owner"), 60}, {builder.say("col.open"), 16}};
    for (const auto& word : severity_words)
        sheet.table.columns.push_back({builder.words.say("severity." + word), 12});
    sheet.table.columns.push_back({builder.say("col.overdue"), 18});
    sheet.table.empty = builder.say("list.no_findings");
    struct Count {
        std::string owner;
        long long all = 0, by_severity[4] = {}, overdue = 0;
    };
    std::vector<Count> counts;
    for (const auto& [finding, owner] : by_owner(builder)) {
        if (counts.empty() || counts.back().owner != owner) counts.push_back({owner, 0, {}, 0});
        Count& count = counts.back();
        ++count.all;
        ++count.by_severity[builder.round.checks[finding->check].severity];
        count.overdue += finding->overdue ? 1 : 0;
    }
    for (const auto& count : counts) {
        std::vector<Cell> row = {text_cell(shown_owner(builder, count.owner)),
                                 number_cell(count.all)};
        for (const auto value : count.by_severity) row.push_back(number_cell(value));
        row.push_back(number_cell(count.overdue));
        sheet.table.rows.push_back(std::move(row));
        sheet.table.links.push_back("worklist");
    }
    add_total(builder, sheet);
    const auto known = std::count_if(counts.begin(), counts.end(),
                                     [](const Count& count) { return count.owner != "-"; });
    const long long without = known < static_cast<long long>(counts.size()) ? counts.back().all : 0;
    const Args args = {
        {"n", builder.number(known)},
        {"without", builder.number(without)},
        {"open", builder.number(static_cast<long long>(builder.round.findings.size()))}};
    sheet.lines.push_back(line(LineKind::text, builder.say("owner.counts", args)));
    sheet.note = text_cell(builder.say("owner.note", args));
    return sheet;
}

Sheet build_worklist(Builder& builder, const EditionSheet& wish) {
    Sheet sheet = start(builder, wish, "worklist");
    add_columns(builder, sheet,
                {{"owner", 15},
                 {"severity", 8},
                 {"finding", 18},
                 {"key", 9},
                 {"name", 16},
                 {"reason", 42},
                 {"remedy", 36},
                 {"due", 11},
                 {"reply", 12}});
    add_unprinted(builder, sheet,
                  {{"register", 30}, {"source", 50}, {"status", 14}, {"norms", 40}, {"id", 18}});
    sheet.table.empty = builder.say("list.no_findings");
    for (const auto& [finding, owner] : by_owner(builder)) {
        const RoundCheck& check = builder.round.checks[finding->check];
        const std::string register_id = check.definition.value("register", "");
        sheet.table.rows.push_back(
            {text_cell(shown_owner(builder, owner)), severity_cell(builder, check.severity),
             text_cell(finding_title(builder, *finding)), text_cell(finding_key(builder, *finding)),
             text_cell(finding_name(builder, *finding)),
             text_cell(finding_reason(builder, *finding)),
             text_cell(in_language(check.definition.at("remedy"), builder.words)),
             date_cell(finding->info.due), answer_cell(),
             text_cell(register_title(builder, register_id)),
             text_cell(finding_source(builder, *finding)),
             text_cell(finding_status(builder, *finding)),
             text_cell(norms_text(builder, check.definition)),
             text_cell(shown_id(check.definition, finding->info, builder.hides()))});
    }
    sheet.note = text_cell(builder.say(
        "list.all_note",
        {{"n", builder.number(static_cast<long long>(builder.round.findings.size()))}}));
    const Args counts = {
        {"shown", builder.number(wish.limit)},
        {"total", builder.number(static_cast<long long>(sheet.table.rows.size()))}};
    if (apply_limit(builder, wish, sheet))
        sheet.note = text_cell(builder.say("limit.note", counts));
    return sheet;
}

}  // namespace schouw
