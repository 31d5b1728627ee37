// SPDX-License-Identifier: EUPL-1.2
// What a person has to judge, by owner, as a form that is read back as the register of answers.
#include <algorithm>

#include "checks/compile.hpp"
#include "findings/wording.hpp"
#include "report/question_form.hpp"
#include "report/sheets.hpp"
#include "store/known.hpp"

namespace schouw {
namespace {

struct Asked {
    RoundFinding about;  // the record, as if it were a finding
    std::string owner;
};

// By owner; then by severity, in the order of checks and rows.
std::vector<Asked> asked_by_owner(Builder& builder) {
    const auto& checks = builder.round.checks;
    std::map<std::string, std::size_t> places;
    std::vector<RunCheckInfo> wanted(checks.size());
    for (std::size_t i = 0; i < checks.size(); ++i) {
        places[checks[i].id] = i;
        wanted[i].id = checks[i].id;
        wanted[i].run = checks[i].run;
    }
    std::vector<Asked> all;
    for (const auto& waiting : waiting_known(builder.store, wanted)) {
        Asked asked;
        asked.about.check = places.at(waiting.check);
        asked.about.info.check = waiting.check;
        asked.about.info.key = waiting.key;
        asked.about.info.row = waiting.row;
        asked.owner = finding_owner(builder, asked.about);
        all.push_back(std::move(asked));
    }
    std::stable_sort(all.begin(), all.end(), [&](const Asked& a, const Asked& b) {
        if (a.owner != b.owner) return owner_first(a.owner, b.owner);
        return checks[a.about.check].severity < checks[b.about.check].severity;
    });
    return all;
}

}  // namespace

Sheet build_questions(Builder& builder, const EditionSheet& wish) {
    Sheet sheet = start(builder, wish, "questions");
    sheet.table.empty = builder.words.say("form.none");
    const Schema* schema = with_role(builder.schemas, "answers");
    if (schema == nullptr) return sheet;
    add_columns(builder, sheet, {{"owner", 15}});
    add_form_columns(sheet.table, *schema, builder.words);
    add_unprinted(builder, sheet, {{"check", 40}});
    for (const auto& [about, owner] : asked_by_owner(builder)) {
        const Json& definition = builder.round.checks[about.check].definition;
        const bool hidden = hides_key(definition, builder.hides());
        auto& row = sheet.table.rows.emplace_back();
        row.push_back(text_cell(shown_owner(builder, owner)));
        add_form_cells(row, about.info.check, definition.value("register", ""),
                       hidden ? finding_key(builder, about) : about.info.key,
                       in_language(definition.at("question"), builder.words));
        row.push_back(text_cell(finding_title(builder, about)));
    }
    const auto rows = static_cast<long long>(sheet.table.rows.size());
    if (rows > 0)
        sheet.lines.push_back(line(LineKind::text, how_to_answer(*schema, rows, builder.words)));
    apply_limit(builder, wish, sheet);
    return sheet;
}

}  // namespace schouw
