// SPDX-License-Identifier: EUPL-1.2
#include "findings/score.hpp"

#include <algorithm>

#include "checks/checklist.hpp"

namespace schouw {

int whole_percent(long long part, long long whole) {
    if (whole == 0) return 0;
    const auto rounded = static_cast<int>((200 * part + whole) / (2 * whole));
    return part == whole || part == 0 ? rounded : std::clamp(rounded, 1, 99);
}

void Score::add(std::size_t severity, long long met_count, long long not_met, long long open) {
    const long long weight = severity_weight[std::min(severity, std::size(severity_weight) - 1)];
    met += weight * met_count;
    answered += weight * (met_count + not_met);
    applicable += weight * (met_count + not_met + open);
    all_answered += met_count + not_met;
    all_applicable += met_count + not_met + open;
}

int Score::percent() const { return whole_percent(met, answered); }

int Score::certain() const { return whole_percent(met, applicable); }

int Score::coverage() const { return whole_percent(all_answered, all_applicable); }

Score score_of(const std::vector<RunCheckInfo>& checks) {
    Score score;
    for (const auto& check : checks) {
        const auto severity = std::find(severity_words.begin(), severity_words.end(),
                                        check.definition.value("severity", ""));
        score.add(static_cast<std::size_t>(severity - severity_words.begin()), check.met,
                  check.not_met, check.unknown + check.to_judge);
    }
    return score;
}

std::string score_sentence(const Score& score, const Catalogue& words) {
    if (score.answered == 0) return words.say("score.none");
    return words.say("score.line", {{"score", std::to_string(score.percent())},
                                    {"coverage", std::to_string(score.coverage())},
                                    {"certain", std::to_string(score.certain())}});
}

}  // namespace schouw
