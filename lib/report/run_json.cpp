// SPDX-License-Identifier: EUPL-1.2
#include "report/run_json.hpp"

#include "base/date.hpp"
#include "findings/score.hpp"
#include "report/remarks.hpp"
#include "store/known.hpp"
#include "store/sign.hpp"

namespace schouw {
namespace {

Json nullable(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json signatures_json(Store& store, long long run) {
    Json out = Json::array();
    for (const auto& one : signatures_of(store, run))
        out.push_back(
            {{"public_key", one.public_key}, {"signature", one.signature}, {"valid", one.valid}});
    return out;
}

// The waivers that cover these findings, each once, with how many it covers.
void add_waivers(const std::vector<FindingInfo>& findings,
                 const std::map<std::string, Json>& definitions, Json& list) {
    std::map<std::string, std::size_t> places;
    for (const auto& finding : findings) {
        if (finding.waiver == nullptr) continue;
        const auto [at, added] = places.try_emplace(finding.waiver->id, list.size());
        if (added) {
            list.push_back(
                waiver_json(*finding.waiver, statutory_duty(definitions.at(finding.check))));
            list.back()["findings"] = 0;
        }
        list[at->second]["findings"] = list[at->second]["findings"].get<long long>() + 1;
    }
}

}  // namespace

Json source_json(const SourceInfo& source, const Catalogue& catalogue) {
    Json unmatched = Json::array();
    for (std::size_t i = 0; i < source.header.size(); ++i)
        if (source.ids[i].empty() && !source.header[i].empty())
            unmatched.push_back(source.header[i]);
    return {{"id", source.register_id},
            {"source", nullable(source.file)},
            {"state", source.state},
            {"failure", source.failure.key.empty()
                            ? Json()
                            : Json(catalogue.say(source.failure.key, source.failure.args))},
            {"sheet", nullable(source.sheet)},
            {"sha256", nullable(source.sha256)},
            {"read", source.totals.read},
            {"accepted", source.totals.accepted},
            {"refused", source.totals.refused},
            {"ignored", source.totals.ignored},
            {"remarks", source.totals.remarks},
            {"unmatched_columns", unmatched}};
}

Json about_run(Store& store, const RunInfo& run) {
    return {{"id", run.id},
            {"as_of", run.as_of},
            {"label", nullable(run.label)},
            {"recorded_at", run.recorded_at},
            {"snapshot", run.snapshot},
            {"organisation", run.about.value("organisation", "")},
            {"digest", run.digest},
            {"hash", run.hash},
            {"signatures", signatures_json(store, run.id)},
            {"complete", run.complete},
            {"hypothetical", run.about.value("hypothetical", false)}};
}

Json check_json(const RunCheckInfo& check, const Json& samples, const Catalogue& catalogue) {
    Json norms = Json::array();
    for (const auto& norm : check.definition.at("norms")) norms.push_back(norm.at("id"));
    return {{"id", check.id},
            {"checklist", check.definition.at("checklist")},
            {"register", check.definition.at("register")},
            {"title", in_language(check.definition.at("title"), catalogue)},
            {"severity", check.definition.at("severity")},
            {"norms", norms},
            {"origin", check.definition.at("origin")},
            {"tests", check.definition.at("tests")},
            {"met", check.met},
            {"not_met", check.not_met},
            {"unknown", check.unknown},
            {"not_applicable", check.not_applicable},
            {"to_judge", check.to_judge},
            {"waived", check.waived},
            {"sampled", samples.value(check.id, Json())}};
}

Json score_json(const Score& score) {
    return {{"percent", score.answered == 0 ? Json() : Json(score.percent())},
            {"coverage_percent", score.coverage()},
            {"certain_percent", score.certain()},
            {"met_weight", score.met},
            {"answered_weight", score.answered},
            {"applicable_weight", score.applicable}};
}

Json waiver_json(const WaiverInfo& waiver, bool duty) {
    return {{"id", waiver.id},
            {"finding", nullable(waiver.finding)},
            {"check", nullable(waiver.check)},
            {"key", nullable(waiver.key)},
            {"reason", waiver.reason},
            {"owner", waiver.owner},
            {"approver", waiver.approver},
            {"from", waiver.from},
            {"until", waiver.until},
            {"evidence", nullable(waiver.evidence)},
            {"renewals", waiver.renewals},
            {"duty_remains", duty}};
}

Place place_of(const FindingInfo& finding, const Json& definition,
               const std::vector<SourceInfo>& sources) {
    Place place;
    const std::string id = definition.value("register", "");
    const std::string column = definition.value("column", "");
    for (const auto& source : sources) {
        if (source.register_id != id) continue;
        place.file = source.file;
        place.sheet = source.sheet;
        place.row = finding.row;
        if (source.format == "toml") continue;  // it has lines, and no cells
        for (std::size_t i = 0; i < source.ids.size(); ++i)
            for (const auto& one : ids_in(source.ids[i]))
                if (one == column) place.column = static_cast<long>(i) + 1;
    }
    return place;
}

std::map<std::string, Json> definitions_for(Store& store, const RunInfo& run,
                                            const std::vector<FindingInfo>& findings) {
    std::map<std::string, Json> definitions;
    for (auto& check : checks_known(store, run))
        definitions[check.id] = std::move(check.definition);
    for (const auto& finding : findings)
        if (!definitions.contains(finding.check))
            if (auto known = definition_of(store, finding.check, run.id))
                definitions[finding.check] = std::move(*known);
    return definitions;
}

long age_in_days(const FindingInfo& finding, const RunInfo& run) {
    const auto from = parse_iso(finding.first_seen);
    const auto to = parse_iso(is_open(finding.kind) ? run.as_of : finding.changed_on);
    return from && to ? to->days - from->days : 0;
}

Json finding_json(const FindingInfo& finding, const Json& definition, const RunInfo& run,
                  const std::vector<SourceInfo>& sources, const Catalogue& catalogue,
                  const RunInfo* judged, bool hide_personal) {
    if (judged == nullptr) judged = &run;
    const Place place = place_of(finding, definition, sources);
    const std::string register_id = definition.value("register", "");
    Json old_keys = Json::array();
    const bool hidden = hides_key(definition, hide_personal);
    if (!hidden)
        for (const auto& key : finding.old_keys) old_keys.push_back(key);
    const std::string id = shown_id(definition, finding, hide_personal);
    return {
        {"id", id},
        {"check", finding.check},
        {"register", register_id},
        {"key", hidden ? id : finding.key},
        {"severity", definition.value("severity", "")},
        {"status", status_word(finding)},
        {"unverified", finding.unverified},
        {"verdict", finding.unverified                  ? Json("unknown")
                    : is_open(finding.kind)             ? Json("not_met")
                    : finding.kind == EventKind::solved ? Json("met")
                                                        : Json()},
        {"reason", reason_of(definition, finding.facts, judged->as_of, catalogue, hide_personal)},
        {"remedy", in_language(definition.at("remedy"), catalogue)},
        {"first_seen", finding.first_seen},
        {"last_seen", nullable(finding.last_seen)},
        {"changed_on", finding.changed_on},
        {"solved_on", finding.kind == EventKind::solved ? Json(finding.changed_on) : Json()},
        {"reopened", finding.reopened},
        {"age_days", age_in_days(finding, run)},
        {"old_keys", old_keys},
        {"renamed_to", finding.renamed_to.empty() || hidden ? Json() : Json(finding.renamed_to)},
        {"judged", {{"run", judged->id}, {"as_of", judged->as_of}}},
        {"due", nullable(finding.due)},
        {"waived", finding.waiver == nullptr
                       ? Json()
                       : waiver_json(*finding.waiver, statutory_duty(definition))},
        {"source",
         {{"file", nullable(place.file)},
          {"sheet", nullable(place.sheet)},
          {"row", place.row > 0 ? Json(place.row) : Json()},
          {"column", nullable(definition.value("column", ""))}}}};
}

Json run_json(Store& store, const RunInfo& run, const Catalogue& catalogue,
              const std::function<bool(const FindingInfo&)>& wanted) {
    Json document = {
        {"schema_version", 1},        {"run", about_run(store, run)}, {"score", Json()},
        {"registers", Json::array()}, {"checks", Json::array()},      {"findings", Json::array()},
        {"waivers", Json::array()},   {"unknown", Json::array()},     {"remarks", Json::array()}};
    const auto sources = sources_of(store, run.snapshot);
    for (const auto& source : sources)
        document["registers"].push_back(source_json(source, catalogue));
    const auto checks = checks_of(store, run.id);
    const Json samples = run.about.value("samples", Json::object());
    for (const auto& check : checks)
        document["checks"].push_back(check_json(check, samples, catalogue));
    document["score"] = score_json(score_of(checks));
    const auto findings = findings_after(store, run.id);
    const auto definitions = definitions_for(store, run, findings);
    for (const auto& finding : findings)
        if (wanted(finding))
            document["findings"].push_back(
                finding_json(finding, definitions.at(finding.check), run, sources, catalogue));
    add_waivers(findings, definitions, document["waivers"]);
    for (const auto& check : checks)
        if (!check.why.key.empty())
            document["unknown"].push_back({{"check", check.id},
                                           {"register", check.definition.at("register")},
                                           {"key", Json()},
                                           {"why", catalogue.say(check.why.key, check.why.args)}});
    for (const auto& unknown : unknowns_of(store, run.id))
        document["unknown"].push_back(
            {{"check", unknown.check},
             {"register", definitions.at(unknown.check).at("register")},
             {"key", unknown.key},
             {"why", why_of(definitions.at(unknown.check), unknown.why, catalogue)}});
    for (const auto& source : sources)
        for (const auto& remark : remarks_of(store, run.snapshot, source.register_id))
            document["remarks"].push_back(remark_json(source, remark, catalogue));
    return document;
}

}  // namespace schouw
