// SPDX-License-Identifier: EUPL-1.2
#include "promise_json.hpp"

namespace schouw {
namespace {

const char* const state_words[] = {"value",          "empty",      "not_applicable",
                                   "stated_unknown", "unreadable", "absent"};

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }
Json number_or_null(const std::optional<long long>& number) {
    return number ? Json(*number) : Json(nullptr);
}

Json term_json(const Term& term) {
    return {{"snapshot", term.snapshot},
            {"as_of", term.as_of},
            {"state", state_words[static_cast<std::size_t>(term.state)]},
            {"written", term.state == State::absent ? Json(nullptr) : Json(term.written)},
            {"date", text_or_null(term.date)}};
}

Json promise_json(const Promise& promise) {
    Json terms = Json::array();
    for (const auto& term : promise.terms) terms.push_back(term_json(term));
    return {{"register", promise.register_id},
            {"key", promise.key},
            {"text", promise.text},
            {"owner", text_or_null(promise.owner)},
            {"kind", text_or_null(promise.kind)},
            {"counts", promise.counts},
            {"gone_since", text_or_null(promise.gone_since)},
            {"adoption", text_or_null(promise.adoption)},
            {"adoption_reason", text_or_null(promise.adoption_reason)},
            {"parts", number_or_null(promise.parts)},
            {"parts_unanswered", number_or_null(promise.parts_unanswered)},
            {"follow_up", promise.follow_up},
            {"decision", text_or_null(promise.decision)},
            {"term_text", text_or_null(promise.term_text)},
            {"first_term", text_or_null(promise.first_term)},
            {"term", text_or_null(promise.term)},
            {"recurs_months", number_or_null(promise.recurs)},
            {"moved", promise.moved},
            {"earlier", promise.earlier},
            {"withdrawn", promise.withdrawn},
            {"original_term", text_or_null(promise.original_term)},
            {"delay_reason", text_or_null(promise.delay_reason)},
            {"unsaid", promise.unsaid},
            {"contradicted", promise.contradicted},
            {"terms", terms},
            {"overdue", promise.overdue ? Json(*promise.overdue) : Json(nullptr)},
            {"overdue_days", promise.overdue ? Json(promise.overdue_days) : Json(nullptr)},
            {"done_on", text_or_null(promise.done_on)},
            {"evidence", text_or_null(promise.evidence)},
            {"verified", verified_word(promise.verified)},
            {"verified_by", text_or_null(promise.verified_by)},
            {"verified_on", text_or_null(promise.verified_on)}};
}

Json totals_json(const PromiseTotals& n) {
    return {{"all", n.all},
            {"to_do", n.to_do},
            {"partly", n.partly},
            {"followed", n.followed},
            {"not_followed", n.not_followed},
            {"lapsed", n.lapsed},
            {"unknown", n.unknown},
            {"adopted", n.adopted},
            {"partly_adopted", n.partly_adopted},
            {"declined", n.declined},
            {"no_reaction", n.no_reaction},
            {"reaction_unknown", n.reaction_unknown},
            {"unanswered", n.unanswered},
            {"overdue", n.overdue},
            {"overdue_unknown", n.overdue_unknown},
            {"without_term", n.without_term},
            {"moved", n.moved},
            {"verified", n.verified},
            {"gone", n.gone}};
}

}  // namespace

std::string verified_word(Verified verified) {
    const char* const words[] = {"open", "no", "by_owner", "yes", "unknown"};
    return words[static_cast<std::size_t>(verified)];
}

Json promises_json(const std::vector<const Promise*>& list, const RunInfo& run,
                   const std::string& day) {
    Json rows = Json::array();
    std::vector<Promise> counted;
    for (const auto* promise : list) {
        rows.push_back(promise_json(*promise));
        counted.push_back(*promise);
    }
    return {{"schema_version", 1},
            {"run", {{"id", run.id}, {"as_of", run.as_of}}},
            {"as_of", day},
            {"promises", rows},
            {"totals", totals_json(count_promises(counted))}};
}

}  // namespace schouw
