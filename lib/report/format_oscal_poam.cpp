// SPDX-License-Identifier: EUPL-1.2
// OSCAL plan of action and milestones: an item per open finding with its risk, and one per
// recommendation or promise that is not finished, with its terms.
#include "base/catalogue.hpp"
#include "base/file.hpp"
#include "report/format_machine.hpp"
#include "report/machine_text.hpp"
#include "report/oscal_parts.hpp"
#include "report/uuids.hpp"

namespace schouw {
namespace {

using Json = OscalJson;

Json finding_item(const Json& finding, const Json& risk) {
    const Json related = {{"risk-uuid", risk.at("uuid")}};
    Json props = Json::array();
    for (const char* name : {"id", "check", "register", "key", "owner"})
        add_oscal_prop(props, name, finding.at(name));
    return {{"uuid", uuid_of("poam-item", text_at(finding, "id"))},
            {"title", risk.at("title")},
            {"description", one_line(text_at(finding, "remedy"), text_at(finding, "reason"))},
            {"props", props},
            {"related-risks", Json::array({related})}};
}

bool unfinished(const Json& promise) {
    const std::string follow_up = text_at(promise, "follow_up");
    return promise.at("counts") == true && promise.at("gone_since").is_null() &&
           follow_up != "followed" && follow_up != "not_followed" && follow_up != "lapsed";
}

Json promise_item(const Json& promise, std::size_t number) {
    const std::string register_id = text_at(promise, "register");
    const std::string key = one_line(text_at(promise, "key"), std::to_string(number));
    Json props = Json::array();
    for (const char* name : {"register", "key", "kind", "owner", "adoption", "follow_up",
                             "term_text", "first_term", "term", "moved", "overdue", "overdue_days"})
        add_oscal_prop(props, name, promise.at(name));
    return {{"uuid", uuid_of("promise", register_id + "/" + key)},
            {"title", register_id + " " + key},
            {"description", one_line(text_at(promise, "text"), key)},
            {"props", props}};
}

// A plan must have an item.
Json nothing_open(const Json& document, const Catalogue& words) {
    const std::string said = words.say("report.list.no_findings");
    return {{"uuid", uuid_of("nothing-open", text_at(document.at("run"), "hash"))},
            {"title", one_line(said, "-")},
            {"description", one_line(said, "-")}};
}

}  // namespace

void write_oscal_poam(const Report& report, const std::filesystem::path& path, const ReadBack&) {
    const Json& document = report.document;
    const auto checks = oscal_checks(document);
    Json risks = Json::array();
    Json items = Json::array();
    for (const auto& finding : document.at("findings")) {
        risks.push_back(oscal_risk(finding, checks));
        if (risks.back().at("status") != "closed")
            items.push_back(finding_item(finding, risks.back()));
    }
    std::size_t number = 0;
    for (const auto& promise : document.at("promises").at("list"))
        if (++number; unfinished(promise)) items.push_back(promise_item(promise, number));
    if (items.empty()) items.push_back(nothing_open(document, Catalogue(report.language)));
    Json observations = Json::array();
    for (const auto& check : document.at("checks"))
        observations.push_back(oscal_observation(document, check));
    const std::string organisation = one_line(text_at(document.at("run"), "organisation"), "-");
    const std::string id = text_at(document.at("run"), "hash") + "." +
                           text_at(document.at("edition"), "id") + "." +
                           text_at(document.at("edition"), "language");
    Json out = {{"uuid", uuid_of("poam", id)},
                {"metadata", oscal_metadata(document)},
                {"system-id",
                 {{"identifier-type", "http://ietf.org/rfc/rfc4122"},
                  {"id", uuid_of("organisation", organisation)}}}};
    if (!observations.empty()) out["observations"] = std::move(observations);
    if (!risks.empty()) out["risks"] = std::move(risks);
    out["poam-items"] = std::move(items);
    write_file(path, json_text({{"plan-of-action-and-milestones", out}}, 1) + "\n");
}

}  // namespace schouw
