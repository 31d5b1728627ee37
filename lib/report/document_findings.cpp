// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "base/digest.hpp"
#include "checks/compile.hpp"
#include "findings/waivers.hpp"
#include "findings/wording.hpp"
#include "report/document_parts.hpp"
#include "report/machine_text.hpp"
#include "report/run_json.hpp"
#include "store/known.hpp"

namespace schouw {
namespace {

constexpr std::size_t digest_shown = 12;

// Whether the edition may show this column of the register of waivers.
bool shows(const Builder& builder, const char* column) {
    if (!builder.hides()) return true;
    const Schema* schema = with_role(builder.schemas, waivers_role);
    const auto at = schema == nullptr ? std::nullopt : schema->find(column);
    return at && !schema->columns[*at].personal;
}

// The id of a waiver names the pattern of its keys.
void hide_personal(const Builder& builder, Json& waiver) {
    const std::pair<const char*, const char*> columns[] = {{"key", "key_pattern"},
                                                           {"reason", "reason"},
                                                           {"owner", "owner"},
                                                           {"approver", "approver"},
                                                           {"evidence", "evidence"}};
    const std::string id = waiver.value("id", "");
    if (!waiver.at("key").is_null() && !shows(builder, "key_pattern"))
        waiver["id"] = sha256_hex(id).substr(0, digest_shown);
    for (const auto& [name, column] : columns)
        if (!shows(builder, column)) waiver[name] = Json();
}

bool confidential(const Builder& builder, const Json& definition) {
    const auto& closed = builder.edition.confidential;
    return std::find(closed.begin(), closed.end(), definition.value("register", "")) !=
           closed.end();
}

Json shown_waiver(const Builder& builder, const WaiverInfo& waiver, const Json& definition) {
    Json out = waiver_json(waiver, statutory_duty(definition));
    hide_personal(builder, out);
    if (confidential(builder, definition)) out["reason"] = Json();
    if (hides_key(definition, builder.hides()))  // the id may tell the key
        out["id"] = definition.value("id", "") + " " + waiver.from;
    return out;
}

const char* change_of(const FindingInfo& finding, const RunInfo& run) {
    switch (finding.kind) {
        case EventKind::solved: return "solved";
        case EventKind::withdrawn: return "withdrawn";
        case EventKind::lapsed: return "lapsed";
        case EventKind::renamed: return "renamed";
        case EventKind::reopened:
            if (finding.is_new) return "reopened";
            break;
        default:
            if (finding.is_new) return "new";
    }
    return finding.last_run == run.id ? "updated" : "unchanged";
}

Json norm_ids(const Json& definition) {
    Json ids = Json::array();
    for (const auto& norm : definition.at("norms")) ids.push_back(norm.at("id"));
    return ids;
}

Json one_finding(const Builder& builder, const FindingInfo& finding, const Json& definition,
                 const RunInfo* judged) {
    Json out = finding_json(finding, definition, builder.round.run, builder.round.sources,
                            builder.words, judged, builder.hides());
    out["key"] =
        definition.value("kind", "") == "absent" ? Json() : Json(plain_key(text_at(out, "key")));
    out["change"] = change_of(finding, builder.round.run);
    out["title"] = in_language(definition.at("title"), builder.words);
    out["checklist"] = definition.value("checklist", "");
    out["norms"] = norm_ids(definition);
    out["tests"] = definition.value("tests", "");
    if (confidential(builder, definition)) out["source"]["row"] = Json();
    if (finding.waiver != nullptr)
        out["waived"] = shown_waiver(builder, *finding.waiver, definition);
    return out;
}

Json open_finding(Builder& builder, const RoundFinding& finding) {
    const RoundCheck& check = builder.round.checks[finding.check];
    const RunInfo* judged = nullptr;
    for (const auto& run : builder.round.earlier)
        if (run.id == check.run) judged = &run;
    Json out = one_finding(builder, finding.info, check.definition, judged);
    const std::string name = finding_name(builder, finding);
    const std::string owner = finding_owner(builder, finding);
    out["name"] = name.empty() ? Json() : Json(name);
    out["owner"] = owner == "-" ? Json() : Json(owner);
    out["overdue"] = finding.overdue;
    return out;
}

}  // namespace

std::vector<std::string> only_registers(const Edition& edition) {
    std::vector<std::string> only;
    for (const auto& sheet : edition.sheets) {
        if (sheet.kind == SheetKind::checklists || sheet.kind == SheetKind::worklist) return {};
        if (sheet.kind != SheetKind::findings) continue;
        if (sheet.only.empty()) return {};
        only.insert(only.end(), sheet.only.begin(), sheet.only.end());
    }
    return only;
}

bool speaks_of(const Builder& builder, const std::string& register_id) {
    const auto only = only_registers(builder.edition);
    return only.empty() || std::find(only.begin(), only.end(), register_id) != only.end();
}

Json findings_json(Builder& builder) {
    const RunInfo& run = builder.round.run;
    Json out = Json::array();
    const auto wanted = [&](const Json& definition) {
        return speaks_of(builder, definition.value("register", ""));
    };
    for (const auto& finding : builder.round.findings)
        if (wanted(builder.round.checks[finding.check].definition))
            out.push_back(open_finding(builder, finding));
    std::vector<FindingInfo> closed;
    for (auto& finding : findings_after(builder.store, run.id))
        if (!is_open(finding.kind) && finding.last_run == run.id)
            closed.push_back(std::move(finding));
    auto definitions = definitions_for(builder.store, run, closed);
    for (auto& [id, definition] : definitions)
        if (confidential(builder, definition)) close_definition(definition);
    for (const auto& finding : closed) {
        if (!wanted(definitions.at(finding.check))) continue;
        Json one = one_finding(builder, finding, definitions.at(finding.check), nullptr);
        one["name"] = Json();
        one["owner"] = Json();
        one["overdue"] = false;
        out.push_back(std::move(one));
    }
    return out;
}

Json waivers_json(const Builder& builder) {
    Json out = Json::array();
    std::map<std::string, std::size_t> places;
    for (const auto& finding : builder.round.findings) {
        const Json& definition = builder.round.checks[finding.check].definition;
        if (finding.info.waiver == nullptr || !speaks_of(builder, definition.value("register", "")))
            continue;
        const auto [at, added] = places.try_emplace(finding.info.waiver->id, out.size());
        if (added) {
            out.push_back(shown_waiver(builder, *finding.info.waiver, definition));
            out.back()["findings"] = 0;
        }
        out[at->second]["findings"] = out[at->second]["findings"].get<long long>() + 1;
    }
    return out;
}

}  // namespace schouw
