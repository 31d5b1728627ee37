// SPDX-License-Identifier: EUPL-1.2
// The sheets about access logs in which nobody can be traced: what was read, what each detector
// counted, which groups used the log, which days deviate. Where an edition hides what is personal,
// counts of fewer than five people or files are not told, nor the lines that are theirs.
#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "registers/log_facts.hpp"
#include "registers/roles.hpp"
#include "report/log_parts.hpp"

namespace schouw {
namespace {

constexpr const char* groups_start = "by_";

// How much there is: told on other sheets than the signals.
bool is_figure(const LogFact& fact) {
    return fact.detector == "lines" || fact.detector == "days" || fact.detector == "dossiers" ||
           fact.detector.starts_with(groups_start);
}

const LogFact* of_log(const std::vector<LogFact>& facts, const std::string& log,
                      const char* detector) {
    for (const auto& fact : facts)
        if (fact.log == log && fact.detector == detector && fact.of_log()) return &fact;
    return nullptr;
}

std::vector<std::string> logs_in(const std::vector<LogFact>& facts) {
    std::set<std::string> logs;
    for (const auto& fact : facts) logs.insert(fact.log);
    return {logs.begin(), logs.end()};
}

// As many people used the log as may be told of: with fewer, every count would be about them.
bool enough_people(const Builder& builder, const std::vector<LogFact>& facts,
                   const std::string& log) {
    if (!builder.hides()) return true;
    const LogFact* const lines = of_log(facts, log, "lines");
    return lines != nullptr && lines->value && *lines->value >= static_cast<double>(few_people);
}

Cell count_cell(const std::optional<double>& value) {
    return value ? number_cell(static_cast<long long>(*value)) : Cell{};
}

Cell integer_cell(const std::optional<long long>& value) {
    return value ? number_cell(*value) : Cell{};
}

// The day on which the month of the log was reviewed, by the register of reviews; or that it was
// not.
Cell review_cell(Builder& builder, const LogFact& lines) {
    const auto found = registers_with_role(builder.schemas, log_reviews_role);
    if (found.empty() || lines.system.empty())
        return text_cell(builder.say("log.not_reviewed"), Tone::fair);
    const std::string& id = found.front()->id;
    const auto column = [&](const char* name) {
        return column_cells(builder.store, builder.round.run.snapshot, id, name);
    };
    const auto systems = column("system_id");
    auto from = column("period_from"), until = column("period_until"), held = column("held_on");
    std::string last;
    for (const auto& [key, system] : systems) {
        if (fold_value(system) != fold_value(lines.system)) continue;
        const std::string day = iso_of_cell(held[key]);
        if (!day.empty() && iso_of_cell(from[key]) <= lines.from &&
            iso_of_cell(until[key]) >= lines.until && !iso_of_cell(from[key]).empty())
            last = std::max(last, day);
    }
    if (last.empty()) return text_cell(builder.say("log.not_reviewed"), Tone::fair);
    return date_cell(last);
}

void note_few(Builder& builder) {
    if (!builder.hides()) return;
    const Args args = {{"n", builder.number(few_people)}};
    builder.leave_out(builder.say("log.few_what", args), builder.say("log.few_why"));
    builder.leave_out(builder.say("log.people_what"), builder.say("log.people_why"));
}

// Open findings by the fact that they are about, and those about subjects by what comes before the
// subject: "log/month/detector/".
std::map<std::string, long long> findings_by_fact_id(const Builder& builder) {
    std::map<std::string, long long> open;
    const Schema* const schema = log_facts_schema(builder.schemas);
    for (const auto& finding : builder.round.findings) {
        const RoundCheck& check = builder.round.checks[finding.check];
        if (schema == nullptr || check.definition.value("register", "") != schema->id) continue;
        const auto parts = split(finding.info.key, '/');
        ++open[finding.info.key];
        if (parts.size() > 3) ++open[parts[0] + "/" + parts[1] + "/" + parts[2] + "/"];
    }
    return open;
}

// The parameters of the run, by name: what a norm is put into words with.
Args parameters_of(const Builder& builder) {
    Args args;
    for (const auto& one : builder.round.run.about.value("parameters", Json::array()))
        args.emplace_back(one.value("name", ""), one.value("value", ""));
    return args;
}

// The fields, registers and lists that a fact names, in words: "user, dossier".
std::string lack_words(const Builder& builder, const std::string& ids) {
    std::vector<std::string> words;
    for (const auto& id : split(ids, ','))
        words.push_back(builder.say("log.word_" + std::string(trim(id))));
    return join(words, ", ");
}

// What could not be told, and for want of what.
Cell unknown_cell(const Builder& builder, const LogFact& fact) {
    return text_cell(builder.say("log.unknown", {{"why", lack_words(builder, fact.why)}}),
                     Tone::unclear);
}

Cell signal_cell(const Builder& builder, const LogFact& fact, long long findings) {
    if (!fact.deviations) return unknown_cell(builder, fact);
    if (*fact.deviations == 0) return text_cell(builder.say("log.no_signal"), Tone::good);
    if (findings == 0) return text_cell(builder.say("log.figure"));
    return text_cell(builder.say("log.signal"), Tone::bad);
}

bool about_people(const std::vector<LogFact>& facts, const LogFact& whole) {
    return std::any_of(facts.begin(), facts.end(), [&](const LogFact& fact) {
        return fact.log == whole.log && fact.period == whole.period &&
               fact.detector == whole.detector && fact.of_people();
    });
}

}  // namespace

std::string detector_title(const Builder& builder, const std::string& detector) {
    return builder.words.say("logs.detector_" + detector);
}

Cell few_cell(const Builder& builder, long long count) {
    if (!builder.hides() || count == 0 || count >= few_people) return number_cell(count);
    return text_cell(builder.say("log.few", {{"n", builder.number(few_people)}}));
}

std::vector<LogFact> begin_log_sheet(Builder& builder, Sheet& sheet) {
    auto facts = facts_about(
        log_facts_of(builder.store, builder.round.run.snapshot, builder.schemas), builder.logs);
    if (facts.empty()) {
        sheet.lines.push_back(line(LineKind::text, builder.say("log.absent")));
        sheet.note = text_cell(builder.say("log.absent_note"));
    }
    return facts;
}

Sheet build_log_month(Builder& builder, const EditionSheet& wish) {
    Sheet sheet = start(builder, wish, "log_month");
    const auto facts = begin_log_sheet(builder, sheet);
    if (facts.empty()) return sheet;
    note_few(builder);
    add_columns(builder, sheet,
                {{"log", 14},
                 {"log_period", 12},
                 {"log_days", 11},
                 {"log_lines", 11},
                 {"log_users", 13},
                 {"log_silent_days", 13},
                 {"log_silent_hours", 13},
                 {"log_numbers", 14},
                 {"log_read", 14},
                 {"log_accepted", 14},
                 {"log_refused", 12},
                 {"log_reviewed", 17}});
    long long lines_all = 0;
    for (const auto& log : logs_in(facts)) {
        const auto deviations = [&](const char* detector) {
            const LogFact* const fact = of_log(facts, log, detector);
            return fact == nullptr || !fact->deviations ? text_cell(builder.say("log.not_known"))
                                                        : integer_cell(fact->deviations);
        };
        const auto value = [&](const char* detector) {
            const LogFact* const fact = of_log(facts, log, detector);
            return fact == nullptr || !fact->value ? text_cell(builder.say("log.not_known"))
                                                   : count_cell(fact->value);
        };
        const LogFact* const lines = of_log(facts, log, "lines");
        const LogFact* const unread = of_log(facts, log, "unread");
        if (lines == nullptr) continue;
        lines_all += lines->events.value_or(0);
        const bool all = unread != nullptr && unread->events && unread->value;
        const long long refused = all ? static_cast<long long>(*unread->value) : 0;
        sheet.table.rows.push_back(
            {text_cell(log), text_cell(lines->period), value("days"), integer_cell(lines->events),
             few_cell(builder, static_cast<long long>(lines->value.value_or(0))),
             deviations("gap_days"), value("gap_hours"), value("gap_sequence"),
             all ? number_cell(*unread->events) : Cell{},
             all ? number_cell(*unread->events - refused) : Cell{},
             all ? Cell{CellKind::number, refused > 0 ? Tone::bad : Tone::none,
                        static_cast<double>(refused), ""}
                 : Cell{},
             review_cell(builder, *lines)});
    }
    sheet.note = text_cell(builder.say("log.month_note", {{"n", builder.number(lines_all)}}));
    return sheet;
}

Sheet build_log_signals(Builder& builder, const EditionSheet& wish) {
    Sheet sheet = start(builder, wish, "log_signals");
    const auto facts = begin_log_sheet(builder, sheet);
    if (facts.empty()) return sheet;
    note_few(builder);
    add_columns(builder, sheet,
                {{"log", 12},
                 {"log_detector", 36},
                 {"log_norm", 44},
                 {"log_lines", 13},
                 {"log_deviating", 16},
                 {"log_signal", 24}});
    const auto findings = findings_by_fact_id(builder);
    const Args parameters = parameters_of(builder);
    long long signals = 0;
    for (const auto& fact : facts) {
        if (!fact.of_log() || is_figure(fact)) continue;
        const auto count_of = [&](const std::string& key) {
            const auto found = findings.find(key);
            return found == findings.end() ? 0 : found->second;
        };
        // A finding about the fact itself is one about how much there is, when some was left out.
        const long long open = count_of(fact.log + "/" + fact.period + "/" + fact.detector + "/") +
                               (fact.left_out.value_or(0) == 0 ? count_of(fact.key) : 0);
        signals += open > 0 ? 1 : 0;
        const long long deviating = fact.deviations.value_or(0);
        const bool people = about_people(facts, fact);
        const bool told = enough_people(builder, facts, fact.log);
        const bool theirs =
            builder.hides() && (!told || (people && deviating > 0 && deviating < few_people));
        Cell lines = fact.deviations ? few_cell(builder, fact.events.value_or(0)) : Cell{};
        if (fact.deviations && theirs) lines = text_cell(builder.say("log.not_told"));
        Cell count = !fact.deviations ? Cell{}
                     : people         ? few_cell(builder, deviating)
                                      : number_cell(deviating);
        if (fact.deviations && people && !told) count = text_cell(builder.say("log.not_told"));
        sheet.table.rows.push_back(
            {text_cell(fact.log), text_cell(detector_title(builder, fact.detector)),
             text_cell(builder.say("log.norm_" + fact.detector, parameters)), std::move(lines),
             std::move(count), signal_cell(builder, fact, open)});
    }
    sheet.note = text_cell(builder.say("log.signals_note", {{"n", builder.number(signals)}}));
    apply_limit(builder, wish, sheet);
    return sheet;
}

Sheet build_log_groups(Builder& builder, const EditionSheet& wish) {
    Sheet sheet = start(builder, wish, "log_groups");
    const auto facts = begin_log_sheet(builder, sheet);
    if (facts.empty()) return sheet;
    note_few(builder);
    add_columns(
        builder, sheet,
        {{"log", 14}, {"log_kind", 16}, {"log_group", 40}, {"log_users", 16}, {"log_lines", 16}});
    for (const auto& fact : facts) {
        if (!fact.detector.starts_with(groups_start)) continue;
        const std::string kind = builder.say("log." + fact.detector);
        if (fact.of_log()) {
            if (!fact.deviations)
                sheet.table.rows.push_back({text_cell(fact.log), text_cell(kind),
                                            unknown_cell(builder, fact), Cell{}, Cell{}});
            continue;
        }
        const auto people = static_cast<long long>(fact.value.value_or(0));
        const bool few = builder.hides() && people < few_people;
        sheet.table.rows.push_back(
            {text_cell(fact.log), text_cell(kind),
             text_cell(fact.subject == "*" ? builder.say("log.small_groups") : fact.subject),
             few_cell(builder, people),
             few ? text_cell(builder.say("log.not_told")) : integer_cell(fact.events)});
    }
    sheet.table.empty = builder.say("log.no_groups");
    sheet.note = text_cell(
        builder.say("log.groups_note",
                    {{"n", builder.number(static_cast<long long>(sheet.table.rows.size()))}}));
    apply_limit(builder, wish, sheet);
    return sheet;
}

Sheet build_log_gaps(Builder& builder, const EditionSheet& wish) {
    Sheet sheet = start(builder, wish, "log_gaps");
    const auto facts = begin_log_sheet(builder, sheet);
    if (facts.empty()) return sheet;
    add_columns(builder, sheet,
                {{"log", 14},
                 {"log_subject", 30},
                 {"log_detector", 40},
                 {"log_measured", 14},
                 {"log_lines", 14}});
    for (const auto& fact : facts) {
        if (fact.kind != "day" && fact.kind != "field" && fact.kind != "activity") continue;
        sheet.table.rows.push_back(
            {text_cell(fact.log),
             fact.kind == "day" ? date_cell(fact.subject)
                                : text_cell(fact.kind == "field" ? lack_words(builder, fact.subject)
                                                                 : fact.subject),
             text_cell(detector_title(builder, fact.detector)),
             fact.value ? decimal_cell(*fact.value) : Cell{}, integer_cell(fact.events)});
    }
    sheet.table.empty = builder.say("log.no_gaps");
    sheet.note = text_cell(builder.say(
        "log.gaps_note", {{"n", builder.number(static_cast<long long>(sheet.table.rows.size()))}}));
    apply_limit(builder, wish, sheet);
    return sheet;
}

}  // namespace schouw
