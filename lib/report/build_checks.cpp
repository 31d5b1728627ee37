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
                {{"check", 38},
                 {"outcome", 23},
                 {"checklist", 17},
                 {"severity", 8},
                 {"met", 9},
                 {"not_met", 9},
                 {"unknown", 11},
                 {"to_judge", 12},
                 {"na", 12},
                 {"tests", 9},
                 {"norms", 20},
                 {"origin", 17},
                 {"id", 26}});
    for (const auto& check : builder.round.checks) {
        const Tally& tally = check.tally;
        sheet.table.rows.push_back(
            {text_cell(in_language(check.definition.at("title"), builder.words)),
             outcome(builder, check),
             text_cell(in_language(builder.round.lists[check.list].title, builder.words)),
             severity_cell(builder, check.severity), number_cell(tally.met),
             number_cell(tally.not_met), number_cell(tally.unknown), number_cell(tally.to_judge),
             number_cell(tally.not_applicable),
             text_cell(builder.words.say("tests." + check.definition.value("tests", ""))),
             text_cell(norms_text(builder, check.definition)), text_cell(origins(check.definition)),
             text_cell(check.id)});
    }
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
    add_columns(builder, sheet,
                {{"norm", 30},
                 {"summary", 62},
                 {"norm_source", 34},
                 {"certainty", 18},
                 {"open", 14},
                 {"norm_checks", 50}});
    sheet.table.empty = builder.say("norm.none");
    for (const auto& [id, cited] : cited_norms(builder))
        sheet.table.rows.push_back(
            {text_cell(in_language(cited.norm.at("title"), builder.words)),
             text_cell(in_language(cited.norm.at("summary"), builder.words)),
             text_cell(cited.norm.value("source", "")),
             text_cell(builder.words.say("certainty." + cited.norm.value("certainty", ""))),
             number_cell(cited.open), text_cell(join(cited.checks, "; "))});
    return sheet;
}

Sheet build_parameters(Builder& builder, const EditionSheet& wish) {
    Sheet sheet = start(builder, wish, "parameters");
    add_columns(builder, sheet,
                {{"parameter", 40},
                 {"value", 14},
                 {"shipped", 14},
                 {"changed", 14},
                 {"parameter_why", 90}});
    sheet.table.empty = builder.say("parameter.none");
    for (const auto& parameter : used_parameters(builder)) {
        const std::string value = parameter.value("value", "");
        const std::string shipped = parameter.value("shipped", "");
        const bool changed = value != shipped;
        sheet.table.rows.push_back(
            {text_cell(parameter.value("name", "")), text_cell(builder.words.date(value)),
             text_cell(builder.words.date(shipped)),
             text_cell(builder.say(changed ? "record.yes" : "record.no"),
                       changed ? Tone::fair : Tone::none),
             text_cell(in_language(parameter.value("why", Json::object()), builder.words))});
    }
    return sheet;
}

}  // namespace schouw
