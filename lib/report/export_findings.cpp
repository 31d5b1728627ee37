// SPDX-License-Identifier: EUPL-1.2
// Findings as they stand, and checks as they were, with their words in both languages.
#include <cstdint>

#include "findings/wording.hpp"
#include "report/export_parts.hpp"

namespace schouw {
namespace {

const char* const versions_sql = R"(
    SELECT n.name, v.definition, v.digest, min(c.run), max(c.run)
    FROM check_version v JOIN check_name n ON n.id = v.check_name
    JOIN run_check c ON c.check_version = v.id
    WHERE c.run <= ? GROUP BY v.id ORDER BY n.name, min(c.run), v.id)";

ExportCell text(const std::string& value) { return exported(std::string_view(value)); }
ExportCell said(const std::string& value) { return value.empty() ? null_cell() : text(value); }
ExportCell count(long long value) { return exported(static_cast<std::int64_t>(value)); }

ExportCell word(const Json& definition, const char* key) {
    return said(definition.value(key, std::string()));
}

ExportCell words(const Json& definition, const char* key, const Catalogue& catalogue) {
    return definition.contains(key) ? said(in_language(definition.at(key), catalogue))
                                    : null_cell();
}

ExportCell as_of(const Exporter& out, long long run) {
    const auto at = out.runs.find(run);
    return at == out.runs.end() ? null_cell() : text(at->second);
}

ExportRow finding_row(const FindingInfo& finding, const Json& definition, const RunInfo& run,
                      const Catalogue& nl, const Catalogue& en) {
    const std::string register_id = definition.value("register", "");
    const std::string facts = finding.facts.empty() ? "{}" : finding.facts;
    const bool open = is_open(finding.kind);
    return {text(finding_id(finding.check, register_id, finding.key)),
            text(finding.check),
            word(definition, "checklist"),
            text(register_id),
            text(finding.key),
            word(definition, "severity"),
            text(status_word(finding)),
            exported_flag(open),
            exported_flag(finding.unverified),
            count(finding.reopened),
            said(finding.first_seen),
            said(finding.changed_on),
            said(finding.due),
            finding.row > 0 ? count(finding.row) : null_cell(),
            words(definition, "title", nl),
            words(definition, "title", en),
            text(reason_of(definition, facts, run.as_of, nl, false)),
            text(reason_of(definition, facts, run.as_of, en, false)),
            exported_json(facts)};
}

// One check at a time, so that no more than its findings are in memory.
void export_open_and_closed(Exporter& out, const RunInfo& run, const Catalogue& nl,
                            const Catalogue& en) {
    const ExportedTable file{"findings",
                             "findings",
                             "",
                             {"finding", "check", "checklist", "register", "record_key", "severity",
                              "status", "is_open", "unverified", "reopened", "first_seen",
                              "changed_on", "due", "row", "title_nl", "title_en", "reason_nl",
                              "reason_en", "facts"},
                             0};
    out.folder.table(file, [&](const auto& sink) {
        SQLite::Statement names(out.store.db(), "SELECT name FROM check_name ORDER BY name");
        while (names.executeStep()) {
            const std::string name = names.getColumn(0).getString();
            const auto definition = definition_of(out.store, name, run.id);
            for (const auto& finding : findings_after(out.store, run.id, name))
                sink(finding_row(finding, definition.value_or(Json::object()), run, nl, en));
        }
    });
}

void export_checks(Exporter& out, const Catalogue& nl, const Catalogue& en) {
    const ExportedTable file{"checks",
                             "checks",
                             "",
                             {"check", "checklist", "register", "severity", "tests", "title_nl",
                              "title_en", "digest", "first_run", "first_as_of", "last_run",
                              "last_as_of", "definition"},
                             0};
    out.folder.table(file, [&](const auto& sink) {
        SQLite::Statement rows(out.store.db(), versions_sql);
        rows.bind(1, static_cast<int64_t>(out.limit.all ? INT64_MAX : out.limit.run));
        while (rows.executeStep()) {
            const std::string json = rows.getColumn(1).getString();
            const Json definition = Json::parse(json);
            const long long first = rows.getColumn(3).getInt64();
            const long long last = rows.getColumn(4).getInt64();
            sink({text(rows.getColumn(0).getString()), word(definition, "checklist"),
                  word(definition, "register"), word(definition, "severity"),
                  word(definition, "tests"), words(definition, "title", nl),
                  words(definition, "title", en), text(rows.getColumn(2).getString()), count(first),
                  as_of(out, first), count(last), as_of(out, last), exported_json(json)});
        }
    });
}

}  // namespace

void export_findings(Exporter& out) {
    const Catalogue nl(Language::nl);
    const Catalogue en(Language::en);
    const auto run =
        out.limit.all ? latest_run(out.store, "") : run_by_id(out.store, out.limit.run);
    export_open_and_closed(out, run.value_or(RunInfo{}), nl, en);
    export_checks(out, nl, en);
}

}  // namespace schouw
