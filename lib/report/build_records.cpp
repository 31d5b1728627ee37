// SPDX-License-Identifier: EUPL-1.2
// A register of the snapshot in, a sheet with its records out: which one, and which columns, says
// the edition.
#include <algorithm>

#include "base/text.hpp"
#include "checks/checklist.hpp"
#include "findings/wording.hpp"
#include "report/record_chart.hpp"

namespace schouw {
namespace {

constexpr double unprinted_width = 60;

struct OfRecord {
    std::vector<std::string> titles;
    std::size_t gravest = severity_words.size();
};

// record key → its open findings
std::map<std::string, OfRecord> findings_by_key(const Builder& builder,
                                                const std::string& register_id) {
    std::map<std::string, OfRecord> out;
    for (const auto& finding : builder.round.findings) {
        const RoundCheck& check = builder.round.checks[finding.check];
        if (check.definition.value("register", "") != register_id) continue;
        OfRecord& record = out[finding.info.key];
        record.titles.push_back(finding_title(builder, finding));
        record.gravest = std::min(record.gravest, check.severity);
    }
    return out;
}

}  // namespace

Sheet build_records(Builder& builder, const EditionSheet& wish) {
    Sheet sheet = start(builder, wish, "records:" + wish.register_id + ":" + wish.title.en);
    const SourceInfo* source = source_of(builder, wish.register_id);
    if (source == nullptr || source->state != "read") {
        sheet.lines.push_back(line(LineKind::text, builder.say("record.absent")));
        const bool failed = source != nullptr && source->state == "failed";
        sheet.note = text_cell(builder.say(failed ? "state.failed" : "state.not_configured"));
        return sheet;
    }
    Records records(builder, wish);
    const auto columns = records.columns();
    const auto keys = records.keys();
    const auto findings = findings_by_key(builder, wish.register_id);
    for (const auto& shown : columns) {
        const bool printed = std::find(wish.unprinted.begin(), wish.unprinted.end(),
                                       shown.column->id) == wish.unprinted.end();
        sheet.table.columns.push_back({records.title(*shown.column),
                                       printed ? records.width(*shown.column) : unprinted_width,
                                       printed, wish.keep_empty});
    }
    if (wish.findings)
        sheet.table.columns.push_back({builder.say("col.record_findings"), 34, true});
    long long with_findings = 0;
    for (const auto& key : keys) {
        auto row = records.row(columns, key);
        const auto at = findings.find(key);
        with_findings += at == findings.end() ? 0 : 1;
        if (wish.findings)
            row.push_back(at == findings.end() ? text_cell(builder.say("record.no_finding"))
                                               : text_cell(join(at->second.titles, "; "),
                                                           tone_of_severity(at->second.gravest)));
        sheet.table.rows.push_back(std::move(row));
    }
    sheet.table.empty = builder.say("record.none");
    add_band(builder, wish.band, columns, sheet);
    if (wish.chart) add_chart(builder, *wish.chart, columns, sheet);
    if (wish.findings && !keys.empty())
        sheet.lines.push_back(line(
            LineKind::text, builder.say("record.counts",
                                        {{"n", builder.number(static_cast<long long>(keys.size()))},
                                         {"m", builder.number(with_findings)}})));
    sheet.note = text_cell(
        builder.say("record.note", {{"n", builder.number(static_cast<long long>(keys.size()))}}));
    apply_limit(builder, wish, sheet);
    return sheet;
}

}  // namespace schouw
