// SPDX-License-Identifier: EUPL-1.2
#include "report/prometheus.hpp"

#include <fmt/format.h>

#include "base/date.hpp"
#include "base/text.hpp"
#include "report/machine_text.hpp"

namespace schouw {
namespace {

using Json = nlohmann::ordered_json;
using Labels = std::vector<std::pair<std::string, std::string>>;

std::string label_text(const std::string& text) {
    std::string out;
    for (const char c : visible(text)) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

// All samples of a metric stand together, below what it means.
class Metrics {
public:
    void about(const std::string& name, const std::string& help) {
        name_ = "schouw_" + name;
        out_ += "# HELP " + name_ + " " + help + "\n# TYPE " + name_ + " gauge\n";
    }
    void add(const std::string& value, const Labels& labels = {}) {
        out_ += name_;
        for (std::size_t i = 0; i < labels.size(); ++i)
            out_ += (i == 0 ? "{" : ",") + labels[i].first + "=\"" + label_text(labels[i].second) +
                    "\"";
        out_ += (labels.empty() ? " " : "} ") + value + "\n";
    }
    void add(long long value, const Labels& labels = {}) { add(std::to_string(value), labels); }
    void one(const std::string& name, const std::string& help, long long value) {
        about(name, help);
        add(value);
    }
    const std::string& text() const { return out_; }

private:
    std::string name_, out_;
};

long long number_at(const Json& object, const char* name) {
    return object.at(name).get<long long>();
}

// A share from 0 to 1; NaN when nothing was answered.
std::string ratio(const Json& percent) {
    return percent.is_null() ? "NaN" : fmt::format("{}", percent.get<double>() / 100);
}

void add_run(Metrics& metrics, const Json& document, std::optional<bool> intact) {
    const Json& run = document.at("run");
    metrics.about("build_info", "The version of schouw that wrote this.");
    metrics.add(1, {{"version", SCHOUW_VERSION}});
    if (const auto moment = parse_iso_moment(text_at(run, "recorded_at")))
        metrics.one("last_run_timestamp_seconds", "When the run was recorded.", *moment);
    if (const auto day = parse_iso(text_at(run, "as_of")))
        metrics.one("last_run_as_of_timestamp_seconds", "The day the run judges, at 00:00 UTC.",
                    86400LL * day->days);
    metrics.one("last_run_number", "The number of the run.", number_at(run, "id"));
    metrics.one("last_run_complete", "1 when every source was read whole and every check ran.",
                run.at("complete") == true ? 1 : 0);
    if (intact)
        metrics.one("history_intact", "1 when the history is what it was.", *intact ? 1 : 0);
}

void add_findings(Metrics& metrics, const Json& counts) {
    metrics.about("findings_open", "Open findings; accepted: a waiver covers them.");
    for (const auto& [severity, value] : counts.at("open_by_severity").items()) {
        const long long all = value.get<long long>();
        const long long bare = number_at(counts.at("not_accepted_by_severity"), severity.c_str());
        metrics.add(bare, {{"severity", severity}, {"accepted", "no"}});
        metrics.add(all - bare, {{"severity", severity}, {"accepted", "yes"}});
    }
    metrics.one("findings_overdue", "Open findings of which the term has passed.",
                number_at(counts, "overdue"));
    metrics.one("findings_unverified", "Open findings that this run could not look at again.",
                number_at(counts, "unverified"));
    metrics.about("findings_changed", "Findings that the last run changed, by what happened.");
    for (const char* change : {"new", "reopened", "solved", "withdrawn", "lapsed"})
        metrics.add(number_at(counts, change), {{"change", change}});
    metrics.about("verdicts", "A check applied to a record, by outcome; waived: of those not met.");
    for (const auto& [verdict, value] : counts.at("verdicts").items())
        metrics.add(value.get<long long>(), {{"verdict", verdict}});
}

void add_score(Metrics& metrics, const Json& document) {
    const Json& score = document.at("score");
    metrics.about("score_ratio", "Weight of what is met, of what was answered.");
    metrics.add(ratio(score.at("percent")));
    metrics.about("certain_ratio", "Weight of what is met, of all that applies.");
    metrics.add(ratio(score.at("certain_percent")));
    metrics.about("coverage_ratio", "Verdicts that were answered, of those that apply.");
    metrics.add(ratio(score.at("coverage_percent")));
    const auto per_list = [&](const char* name, const char* help, const auto& value) {
        metrics.about(name, help);
        for (const auto& list : document.at("checklists"))
            metrics.add(value(list), {{"checklist", text_at(list, "id")}});
    };
    per_list("checklist_score_ratio", "The score of one checklist.",
             [](const Json& list) { return ratio(list.at("score").at("percent")); });
    per_list("checklist_coverage_ratio", "The coverage of one checklist.",
             [](const Json& list) { return ratio(list.at("score").at("coverage_percent")); });
    per_list("checklist_findings_open", "Open findings of one checklist.",
             [](const Json& list) { return std::to_string(number_at(list, "open")); });
}

void add_registers(Metrics& metrics, const Json& document) {
    metrics.about("register_read", "1 when the register was read, 0 when it failed.");
    for (const auto& source : document.at("registers"))
        if (source.at("state") != "not_configured")
            metrics.add(source.at("state") == "read" ? 1 : 0,
                        {{"register", text_at(source, "id")}});
    metrics.about("register_rows", "Rows of the source: read = accepted + refused + ignored.");
    for (const auto& source : document.at("registers"))
        if (source.at("state") == "read")
            for (const char* state : {"read", "accepted", "refused", "ignored"})
                metrics.add(number_at(source, state),
                            {{"register", text_at(source, "id")}, {"state", state}});
    const Json& promises = document.at("promises").at("totals");
    metrics.one("promises", "Recommendations and promises.", number_at(promises, "all"));
    metrics.one("promises_overdue", "Those of which the term has passed.",
                number_at(promises, "overdue"));
}

}  // namespace

std::string prometheus_text(const nlohmann::ordered_json& document, std::optional<bool> intact) {
    Metrics metrics;
    add_run(metrics, document, intact);
    add_findings(metrics, document.at("counts"));
    add_score(metrics, document);
    add_registers(metrics, document);
    return metrics.text();
}

}  // namespace schouw
