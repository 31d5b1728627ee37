// SPDX-License-Identifier: EUPL-1.2
#include "report/document.hpp"

#include "checks/checklist.hpp"
#include "findings/wording.hpp"
#include "report/document_parts.hpp"
#include "report/run_json.hpp"
#include "store/known.hpp"

namespace schouw {
namespace {

Json nullable(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json head_of(const Builder& builder) {
    const Report& report = builder.report;
    Json registers;
    for (const auto& id : only_registers(builder.edition)) registers.push_back(id);
    Json out = {{"schema_version", 1},
                {"made_by", "schouw " SCHOUW_VERSION},
                {"edition",
                 {{"id", report.edition},
                  {"title", report.title},
                  {"language", report.language == Language::nl ? "nl" : "en"},
                  {"hides_personal", builder.hides()},
                  {"registers", registers}}},
                {"run", about_run(builder.store, builder.round.run)}};
    const auto& before = builder.round.before;
    out["run"]["previous"] =
        before ? Json{{"id", before->id}, {"as_of", before->as_of}, {"hash", before->hash}}
               : Json();
    out["run"]["snapshot_digest"] = nullable(builder.round.snapshot_digest);
    return out;
}

void add_tally(Json& out, const Tally& tally) {
    out["met"] = tally.met;
    out["not_met"] = tally.not_met;
    out["unknown"] = tally.unknown;
    out["not_applicable"] = tally.not_applicable;
    out["to_judge"] = tally.to_judge;
    out["waived"] = tally.waived;
}

// Open findings by severity: all of them, and those that no waiver covers.
Json by_severity(const Builder& builder, bool waived) {
    Json out = Json::object();
    std::vector<long long> counts(severity_words.size());
    for (const auto& finding : builder.round.findings)
        if (!waived || finding.info.waiver == nullptr)
            ++counts[builder.round.checks[finding.check].severity];
    for (std::size_t i = 0; i < counts.size(); ++i) out[severity_words[i]] = counts[i];
    return out;
}

Json counts_json(const Builder& builder) {
    const Round& round = builder.round;
    Json verdicts = Json::object();
    add_tally(verdicts, round.tally);
    return {{"verdicts", verdicts},
            {"open", round.findings.size()},
            {"open_by_severity", by_severity(builder, false)},
            {"not_accepted_by_severity", by_severity(builder, true)},
            {"new", round.fresh},
            {"reopened", round.reopened},
            {"unverified", round.unverified},
            {"overdue", round.overdue},
            {"solved", round.solved},
            {"withdrawn", round.withdrawn},
            {"lapsed", round.lapsed},
            {"of_retired_checks", round.outside}};
}

Json lists_json(const Builder& builder) {
    const char* const lights[] = {"good", "fair", "bad", "unclear"};
    Json out = Json::array();
    for (const auto& list : builder.round.lists) {
        Json one = {{"id", list.id},
                    {"title", in_language(list.title, builder.words)},
                    {"light", lights[static_cast<int>(list.light)]},
                    {"checks", list.checks.size()},
                    {"open", list.open},
                    {"new", list.fresh}};
        add_tally(one, list.tally);
        one["score"] = score_json(list.score);
        out.push_back(std::move(one));
    }
    return out;
}

// Header cells that are no column of ours can hold anything, and so can what went wrong.
Json registers_json(const Builder& builder) {
    Json out = Json::array();
    for (const auto& source : builder.round.sources) {
        Json one = source_json(source, builder.words);
        one["unmatched"] = one.at("unmatched_columns").size();
        if (builder.hides()) {
            one["unmatched_columns"] = Json();
            if (!one.at("failure").is_null()) one["failure"] = builder.say("state.failed");
        }
        out.push_back(std::move(one));
    }
    return out;
}

RunCheckInfo counted(const RoundCheck& check) {
    const Tally& tally = check.tally;
    return {check.id,       check.definition, tally.met,
            tally.not_met,  tally.unknown,    tally.not_applicable,
            tally.to_judge, tally.waived,     check.why,
            check.run};
}

Json checks_json(const Builder& builder) {
    const Json samples = builder.round.run.about.value("samples", Json::object());
    Json out = Json::array();
    for (const auto& check : builder.round.checks) {
        Json one = check_json(counted(check), samples, builder.words);
        one["kind"] = check.definition.value("kind", "");
        one["remedy"] = in_language(check.definition.at("remedy"), builder.words);
        one["question"] = nullable(in_language(check.definition.at("question"), builder.words));
        one["open"] = check.open;
        one["judged"] = {{"run", check.run}, {"as_of", check.as_of}};
        out.push_back(std::move(one));
    }
    return out;
}

// Per norm what it asks, which checks cite it, and how far it could be answered.
Json norms_json(const Builder& builder) {
    std::map<std::string, std::pair<Json, Tally>, decltype(&natural_less)> cited(&natural_less);
    for (const auto& check : builder.round.checks)
        for (const auto& norm : check.definition.at("norms")) {
            auto& [one, tally] = cited[norm.value("id", "")];
            if (one.is_null())
                one = {{"id", norm.at("id")},
                       {"title", in_language(norm.at("title"), builder.words)},
                       {"summary", in_language(norm.at("summary"), builder.words)},
                       {"source", norm.value("source", "")},
                       {"certainty", norm.value("certainty", "")},
                       {"kind", norm.value("kind", "law")},
                       {"checks", Json::array()},
                       {"open", 0}};
            one["checks"].push_back(check.id);
            one["open"] = one.at("open").get<long long>() + check.open;
            tally += check.tally;
        }
    Json out = Json::array();
    for (auto& [id, about] : cited) {
        add_tally(about.first, about.second);
        out.push_back(std::move(about.first));
    }
    return out;
}

Json parameters_json(const Builder& builder) {
    Json out = Json::array();
    for (const auto& parameter : used_parameters(builder))
        out.push_back(
            {{"name", parameter.value("name", "")},
             {"value", parameter.value("value", "")},
             {"shipped", parameter.value("shipped", "")},
             {"why", in_language(parameter.value("why", Json::object()), builder.words)}});
    return out;
}

Json unknowns_json(const Builder& builder) {
    Json out = Json::array();
    std::map<std::string, const RoundCheck*> checks;
    std::vector<RunCheckInfo> known;
    for (const auto& check : builder.round.checks) {
        checks[check.id] = &check;
        known.emplace_back();
        known.back().id = check.id;
        known.back().run = check.run;
        if (!check.why.key.empty())
            out.push_back({{"check", check.id},
                           {"register", check.definition.at("register")},
                           {"key", Json()},
                           {"why", builder.words.say(check.why.key, check.why.args)}});
    }
    for (const auto& unknown : unknowns_known(builder.store, known)) {
        const Json& definition = checks.at(unknown.check)->definition;
        if (!speaks_of(builder, definition.value("register", ""))) continue;
        const bool hidden = hides_key(definition, builder.hides());
        out.push_back(
            {{"check", unknown.check},
             {"register", definition.at("register")},
             {"key", plain_key(hidden ? shown_id(definition, unknown, true) : unknown.key)},
             {"why", why_of(definition, unknown.why, builder.words)}});
    }
    return out;
}

// A page stops after so many rows; the document has them all.
Json left_out_json(const Builder& builder) {
    Json out = Json::array();
    for (const auto& part : builder.report.left_out)
        if (part.why != builder.say("limit.why"))
            out.push_back({{"what", part.what}, {"why", part.why}});
    return out;
}

}  // namespace

Json figures_of(Builder& builder) {
    Json document = head_of(builder);
    document["score"] = score_json(builder.round.score);
    document["counts"] = counts_json(builder);
    document["checklists"] = lists_json(builder);
    document["registers"] = registers_json(builder);
    document["promises"] = promises_json(builder);
    return document;
}

Json figures_of(Store& store, const RunInfo& run, const Schemas& schemas,
                const Catalogue& catalogue) {
    const Round round = gather(store, run);
    Edition edition;
    edition.hide_personal = true;
    Report report;
    report.language = catalogue.language();
    const LogWish logs;
    Builder builder{store, round, schemas, edition, catalogue, report, logs, {}, {}};
    return figures_of(builder);
}

Json document_of(Builder& builder) {
    Json document = figures_of(builder);
    document["parameters"] = parameters_json(builder);
    document["norms"] = norms_json(builder);
    document["checks"] = checks_json(builder);
    document["findings"] = findings_json(builder);
    document["waivers"] = waivers_json(builder);
    document["unknown"] = unknowns_json(builder);
    document["remarks"] = remarks_json(builder);
    document["left_out"] = left_out_json(builder);
    return document;
}

}  // namespace schouw
