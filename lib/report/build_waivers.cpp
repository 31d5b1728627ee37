// SPDX-License-Identifier: EUPL-1.2
// Accepted deviations: each waiver that covered an open finding in the run, with its last day.
#include <algorithm>

#include "base/text.hpp"
#include "checks/compile.hpp"
#include "findings/waivers.hpp"
#include "findings/wording.hpp"
#include "report/sheets.hpp"

namespace schouw {
namespace {

constexpr std::size_t most_keys = 60;  // records of a row that are listed

struct Accepted {
    const WaiverInfo* waiver;
    std::vector<const RoundFinding*> findings;
};

// The waivers by last day; each with the findings that it covers.
std::vector<Accepted> accepted(const Round& round) {
    std::vector<Accepted> all;
    for (const auto& finding : round.findings) {
        if (finding.info.waiver == nullptr) continue;
        const auto at = std::find_if(all.begin(), all.end(), [&](const Accepted& one) {
            return one.waiver->id == finding.info.waiver->id;
        });
        if (at != all.end())
            at->findings.push_back(&finding);
        else
            all.push_back({finding.info.waiver.get(), {&finding}});
    }
    std::stable_sort(all.begin(), all.end(), [](const Accepted& a, const Accepted& b) {
        return a.waiver->until < b.waiver->until;
    });
    return all;
}

bool shown(const Builder& builder, const char* column) {
    const Schema* schema = with_role(builder.schemas, waivers_role);
    if (!builder.hides() || schema == nullptr) return !builder.hides();
    const auto at = schema->find(column);
    return at && !schema->columns[*at].personal;
}

std::string keys_text(const Builder& builder, const std::vector<const RoundFinding*>& findings) {
    std::vector<std::string> keys;
    for (const auto* finding : findings)
        if (keys.size() < most_keys) keys.push_back(finding_key(builder, *finding));
    const std::string text = join(keys, "; ");
    if (keys.size() == findings.size()) return text;
    const auto more = static_cast<long long>(findings.size() - keys.size());
    return builder.say("unknown.more", {{"keys", text}, {"n", builder.number(more)}});
}

bool duty_of(const Builder& builder, const RoundFinding& finding) {
    return statutory_duty(builder.round.checks[finding.check].definition);
}

std::vector<Cell> row_of(Builder& builder, const Accepted& one) {
    const RoundFinding& first = *one.findings.front();
    const auto personal = [&](const char* column, const std::string& text) {
        return text.empty() || !shown(builder, column) ? Cell{} : text_cell(text);
    };
    const bool duty = duty_of(builder, first);
    return {text_cell(finding_title(builder, first)),
            severity_cell(builder, builder.round.checks[first.check].severity),
            number_cell(static_cast<long long>(one.findings.size())),
            text_cell(keys_text(builder, one.findings)),
            personal("reason", one.waiver->reason),
            personal("owner", one.waiver->owner),
            personal("approver", one.waiver->approver),
            date_cell(one.waiver->until),
            text_cell(builder.say(duty ? "waiver.duty_yes" : "waiver.duty_no")),
            number_cell(one.waiver->renewals),
            date_cell(one.waiver->from),
            personal("evidence", one.waiver->evidence),
            text_cell(norms_text(builder, builder.round.checks[first.check].definition))};
}

}  // namespace

Sheet build_waivers(Builder& builder, const EditionSheet& wish) {
    Sheet sheet = start(builder, wish, "waivers");
    add_columns(builder, sheet,
                {{"finding", 26},
                 {"severity", 9},
                 {"times", 8},
                 {"records", 20},
                 {"deviation_reason", 34},
                 {"owner", 18},
                 {"approver", 18},
                 {"accepted_until", 12},
                 {"duty", 14}});
    add_unprinted(builder, sheet,
                  {{"renewals", 12}, {"accepted_from", 12}, {"evidence", 24}, {"norms", 40}});
    sheet.table.empty = builder.say("waiver.none");
    const auto all = accepted(builder.round);
    long long findings = 0;
    long long duty = 0;
    for (const auto& one : all) {
        findings += static_cast<long long>(one.findings.size());
        for (const auto* finding : one.findings) duty += duty_of(builder, *finding) ? 1 : 0;
        sheet.table.rows.push_back(row_of(builder, one));
    }
    const Args args = {{"n", builder.number(static_cast<long long>(all.size()))},
                       {"findings", builder.number(findings)},
                       {"duty", builder.number(duty)}};
    sheet.lines.push_back(line(LineKind::text, builder.say("waiver.rule")));
    if (!all.empty()) {
        sheet.lines.push_back(line(LineKind::text, builder.say("waiver.counts", args)));
        if (builder.hides())
            builder.leave_out(builder.say("waiver.hidden"), builder.say("hidden.personal"));
    }
    sheet.note = text_cell(all.empty() ? builder.say("none") : builder.say("waiver.note", args));
    apply_limit(builder, wish, sheet);
    return sheet;
}

}  // namespace schouw
