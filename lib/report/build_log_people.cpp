// SPDX-License-Identifier: EUPL-1.2
// What is about one person or file in the facts from access logs, for the reviewer alone; and what
// a report for one reader says of itself.
#include <algorithm>
#include <set>

#include "base/date.hpp"
#include "base/text.hpp"
#include "registers/value.hpp"
#include "report/log_parts.hpp"

namespace schouw {
namespace {

bool uses_logs(const Edition& edition) {
    return std::any_of(edition.sheets.begin(), edition.sheets.end(), [](const auto& sheet) {
        return sheet.kind >= SheetKind::log_month && sheet.kind <= SheetKind::log_people;
    });
}

Cell value_cell(const std::optional<double>& value) {
    if (!value) return {};
    const auto whole = static_cast<long long>(*value);
    return static_cast<double>(whole) == *value ? number_cell(whole) : decimal_cell(*value);
}

// The user as written where that is known; a file never is.
std::string who(const Builder& builder, const LogFact& fact) {
    const auto person = builder.logs.people.find(fact.subject);
    if (fact.of_person() && person != builder.logs.people.end()) return person->second;
    return builder.say(fact.of_person() ? "log.not_traced" : "log.file");
}

// Open findings by the fact that they are about.
std::map<std::string, const RoundFinding*> findings_by_fact(const Builder& builder) {
    std::map<std::string, const RoundFinding*> by_fact;
    const Schema* const schema = log_facts_schema(builder.schemas);
    for (const auto& finding : builder.round.findings) {
        const Json& definition = builder.round.checks[finding.check].definition;
        if (schema != nullptr && definition.value("register", "") == schema->id)
            by_fact.emplace(finding.info.key, &finding);
    }
    return by_fact;
}

}  // namespace

std::string iso_of_cell(const std::string& cell) {
    static const ReadingWords words = load_reading_words();
    if (parse_iso(cell)) return cell;
    Span span;
    if (read_date(cell, words, span) != DateFault::none) return "";
    return iso(span.to);
}

Sheet build_log_people(Builder& builder, const EditionSheet& wish) {
    Sheet sheet = start(builder, wish, "log_people");
    if (builder.hides()) {
        sheet.lines.push_back(line(LineKind::text, builder.say("log.people_hidden")));
        builder.leave_out(builder.say("log.people_what"), builder.say("log.people_why"));
        return sheet;
    }
    const auto facts = begin_log_sheet(builder, sheet);
    if (facts.empty()) return sheet;
    add_columns(builder, sheet,
                {{"log", 11},
                 {"log_who", 20},
                 {"log_subject", 21},
                 {"log_detector", 30},
                 {"log_measured", 11},
                 {"log_expected", 13},
                 {"log_limit", 11},
                 {"log_lines", 10},
                 {"status", 11},
                 {"log_explained", 24},
                 {"log_concluded", 24}});
    const auto findings = findings_by_fact(builder);
    std::set<std::string> people, traced;
    long long figures = 0;
    for (const auto& fact : facts) {
        if (!fact.of_people()) continue;
        const auto finding = findings.find(fact.key);
        if (finding == findings.end()) {  // nothing judges it: whom it counts is nobody's business
            ++figures;
            continue;
        }
        if (fact.of_person()) {
            people.insert(fact.subject);
            if (builder.logs.people.contains(fact.subject)) traced.insert(fact.subject);
        }
        sheet.table.rows.push_back(
            {text_cell(fact.log), text_cell(who(builder, fact)), text_cell(fact.subject),
             text_cell(detector_title(builder, fact.detector)), value_cell(fact.value),
             value_cell(fact.expected), value_cell(fact.limit),
             fact.events ? number_cell(*fact.events) : Cell{},
             text_cell(finding_status(builder, *finding->second)), answer_cell(), answer_cell()});
    }
    sheet.lines.push_back(
        line(LineKind::text,
             builder.say("log.traced",
                         {{"n", builder.number(static_cast<long long>(traced.size()))},
                          {"all", builder.number(static_cast<long long>(people.size()))}})));
    if (figures > 0)
        sheet.lines.push_back(line(
            LineKind::text, builder.say("log.figures_left_out", {{"n", builder.number(figures)}})));
    sheet.table.empty = builder.say("log.nobody");
    sheet.note = text_cell(builder.say(
        "log.people_note", {{"n", builder.number(static_cast<long long>(people.size()))}}));
    apply_limit(builder, wish, sheet);
    return sheet;
}

void name_reader(Builder& builder) {
    if (builder.logs.reader.empty())
        fail(Exit::usage, "report.for_reader", {{"edition", builder.edition.id}});
    builder.report.footer =
        builder.say("log.footer", {{"reader", visible(builder.logs.reader)},
                                   {"day", builder.words.date(builder.logs.destroy_on)}});
}

void add_log_cover(const Builder& builder, Sheet& cover) {
    if (!uses_logs(builder.edition)) return;
    const auto facts = facts_about(
        log_facts_of(builder.store, builder.round.run.snapshot, builder.schemas), builder.logs);
    std::set<std::string> logs;
    std::string month = builder.logs.month;
    for (const auto& fact : facts) {
        logs.insert(fact.log);
        if (fact.period != "all") month = fact.period;
    }
    cover.lines.push_back(fact(builder.say("log.cover_month"),
                               text_cell(month.empty() ? builder.say("log.not_known") : month)));
    cover.lines.push_back(fact(
        builder.say("log.cover_logs"),
        text_cell(logs.empty() ? builder.say("none")
                               : join(std::vector<std::string>(logs.begin(), logs.end()), ", "))));
    if (!builder.edition.for_reader) return;
    cover.lines.push_back(fact(builder.say("log.cover_reader"), text_cell(builder.logs.reader)));
    cover.lines.push_back(fact(builder.say("log.cover_destroy"),
                               text_cell(builder.words.date(builder.logs.destroy_on))));
    cover.lines.push_back(line(LineKind::text, builder.say("log.cover_secret")));
}

}  // namespace schouw
