// SPDX-License-Identifier: EUPL-1.2
#include "life_text.hpp"

#include "base/text.hpp"
#include "findings/wording.hpp"
#include "report/run_json.hpp"
#include "terminal.hpp"

namespace schouw {

Judged::Judged(Store& store, const RunInfo& run) : run_(run) {
    const auto checks = checks_known(store, run);
    runs_ = runs_of(store, checks);
    for (const auto& check : checks) by_check_[check.id] = check.run;
}

const RunInfo& Judged::of(const std::string& check) const {
    const auto at = by_check_.find(check);
    return at == by_check_.end() ? run_ : runs_.at(at->second);
}

void print_judged(const RunInfo& judged, const RunInfo& run, const Catalogue& words) {
    if (judged.id == run.id) return;
    print_wrapped(words.say("life.judged", {{"run", std::to_string(judged.id)},
                                            {"date", words.date(judged.as_of)}}),
                  2);
}

std::string life_sentence(const FindingInfo& finding, const RunInfo& run, const Catalogue& words) {
    std::vector<std::string> parts;
    const auto part = [&](const char* key, const Args& args) {
        parts.push_back(words.say(key, args));
    };
    part("life.first", {{"date", words.date(finding.first_seen)}});
    if (!finding.last_seen.empty()) part("life.last", {{"date", words.date(finding.last_seen)}});
    part("life.age", {{"n", words.number(age_in_days(finding, run))}});
    if (finding.reopened > 0) part("life.reopened", {{"n", words.number(finding.reopened)}});
    if (!is_open(finding.kind))
        part("life.closed", {{"status", words.say("status." + status_word(finding))},
                             {"date", words.date(finding.changed_on)}});
    if (!finding.renamed_to.empty()) part("life.renamed_to", {{"key", finding.renamed_to}});
    if (!finding.old_keys.empty()) part("life.old_keys", {{"keys", join(finding.old_keys, ", ")}});
    return join(parts, "; ") + ".";
}

}  // namespace schouw
