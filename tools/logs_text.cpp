// SPDX-License-Identifier: EUPL-1.2
#include "logs_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "registers/value.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

// A detector over all months of a log.
struct Sum {
    double value = 0;
    long long events = 0;
    std::optional<long long> deviations;
    std::string unknown;
};

std::map<std::string, Sum> sums_of(const Analysis& analysis) {
    std::map<std::string, Sum> sums;
    for (const auto& [fact, subject] : analysis.facts) {
        if (fact.kind != Subject::log) continue;
        Sum& sum = sums[fact.detector];
        sum.value += fact.value.value_or(0);
        sum.events += fact.events;
        if (!fact.unknown.empty()) sum.unknown = fact.unknown;
        if (fact.deviations) sum.deviations = sum.deviations.value_or(0) + *fact.deviations;
    }
    return sums;
}

std::string moment_text(std::int64_t utc, const LogTotals& totals, const Catalogue& words) {
    return totals.accepted == 0 ? "-" : words.moment(iso_moment(utc));
}

void print_totals(const LogFacts& log, const Catalogue& words) {
    const Analysis& analysis = *log.analysis;
    const LogTotals& totals = analysis.totals;
    print_line(log.log->name, Ink::bold);
    print_wrapped(words.say("logs.totals", {{"read", words.number(totals.read)},
                                            {"accepted", words.number(totals.accepted)},
                                            {"refused", words.number(totals.all_refused())},
                                            {"ignored", words.number(totals.ignored)}}),
                  2);
    const auto dossiers =
        analysis.dossiers ? words.number(static_cast<long long>(*analysis.dossiers)) : "-";
    print_wrapped(
        words.say("logs.span", {{"users", words.number(static_cast<long long>(analysis.users))},
                                {"dossiers", dossiers},
                                {"first", moment_text(totals.first, totals, words)},
                                {"last", moment_text(totals.last, totals, words)}}),
        2);
    if (totals.twice + totals.never > 0)
        print_wrapped(words.say("logs.clock_change", {{"twice", words.number(totals.twice)},
                                                      {"never", words.number(totals.never)}}),
                      2);
}

void print_refused(const LogFacts& log, const Catalogue& words) {
    const Analysis& analysis = *log.analysis;
    for (const auto& file : analysis.files)
        if (!file.failure.key.empty()) talk(words.complain(file.failure));
    const bool unreached =
        !log.log->cluster.from.empty() && !analysis.files.front().failure.key.empty();
    if (!unreached && (analysis.files.empty() || analysis.totals.accepted == 0))
        talk(words.complain({"logs.no_lines", {{"log", log.log->name}}, {}}));
    for (const auto& list : analysis.lists)
        if (list.refused > 0)
            talk(words.complain(
                {"logs.list_refused",
                 {{"refused", words.number(list.refused)}, {"read", words.number(list.read)}},
                 {list.file, "", 0, 0}}));
    for (const auto& line : analysis.refused)
        talk(words.complain(
            {"logs.refused_" + std::string(refused_words[static_cast<std::size_t>(line.why)]),
             {},
             {analysis.files[line.file].shown, "", line.line, 0}}));
    const auto more =
        analysis.totals.all_refused() - static_cast<long long>(analysis.refused.size());
    if (more <= 0) return;
    if (log.log->cluster.from.empty())
        talk(words.say("logs.more_refused", {{"n", words.number(more)}}));
    else  // a table has no places
        talk(words.complain({"logs.cluster_refused_moments",
                             {{"n", words.number(more)}},
                             {analysis.files.front().shown, "", 0, 0}}));
}

std::string verdict_of(const Sum& sum, const Catalogue& words) {
    if (!sum.deviations) return words.say("logs.unknown", {{"why", sum.unknown}});
    return words.number(*sum.deviations);
}

// How much there is, and of whom: nothing that deviates.
bool is_figure(const std::string& detector) {
    return detector == "lines" || detector == "days" || detector == "dossiers" ||
           detector.starts_with("by_");
}

void print_detectors(const Analysis& analysis, const Catalogue& words) {
    const auto sums = sums_of(analysis);
    std::vector<std::vector<std::string>> rows;
    for (const auto& detector : detector_words) {
        const auto sum = sums.find(detector);
        if (sum == sums.end() || is_figure(detector)) continue;
        rows.push_back({words.say("logs.detector_" + detector),
                        sum->second.deviations ? words.number(sum->second.events) : "-",
                        verdict_of(sum->second, words)});
    }
    print_table({{words.say("logs.detector"), false, true},
                 {words.say("logs.lines"), true, false},
                 {words.say("logs.deviations"), true, false}},
                rows);
}

Json or_null(const std::optional<double>& value) { return value ? Json(*value) : Json(); }

Json fact_json(const std::string& log, const NamedFact& named) {
    const Fact& fact = named.fact;
    return {{"id", fact_id(log, named)},
            {"period", period_word(fact.month)},
            {"detector", fact.detector},
            {"subject_kind", subject_words[static_cast<std::size_t>(fact.kind)]},
            {"subject", named.subject.empty() ? Json() : Json(named.subject)},
            {"value", or_null(fact.value)},
            {"expected", or_null(fact.expected)},
            {"limit", or_null(fact.limit)},
            {"events", fact.events},
            {"deviations", fact.deviations ? Json(*fact.deviations) : Json()},
            {"left_out", fact.left_out},
            {"unknown_why", fact.unknown.empty() ? Json() : Json(fact.unknown)}};
}

