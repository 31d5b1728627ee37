// SPDX-License-Identifier: EUPL-1.2
// SARIF 2.1.0: a rule per check, a result per finding; unknown, to judge, met and not applicable
// are one result per check, with their number.
#include <map>

#include "base/file.hpp"
#include "base/uuid.hpp"
#include "report/format_machine.hpp"
#include "report/machine_text.hpp"
#include "report/uuids.hpp"

namespace schouw {
namespace {

using Json = nlohmann::ordered_json;

const char* const schema_uri =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const char* const norms_name = "norms";

struct Sarif {
    const Json& document;
    std::map<std::string, std::size_t> rules, norms, artifacts;
    Json results = Json::array();
};

std::string level_of(const std::string& severity) {
    if (severity == "critical" || severity == "high") return "error";
    return severity == "medium" ? "warning" : "note";
}

Json text_json(const std::string& text) { return {{"text", one_line(text, "-")}}; }

Json rule_json(const Sarif& sarif, const Json& check) {
    Json rule = {{"id", check.at("id")},
                 {"shortDescription", text_json(text_at(check, "title"))},
                 {"help", text_json(text_at(check, "remedy"))},
                 {"defaultConfiguration", {{"level", level_of(text_at(check, "severity"))}}}};
    if (text_at(check, "remedy").empty()) rule.erase("help");
    Json relations = Json::array();
    for (const auto& norm : check.at("norms"))
        relations.push_back({{"target",
                              {{"id", norm},
                               {"index", sarif.norms.at(norm.get<std::string>())},
                               {"toolComponent", {{"name", norms_name}, {"index", 0}}}}},
                             {"kinds", Json::array({"relevant"})}});
    if (!relations.empty()) rule["relationships"] = relations;
    rule["properties"] = {{"checklist", check.at("checklist")},
                          {"register", check.at("register")},
                          {"severity", check.at("severity")},
                          {"tests", check.at("tests")},
                          {"origin", check.at("origin")}};
    return rule;
}

// Only text files have lines; of a workbook the cell is named by its place in it.
Json location_json(const Sarif& sarif, const Json& finding) {
    const Json& source = finding.at("source");
    const std::string key = text_at(finding, "key");
    const std::string register_id = text_at(finding, "register");
    Json location = Json::object();
    if (const auto at = sarif.artifacts.find(text_at(source, "file"));
        at != sarif.artifacts.end()) {
        location["physicalLocation"]["artifactLocation"] = {{"uri", uri_of(at->first)},
                                                            {"index", at->second}};
        if (source.at("sheet").is_null() && source.at("row").is_number())
            location["physicalLocation"]["region"] = {{"startLine", source.at("row")}};
    }
    const Json logical = {
        {"name", one_line(key, register_id)},
        {"fullyQualifiedName", register_id + (key.empty() ? "" : "/" + one_line(key, "-"))},
        {"kind", key.empty() ? "register" : "record"}};
    location["logicalLocations"] = Json::array({logical});
    return location;
}

const char* baseline_of(const std::string& change) {
    if (change == "new" || change == "reopened") return "new";
    if (change == "updated") return "updated";
    return change == "unchanged" ? "unchanged" : "absent";
}

Json suppression_json(const Json& waived) {
    Json out = {{"kind", "external"},
                {"status", "accepted"},
                {"guid", uuid_of("waiver", text_at(waived, "id"))}};
    if (!waived.at("reason").is_null()) out["justification"] = waived.at("reason");
    out["properties"] = {{"from", waived.at("from")},
                         {"until", waived.at("until")},
                         {"duty_remains", waived.at("duty_remains")}};
    for (const char* name : {"owner", "approver"})
        if (!waived.at(name).is_null()) out["properties"][name] = waived.at(name);
    return out;
}

void add_finding(Sarif& sarif, const Json& finding) {
    const std::string id = text_at(finding, "id");
    const std::string check = text_at(finding, "check");
    Json result = {{"ruleId", check}};
    if (const auto at = sarif.rules.find(check); at != sarif.rules.end())
        result["ruleIndex"] = at->second;
    result["kind"] = "fail";
    result["level"] = level_of(text_at(finding, "severity"));
    result["message"] = text_json(text_at(finding, "reason"));
    result["locations"] = Json::array({location_json(sarif, finding)});
    result["correlationGuid"] = uuid_of("finding", id);
    result["fingerprints"] = {{"schouw/finding/v1", id}};
    result["partialFingerprints"] = {{"schouw/finding/v1", id}};
    result["baselineState"] = baseline_of(text_at(finding, "change"));
    result["suppressions"] = Json::array();
    if (!finding.at("waived").is_null())
        result["suppressions"].push_back(suppression_json(finding.at("waived")));
    Json properties = Json::object();
    for (const char* name : {"severity", "status", "change", "unverified", "first_seen",
                             "last_seen", "age_days", "due", "overdue", "name", "owner"})
        if (!finding.at(name).is_null()) properties[name] = finding.at(name);
    for (const char* name : {"sheet", "row", "column"})
        if (!finding.at("source").at(name).is_null())
            properties[std::string("source_") + name] = finding.at("source").at(name);
    result["properties"] = properties;
    sarif.results.push_back(std::move(result));
}

// What was not found, or could not be seen: one result with a count.
void add_verdicts(Sarif& sarif, const Json& check) {
    const std::pair<const char*, const char*> kinds[] = {{"met", "pass"},
                                                         {"unknown", "open"},
                                                         {"to_judge", "review"},
                                                         {"not_applicable", "notApplicable"}};
    for (const auto& [verdict, kind] : kinds) {
        const long long count = check.at(verdict).get<long long>();
        if (count == 0) continue;
        sarif.results.push_back({{"ruleId", check.at("id")},
                                 {"ruleIndex", sarif.rules.at(text_at(check, "id"))},
                                 {"kind", kind},
                                 {"level", "none"},
                                 {"message", text_json(text_at(check, "title"))},
                                 {"occurrenceCount", count},
                                 {"properties", {{"verdict", verdict}}}});
    }
}

Json artifacts_json(Sarif& sarif) {
    Json out = Json::array();
    for (const auto& source : sarif.document.at("registers")) {
        const std::string file = text_at(source, "source");
        if (file.empty() || !sarif.artifacts.emplace(file, out.size()).second) continue;
        out.push_back(
            {{"location", {{"uri", uri_of(file)}}}, {"roles", Json::array({"analysisTarget"})}});
        if (const std::string digest = text_at(source, "sha256"); !digest.empty())
            out.back()["hashes"] = {{"sha-256", digest}};
    }
    return out;
}

Json taxonomy_json(Sarif& sarif, const std::string& language) {
    Json taxa = Json::array();
    for (const auto& norm : sarif.document.at("norms")) {
        sarif.norms.emplace(text_at(norm, "id"), taxa.size());
        taxa.push_back(
            {{"id", norm.at("id")},
             {"name", one_line(text_at(norm, "title"), text_at(norm, "id"))},
             {"shortDescription", text_json(text_at(norm, "summary"))},
             {"properties", {{"source", norm.at("source")}, {"kind", norm.at("kind")}}}});
    }
    return {{"name", norms_name},
            {"guid", uuid_of("taxonomy", norms_name)},
            {"language", language},
            {"isComprehensive", false},
            {"taxa", taxa}};
}

Json driver_json(Sarif& sarif, const std::string& language) {
    const auto& checks = sarif.document.at("checks");
    for (std::size_t i = 0; i < checks.size(); ++i)
        sarif.rules.emplace(text_at(checks[i], "id"), i);
    Json rules = Json::array();
    for (const auto& check : checks) rules.push_back(rule_json(sarif, check));
    return {{"name", "schouw"},
            {"version", SCHOUW_VERSION},
            {"language", language},
            {"rules", rules},
            {"supportedTaxonomies",
             Json::array({Json{
                 {"name", norms_name}, {"index", 0}, {"guid", uuid_of("taxonomy", norms_name)}}})}};
}

Json run_of(Sarif& sarif) {
    const Json& document = sarif.document;
    const Json& run = document.at("run");
    const std::string language = text_at(document.at("edition"), "language");
    Json taxonomy = taxonomy_json(sarif, language);
    Json driver = driver_json(sarif, language);
    Json artifacts = artifacts_json(sarif);
    for (const auto& finding : document.at("findings")) add_finding(sarif, finding);
    for (const auto& check : document.at("checks")) add_verdicts(sarif, check);
    Json out = {
        {"tool", {{"driver", std::move(driver)}}},
        {"automationDetails",
         {{"id", "schouw/" + text_at(document.at("edition"), "id") + "/" + text_at(run, "as_of")},
          {"guid", uuid_of("run", text_at(run, "hash"))}}}};
    if (!run.at("previous").is_null())
        out["baselineGuid"] = uuid_of("run", text_at(run.at("previous"), "hash"));
    const Json invocation = {{"executionSuccessful", run.at("complete")},
                             {"startTimeUtc", run.at("recorded_at")},
                             {"endTimeUtc", run.at("recorded_at")}};
    out["invocations"] = Json::array({invocation});
    out["language"] = language;
    out["artifacts"] = std::move(artifacts);
    out["taxonomies"] = Json::array({std::move(taxonomy)});
    out["results"] = std::move(sarif.results);
    out["properties"] = {{"edition", document.at("edition")},
                         {"run", run},
                         {"score", document.at("score")},
                         {"counts", document.at("counts")},
                         {"left_out", document.at("left_out")}};
    return out;
}

}  // namespace

void write_sarif(const Report& report, const std::filesystem::path& path, const ReadBack&) {
    Sarif sarif{report.document, {}, {}, {}, Json::array()};
    Json log = {{"$schema", schema_uri}, {"version", "2.1.0"}, {"runs", Json::array()}};
    log["runs"].push_back(run_of(sarif));
    write_file(path, json_text(log, 1) + "\n");
}

}  // namespace schouw
