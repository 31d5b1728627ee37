// SPDX-License-Identifier: EUPL-1.2
#include "monitor.hpp"

#include <algorithm>
#include <charconv>

#include "base/date.hpp"
#include "base/text.hpp"

namespace schouw {
namespace {

const char* const alarm_words[] = {"OK", "WARNING", "CRITICAL", "UNKNOWN"};
constexpr long long day_seconds = 86400;

std::optional<long long> whole(std::string_view text) {
    long long value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

std::vector<Measure> measures_of(const Json& figures) {
    const Json& counts = figures.at("counts");
    const auto number = [](const Json& value) { return value.get<long long>(); };
    std::vector<Measure> out;
    for (const auto& [severity, value] : counts.at("not_accepted_by_severity").items())
        out.push_back({severity, number(value), {}, {}});
    for (const char* id : {"open", "new", "overdue", "unverified"})
        out.push_back({id, number(counts.at(id)), {}, {}});
    out.push_back({"unknown", number(counts.at("verdicts").at("unknown")), {}, {}});
    long long refused = 0;
    for (const auto& source : figures.at("registers")) refused += number(source.at("refused"));
    out.push_back({"refused", refused, {}, {}});
    out.push_back(
        {"promises_overdue", number(figures.at("promises").at("totals").at("overdue")), {}, {}});
    return out;
}

// "high=3" or "high=off".
void set_threshold(std::vector<Measure>& measures, const std::string& wish, bool critical) {
    const auto equals = wish.find('=');
    const std::string name = wish.substr(0, equals);
    std::vector<std::string> known;
    for (const auto& measure : measures) known.push_back(measure.id);
    const auto at = std::find(known.begin(), known.end(), name);
    if (at == known.end())
        fail(Exit::usage, "monitor.no_such_measure",
             {{"name", name},
              {"meant", did_you_mean(name, known).value_or("-")},
              {"known", join(known, ", ")}});
    const std::string value = equals == wish.npos ? "" : wish.substr(equals + 1);
    const auto limit = whole(value);
    if (!limit && value != "off") fail(Exit::usage, "monitor.no_number", {{"threshold", wish}});
    Measure& measure = measures[static_cast<std::size_t>(at - known.begin())];
    (critical ? measure.critical : measure.warning) = limit;
}

void judge_measures(Monitored& seen, const Catalogue& words) {
    for (const bool critical : {true, false})
        for (const auto& measure : seen.measures) {
            const auto& limit = critical ? measure.critical : measure.warning;
            if (!limit || measure.value <= *limit) continue;
            if (!critical && measure.critical && measure.value > *measure.critical) continue;
            seen.alarm = std::max(seen.alarm, critical ? Alarm::critical : Alarm::warning);
            seen.reasons.push_back(
                words.say("monitor.measure." + measure.id, {{"n", words.number(measure.value)}}));
        }
}

void judge_run(Monitored& seen, const Json& run, const Catalogue& words) {
    if (seen.max_age && seen.age_days > *seen.max_age) {
        seen.alarm = std::max(seen.alarm, Alarm::warning);
        seen.reasons.push_back(words.say("monitor.stale", {{"n", words.number(seen.age_days)}}));
    }
    if (run.at("complete") == true) return;
    seen.alarm = std::max(seen.alarm, Alarm::warning);
    seen.reasons.push_back(words.say("monitor.incomplete"));
}

std::string limit_text(const std::optional<long long>& limit) {
    return limit ? std::to_string(*limit) : "";
}

}  // namespace

Monitored monitored(const Json& figures, const Thresholds& thresholds, const Catalogue& words) {
    Monitored seen;
    seen.alarm = Alarm::ok;
    seen.figures = figures;
    seen.measures = measures_of(figures);
    set_threshold(seen.measures, "critical=0", true);
    set_threshold(seen.measures, "high=0", false);
    for (const auto& wish : thresholds.critical) set_threshold(seen.measures, wish, true);
    for (const auto& wish : thresholds.warning) set_threshold(seen.measures, wish, false);
    if (thresholds.max_age != "off") {
        seen.max_age = whole(thresholds.max_age);
        if (!seen.max_age)
            fail(Exit::usage, "monitor.no_number",
                 {{"threshold", "--max-age " + thresholds.max_age}});
    }
    const auto recorded = parse_iso_moment(figures.at("run").value("recorded_at", ""));
    seen.age_days = recorded ? std::max(0LL, (now_seconds() - *recorded) / day_seconds) : 0;
    judge_measures(seen, words);
    judge_run(seen, figures.at("run"), words);
    return seen;
}

std::string nagios_line(Alarm alarm, const std::string& why) {
    std::string text = visible(why);
    std::replace(text.begin(), text.end(), '|', '/');  // begins the figures
    return std::string("SCHOUW ") + alarm_words[static_cast<int>(alarm)] + " - " + text;
}

std::string nagios_line(const Monitored& seen, const Catalogue& words) {
    const Json& counts = seen.figures.at("counts");
    const Json& run = seen.figures.at("run");
    const auto number = [&](const char* name) {
        return words.number(counts.at(name).get<long long>());
    };
    const std::string totals =
        words.say("monitor.totals", {{"open", number("open")},
                                     {"new", number("new")},
                                     {"overdue", number("overdue")},
                                     {"run", std::to_string(run.at("id").get<long long>())},
                                     {"date", words.date(run.value("as_of", ""))}});
    const std::string why =
        seen.reasons.empty() ? words.say("monitor.fine") : join(seen.reasons, ", ");
    std::string line = nagios_line(seen.alarm, why + "; " + totals) + " |";
    for (const auto& measure : seen.measures)
        line += " " + measure.id + "=" + std::to_string(measure.value) + ";" +
                limit_text(measure.warning) + ";" + limit_text(measure.critical) + ";0";
    line += " age=" + std::to_string(seen.age_days) + ";" + limit_text(seen.max_age) + ";;0";
    if (const Json& score = seen.figures.at("score").at("percent"); !score.is_null())
        line += " score=" + std::to_string(score.get<int>()) + "%;;;0;100";
    return line;
}

Json monitor_json(const Monitored& seen) {
    Json measures = Json::array();
    const auto limit = [](const auto& value) { return value ? Json(*value) : Json(); };
    for (const auto& measure : seen.measures)
        measures.push_back({{"id", measure.id},
                            {"value", measure.value},
                            {"warning_above", limit(measure.warning)},
                            {"critical_above", limit(measure.critical)}});
    return {{"schema_version", 1},
            {"state", alarm_words[static_cast<int>(seen.alarm)]},
            {"reasons", seen.reasons},
            {"age_days", seen.age_days},
            {"max_age_days", limit(seen.max_age)},
            {"measures", measures},
            {"run", seen.figures.at("run")},
            {"score", seen.figures.at("score")},
            {"counts", seen.figures.at("counts")}};
}

}  // namespace schouw