Json files_json(const Analysis& analysis, const Catalogue& words) {
    Json files = Json::array();
    for (const auto& file : analysis.files) {
        Json fields = Json::array();
        for (std::size_t i = 0; i < field_count; ++i)
            if (file.failure.key.empty() && file.cells[i] >= 0) fields.push_back(field_words[i]);
        files.push_back(
            {{"file", file.shown},
             {"packing", file.packing.empty() ? Json() : Json(file.packing)},
             {"failure", file.failure.key.empty() ? Json() : Json(words.complain(file.failure))},
             {"fields", fields}});
    }
    return files;
}

Json log_json(const LogFacts& log, const Catalogue& words) {
    const Analysis& analysis = *log.analysis;
    const LogTotals& totals = analysis.totals;
    Json refused = Json::object();
    for (std::size_t i = 0; i < refusals; ++i) refused[refused_words[i]] = totals.refused[i];
    Json samples = Json::array();
    for (const auto& line : analysis.refused)
        samples.push_back({{"file", analysis.files[line.file].shown},
                           {"line", line.line},
                           {"why", refused_words[static_cast<std::size_t>(line.why)]}});
    Json detectors = Json::array();
    const auto sums = sums_of(analysis);
    for (const auto& detector : detector_words)
        if (const auto sum = sums.find(detector); sum != sums.end())
            detectors.push_back(
                {{"id", detector},
                 {"value", sum->second.value},
                 {"events", sum->second.events},
                 {"deviations", sum->second.deviations ? Json(*sum->second.deviations) : Json()},
                 {"unknown_why",
                  sum->second.unknown.empty() ? Json() : Json(sum->second.unknown)}});
    Json facts = Json::array();
    for (const auto& fact : analysis.facts) facts.push_back(fact_json(log.log->name, fact));
    const bool any = totals.accepted > 0;
    return {{"log", log.log->name},
            {"complete", analysis.complete()},
            {"read", totals.read},
            {"accepted", totals.accepted},
            {"refused", totals.all_refused()},
            {"ignored", totals.ignored},
            {"refused_by_reason", refused},
            {"refused_places", samples},
            {"users", analysis.users},
            {"roles", analysis.roles},
            {"dossiers", analysis.dossiers ? Json(*analysis.dossiers) : Json()},
            {"first", any ? Json(iso_moment(totals.first)) : Json()},
            {"last", any ? Json(iso_moment(totals.last)) : Json()},
            {"hour_twice", totals.twice},
            {"hour_never", totals.never},
            {"files", files_json(analysis, words)},
            {"detectors", detectors},
            {"facts", facts}};
}

std::string quoted(const std::string& text) {
    std::string out;
    append_json(out, visible(text));
    return out;
}

}  // namespace

void print_logs(const std::vector<LogFacts>& logs, const std::vector<KeptMonth>& kept,
                const std::string& file, bool quiet, const Catalogue& words) {
    for (const auto& log : logs) {
        if (!quiet) print_totals(log, words);
        print_refused(log, words);
        if (quiet) continue;
        print_line();
        print_detectors(*log.analysis, words);
        print_line();
    }
    for (const auto& month : kept)
        talk(words.complain({"logs.kept",
                             {{"log", month.log},
                              {"month", month.month},
                              {"before", words.number(month.before)},
                              {"now", words.number(month.now)}},
                             {}},
                            "level.remark"));
    if (!quiet) print_wrapped(words.say("logs.written", {{"file", file}}));
}

Json logs_json(const std::vector<LogFacts>& logs, const std::vector<KeptMonth>& kept,
               const std::string& file, const Catalogue& words) {
    Json all = Json::array();
    for (const auto& log : logs) all.push_back(log_json(log, words));
    Json months = Json::array();
    for (const auto& month : kept)
        months.push_back({{"log", month.log},
                          {"month", month.month},
                          {"lines_before", month.before},
                          {"lines_now", month.now}});
    return {{"schema_version", 1}, {"file", file}, {"logs", all}, {"kept_months", months}};
}

void print_guess(const LogGuess& guess, const std::string& file, const Catalogue& words) {
    const auto comment = [&](const std::string& key, const Args& args) {
        print_line("# " + visible(words.say(key, args)));
    };
    if (!guess.fits()) {
        comment("logs.guess_unfit", {{"file", file}, {"header", join(guess.header, ", ")}});
        return;
    }
    comment("logs.guess", {{"file", file}});
    print_line("[logs.naam]");
    print_line("files = [" + quoted(file) + "]");
    std::string columns;
    for (std::size_t i = 0; i < field_count; ++i) {
        if (guess.cells[i] < 0) continue;
        columns += (columns.empty() ? " " : ", ") + std::string(field_words[i]) + " = " +
                   quoted(guess.header[static_cast<std::size_t>(guess.cells[i])]);
    }
    print_line("columns = {" + columns + " }");
    if (guess.moment_by_value) comment("logs.guess_moment", {});
    if (!guess.spare.empty()) comment("guess.unmatched", {{"names", join(guess.spare, ", ")}});
}

Json guess_json(const LogGuess& guess, const std::string& file) {
    Json columns = Json::object();
    for (std::size_t i = 0; i < field_count; ++i)
        if (guess.cells[i] >= 0)
            columns[field_words[i]] = guess.header[static_cast<std::size_t>(guess.cells[i])];
    return {{"file", file},
            {"fits", guess.fits()},
            {"format", guess.json ? "jsonl" : "csv"},
            {"delimiter", guess.json ? Json() : Json(std::string(1, guess.delimiter))},
            {"packing", guess.packing.empty() ? Json() : Json(guess.packing)},
            {"columns", columns},
            {"unmatched", guess.spare}};
}

}  // namespace schouw
