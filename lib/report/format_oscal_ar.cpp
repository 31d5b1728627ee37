// SPDX-License-Identifier: EUPL-1.2
// OSCAL assessment results: an observation and a finding per check, a risk per finding of ours.
// Not everything known and met is not satisfied, and the reason says which of the two it is.
#include <map>

#include "base/file.hpp"
#include "report/format_machine.hpp"
#include "report/machine_text.hpp"
#include "report/oscal_parts.hpp"
#include "report/uuids.hpp"

namespace schouw {
namespace {

using Json = OscalJson;

long long count(const Json& check, const char* verdict) {
    return check.at(verdict).get<long long>();
}

Json state_of(const Json& check) {
    if (count(check, "not_met") > 0 || count(check, "open") > 0)
        return {{"state", "not-satisfied"}, {"reason", "fail"}};
    if (count(check, "unknown") + count(check, "to_judge") > 0)
        return {{"state", "not-satisfied"},
                {"reason", "other"},
                {"remarks", "not established: nothing was found, but not all could be judged"}};
    return {{"state", "satisfied"}, {"reason", "pass"}};
}

Json finding_json(const Json& check, const Json& risks) {
    const std::string id = text_at(check, "id");
    const std::string title = one_line(text_at(check, "title"), "-");
    const Json related = {{"observation-uuid", uuid_of("observation", id)}};
    Json out = {
        {"uuid", uuid_of("check", id)},
        {"title", title},
        {"description", title},
        {"target",
         {{"type", "objective-id"}, {"target-id", token_of(id)}, {"status", state_of(check)}}},
        {"related-observations", Json::array({related})}};
    if (!risks.empty()) out["related-risks"] = risks;
    return out;
}

Json selections(const Json& document) {
    Json controls = Json::array();
    for (const auto& norm : document.at("norms"))
        controls.push_back({{"control-id", token_of(text_at(norm, "id"))}});
    Json selection = Json::object();
    if (controls.empty())
        selection["include-all"] = Json::object();
    else
        selection["include-controls"] = controls;
    Json objectives = Json::array();
    for (const auto& check : document.at("checks"))
        objectives.push_back({{"objective-id", token_of(text_at(check, "id"))}});
    Json out = {{"control-selections", Json::array({selection})}};
    if (!objectives.empty()) {
        const Json all = {{"include-objectives", objectives}};
        out["control-objective-selections"] = Json::array({all});
    }
    return out;
}

// An empty list is not allowed.
void add_list(Json& object, const char* name, Json list) {
    if (!list.empty()) object[name] = std::move(list);
}

Json result_json(const Json& document) {
    const Json& run = document.at("run");
    std::map<std::string, Json> risks_of;
    const auto checks = oscal_checks(document);
    Json risks = Json::array();
    for (const auto& finding : document.at("findings")) {
        risks.push_back(oscal_risk(finding, checks));
        risks_of[text_at(finding, "check")].push_back({{"risk-uuid", risks.back().at("uuid")}});
    }
    Json observations = Json::array();
    Json findings = Json::array();
    for (const auto& check : document.at("checks")) {
        observations.push_back(oscal_observation(document, check));
        if (count(check, "met") + count(check, "not_met") + count(check, "unknown") +
                count(check, "to_judge") + count(check, "open") ==
            0)
            continue;  // nothing to which it applies
        const auto known = risks_of.find(text_at(check, "id"));
        findings.push_back(
            finding_json(check, known == risks_of.end() ? Json::array() : known->second));
    }
    const std::string title = one_line(text_at(document.at("edition"), "title"), "-");
    Json result = {{"uuid", uuid_of("result", text_at(run, "hash"))},
                   {"title", title},
                   {"description", title + " (" + text_at(run, "as_of") + ")"},
                   {"start", run.at("recorded_at")},
                   {"end", run.at("recorded_at")},
                   {"reviewed-controls", selections(document)}};
    add_list(result, "observations", std::move(observations));
    add_list(result, "risks", std::move(risks));
    add_list(result, "findings", std::move(findings));
    return result;
}

// The checklists are the plan.
Json plan_resource(const Json& document, const std::string& uuid) {
    Json props = Json::array();
    for (const auto& list : document.at("checklists"))
        add_oscal_prop(props, "checklist", list.at("id"));
    Json out = {{"uuid", uuid}, {"title", "schouw checklists"}};
    if (!props.empty()) out["props"] = props;
    return out;
}

}  // namespace

void write_oscal_ar(const Report& report, const std::filesystem::path& path, const ReadBack&) {
    const Json& document = report.document;
    const std::string hash = text_at(document.at("run"), "hash");
    const std::string edition =
        text_at(document.at("edition"), "id") + "." + text_at(document.at("edition"), "language");
    const std::string plan = uuid_of("plan", hash);
    Json out = {{"uuid", uuid_of("assessment-results", hash + "." + edition)},
                {"metadata", oscal_metadata(document)},
                {"import-ap", {{"href", "#" + plan}}},
                {"results", Json::array({result_json(document)})},
                {"back-matter", {{"resources", Json::array({plan_resource(document, plan)})}}}};
    write_file(path, json_text({{"assessment-results", out}}, 1) + "\n");
}

}  // namespace schouw
