// SPDX-License-Identifier: EUPL-1.2
#include "report/oscal_parts.hpp"

#include "report/machine_text.hpp"
#include "report/uuids.hpp"

namespace schouw {
namespace {

using Json = OscalJson;

const char* const oscal_version = "1.2.1";
const char* const own_namespace = "urn:x-schouw:oscal";

// A day as the moment that it begins, as dates with a time are asked for.
std::string day_begins(const std::string& iso) { return iso + "T00:00:00Z"; }

const char* status_of(const Json& finding) {
    const std::string change = text_at(finding, "change");
    for (const char* closed : {"solved", "withdrawn", "lapsed", "renamed"})
        if (change == closed) return "closed";
    return finding.at("waived").is_null() ? "open" : "deviation-approved";
}

Json finding_props(const Json& finding) {
    Json props = Json::array();
    for (const char* name :
         {"id", "check", "register", "key", "name", "severity", "status", "change", "unverified",
          "first_seen", "last_seen", "age_days", "due", "overdue", "owner"})
        add_oscal_prop(props, name, finding.at(name));
    for (const auto& norm : finding.at("norms")) add_oscal_prop(props, "norm", norm);
    if (!finding.at("waived").is_null())
        for (const char* name : {"reason", "owner", "approver", "from", "until", "duty_remains"})
            add_oscal_prop(props, (std::string("deviation_") + name).c_str(),
                           finding.at("waived").at(name));
    return props;
}

}  // namespace

OscalJson oscal_metadata(const OscalJson& document) {
    const Json& run = document.at("run");
    const Json& edition = document.at("edition");
    const std::string title = one_line(text_at(edition, "title"), "-");
    const std::string organisation = one_line(text_at(run, "organisation"), "-");
    Json props = Json::array();
    add_oscal_prop(props, "as_of", run.at("as_of"));
    add_oscal_prop(props, "edition", edition.at("id"));
    add_oscal_prop(props, "run_hash", run.at("hash"));
    add_oscal_prop(props, "snapshot_digest", run.at("snapshot_digest"));
    add_oscal_prop(props, "complete", run.at("complete"));
    add_oscal_prop(props, "score_percent", document.at("score").at("percent"));
    for (const auto& part : document.at("left_out"))
        add_oscal_prop(props, "left_out", text_at(part, "what") + ": " + text_at(part, "why"));
    const Json party = {{"uuid", uuid_of("organisation", organisation)},
                        {"type", "organization"},
                        {"name", organisation}};
    return {{"title", title + ", " + organisation},
            {"last-modified", run.at("recorded_at")},
            {"version", "run " + std::to_string(run.at("id").get<long long>())},
            {"oscal-version", oscal_version},
            {"props", props},
            {"parties", Json::array({party})}};
}

void add_oscal_prop(OscalJson& props, const char* name, const OscalJson& value) {
    if (value.is_null()) return;
    const std::string text =
        one_line(value.is_string() ? value.get<std::string>() : value.dump(), "");
    if (text.empty()) return;
    std::string dashed(name);
    for (auto& c : dashed) c = c == '_' ? '-' : c;
    props.push_back({{"name", dashed}, {"ns", own_namespace}, {"value", text}});
}

OscalJson oscal_observation(const OscalJson& document, const OscalJson& check) {
    Json props = Json::array();
    for (const char* name : {"checklist", "register", "severity", "tests", "met", "not_met",
                             "unknown", "not_applicable", "to_judge", "waived"})
        add_oscal_prop(props, name, check.at(name));
    for (const auto& norm : check.at("norms")) add_oscal_prop(props, "norm", norm);
    const bool asked = text_at(check, "kind") == "question";
    return {{"uuid", uuid_of("observation", text_at(check, "id"))},
            {"title", one_line(text_at(check, "title"), "-")},
            {"description", one_line(text_at(check, "question"), text_at(check, "title"))},
            {"props", props},
            {"methods", Json::array({asked ? "INTERVIEW" : "EXAMINE"})},
            {"types", Json::array({"control-objective"})},
            {"collected", document.at("run").at("recorded_at")}};
}

std::set<std::string> oscal_checks(const OscalJson& document) {
    std::set<std::string> ids;
    for (const auto& check : document.at("checks")) ids.insert(text_at(check, "id"));
    return ids;
}

OscalJson oscal_risk(const OscalJson& finding, const std::set<std::string>& checks) {
    const std::string id = text_at(finding, "id");
    const std::string title = one_line(text_at(finding, "title"), "-");
    const std::string reason = one_line(text_at(finding, "reason"), title);
    Json risk = {{"uuid", uuid_of("risk", id)},     {"title", title},
                 {"description", reason},           {"statement", reason},
                 {"props", finding_props(finding)}, {"status", status_of(finding)}};
    if (const std::string due = text_at(finding, "due"); !due.empty())
        risk["deadline"] = day_begins(due);
    if (const std::string remedy = one_line(text_at(finding, "remedy"), ""); !remedy.empty()) {
        const Json response = {{"uuid", uuid_of("remedy", id)},
                               {"lifecycle", "recommendation"},
                               {"title", title},
                               {"description", remedy}};
        risk["remediations"] = Json::array({response});
    }
    if (const std::string check = text_at(finding, "check"); checks.contains(check)) {
        const Json related = {{"observation-uuid", uuid_of("observation", check)}};
        risk["related-observations"] = Json::array({related});
    }
    return risk;
}

}  // namespace schouw
