// SPDX-License-Identifier: EUPL-1.2
// What was held against the registers: every check with its outcome, the norms, the parameters.
#include <set>

#include "base/text.hpp"
#include "findings/wording.hpp"
#include "report/sheets.hpp"

namespace schouw {
namespace {

// One word for a check as a whole; a check with something wrong is never met.
Cell outcome(const Builder& builder, const RoundCheck& check) {
    const Tally& tally = check.tally;
    if (tally.not_met > 0) {
        const Tone tone = tone_of_severity(check.severity);
        return text_cell(builder.words.say("verdict.not_met"),
                         tone == Tone::none ? Tone::fair : tone);
    }
    if (tally.unknown > 0) return text_cell(builder.words.say("verdict.unknown"), Tone::unclear);
    if (tally.to_judge > 0) return text_cell(builder.words.say("verdict.to_judge"), Tone::unclear);
    if (tally.met > 0) return text_cell(builder.words.say("verdict.met"), Tone::good);
    return text_cell(builder.words.say("verdict.not_applicable"));
}

std::string origins(const Json& definition) {
    std::vector<std::string> ids;
    for (const auto& origin : definition.value("origin", Json::array()))
        ids.push_back(origin.get<std::string>());
    return join(ids, "; ");
}

// A norm in force that checks of this round cite.
struct Cited {
    Json norm;
    std::vector<std::string> checks;
    long long open = 0;
};

using CitedNorms = std::map<std::string, Cited, decltype(&natural_less)>;

CitedNorms cited_norms(const Builder& builder) {
    CitedNorms out(&natural_less);
    for (const auto& check : builder.round.checks)
        for (const auto& norm : check.definition.at("norms")) {
            Cited& cited = out[norm.value("id", "")];
            cited.norm = norm;
            cited.checks.push_back(in_language(check.definition.at("title"), builder.words));
            cited.open += check.open;
        }
    return out;
}

// "12 months": the unit stands in the name of the parameter.
Cell measured(const Builder& builder, const std::string& name, const std::string& value) {
    for (const char* unit : {"months", "days", "hours", "length"})
        if (name.find(std::string("_") + unit) != name.npos)
            return text_cell(builder.say(std::string("parameter.") + unit, {{"n", value}}));
    return text_cell(builder.words.date(value));
}

// Whether design, existence or operation was tested, and how far that rests on more than the
// register: what an auditor saw.
Cell tested_cell(const Builder& builder, const RoundCheck& check) {
    const std::string tests = builder.words.say("tests." + check.definition.value("tests", ""));
    const Json samples = builder.round.run.about.value("samples", Json::object());
    const auto seen = samples.find(check.id);
    if (seen == samples.end())
        return text_cell(builder.say("check.by_register", {{"tests", tests}}));
    const auto count = [&](const char* what) { return builder.number(seen->value(what, 0LL)); };
    return text_cell(
        builder.say("check.sampled", {{"tests", tests},
                                      {"existence", count("existence")},
                                      {"operation", count("operation")},
                                      {"contradicted", count("contradicted")},
                                      {"not_shown", count("not_shown")},
                                      {"date", builder.words.date(seen->value("last_seen", ""))}}));
}

// The titles of the checks that read a parameter.
std::string checks_with(const Builder& builder, const std::string& parameter) {
    std::vector<std::string> titles;
    for (const auto& check : builder.round.checks)
        if (check.definition.at("parameters").contains(parameter))
            titles.push_back(in_language(check.definition.at("title"), builder.words));
    return join(titles, "; ");
}

}  // namespace

std::vector<Json> used_parameters(const Builder& builder) {
    std::set<std::string> used;
    for (const auto& check : builder.round.checks)
        for (const auto& [name, value] : check.definition.at("parameters").items())
            used.insert(name);
    std::vector<Json> out;
    for (const auto& parameter : builder.round.run.about.value("parameters", Json::array()))
        if (used.contains(parameter.value("name", ""))) out.push_back(parameter);
    return out;
}

Sheet build_checks(Builder& builder, const EditionSheet& wish) {
    Sheet sheet = start(builder, wish, "checks");
    add_columns(builder, sheet,
                {{"check", 36},
                 {"outcome", 23},
                 {"checklist", 28},
                 {"severity", 8},
                 {"met", 9},
                 {"not_met", 9},
                 {"unknown", 10},
                 {"to_judge", 12},
                 {"na", 12}});
    add_unprinted(builder, sheet, {{"tests", 34}, {"norms", 40}, {"origin", 30}, {"check_id", 46}});
    for (const auto& check : builder.round.checks) {
        const Tally& tally = check.tally;
        sheet.table.rows.push_back(
            {text_cell(in_language(check.definition.at("title"), builder.words)),
             outcome(builder, check),
             text_cell(in_language(builder.round.lists[check.list].title, builder.words)),
             severity_cell(builder, check.severity), number_cell(tally.met),
             number_cell(tally.not_met), number_cell(tally.unknown), number_cell(tally.to_judge),
             number_cell(tally.not_applicable), tested_cell(builder, check),
             text_cell(norms_text(builder, check.definition)), text_cell(origins(check.definition)),
             text_cell(check.id)});
    }
    add_total(builder, sheet);
    sheet.note = text_cell(
        builder.say("check.note",
                    {{"n", builder.number(static_cast<long long>(builder.round.checks.size()))}}));
    return sheet;
}

Sheet build_norms(Builder& builder, const EditionSheet& wish) {
    Sheet sheet = start(builder, wish, "norms");
    long long practice = 0;
    for (const auto& check : builder.round.checks)
        practice += check.definition.at("norms").empty() ? 1 : 0;
    const auto all = static_cast<long long>(builder.round.checks.size());
    sheet.lines.push_back(
        line(LineKind::text,
             builder.say("norm.counts", {{"checks", builder.number(all)},
                                         {"practice", builder.number(practice)},
                                         {"as_of", builder.words.date(builder.round.run.as_of)}})));
    add_columns(builder, sheet, {{"norm", 24}, {"summary", 56}, {"open", 14}, {"norm_checks", 50}});
    add_unprinted(builder, sheet, {{"norm_source", 44}, {"certainty", 18}});
    sheet.table.empty = builder.say("norm.none");
    for (const auto& [id, cited] : cited_norms(builder))
        sheet.table.rows.push_back(
            {text_cell(in_language(cited.norm.at("title"), builder.words)),
             text_cell(in_language(cited.norm.at("summary"), builder.words)),
             number_cell(cited.open), text_cell(join(cited.checks, "; ")),
             text_cell(cited.norm.value("source", "")),
             text_cell(builder.words.say("certainty." + cited.norm.value("certainty", "")))});
    sheet.note = text_cell(builder.say(
        "norm.note", {{"n", builder.number(static_cast<long long>(sheet.table.rows.size()))}}));
    return sheet;
}

Sheet build_parameters(Builder& builder, const EditionSheet& wish) {
    Sheet sheet = start(builder, wish, "parameters");
    add_columns(builder, sheet,
                {{"parameter_checks", 52},
                 {"value", 12},
                 {"shipped", 14},
                 {"changed", 12},
                 {"parameter_why", 54}});
    add_unprinted(builder, sheet, {{"parameter", 40}});
    sheet.table.empty = builder.say("parameter.none");
    long long different = 0;
    for (const auto& parameter : used_parameters(builder)) {
        const std::string value = parameter.value("value", "");
        const std::string shipped = parameter.value("shipped", "");
        const bool changed = value != shipped;
        different += changed ? 1 : 0;
        sheet.table.rows.push_back(
            {text_cell(checks_with(builder, parameter.value("name", ""))),
             measured(builder, parameter.value("name", ""), value),
             measured(builder, parameter.value("name", ""), shipped),
             text_cell(builder.say(changed ? "record.yes" : "record.no"),
                       changed ? Tone::fair : Tone::none),
             text_cell(in_language(parameter.value("why", Json::object()), builder.words)),
             text_cell(parameter.value("name", ""))});
    }
    sheet.note = text_cell(builder.say(
        "parameter.note", {{"n", builder.number(static_cast<long long>(sheet.table.rows.size()))},
                           {"changed", builder.number(different)}}));
    return sheet;
}

}  // namespace schouw
