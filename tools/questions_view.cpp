// SPDX-License-Identifier: EUPL-1.2
#include "questions_view.hpp"

#include <array>

#include "terminal.hpp"

namespace schouw {
namespace {

constexpr std::size_t keys_shown = 10;  // of one question in one state

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json answer_json(const Answer& answer) {
    return {{"answer", text_or_null(answer.answer)},
            {"answered_by", text_or_null(answer.by)},
            {"answered_on", text_or_null(answer.on)},
            {"valid_until", text_or_null(answer.valid_until)},
            {"evidence", text_or_null(answer.evidence)},
            {"row", answer.row > 0 ? Json(answer.row) : Json(nullptr)}};
}

std::array<long long, 5> counts_of(const Questions& questions) {
    std::array<long long, 5> counts{};
    for (const auto& question : questions.asked) ++counts[static_cast<std::size_t>(question.state)];
    return counts;
}

long long unknown_of(const Questions& questions) {
    long long n = 0;
    for (const auto& [check, records] : questions.unknown) n += records;
    return n;
}

Json questions_json(const Questions& questions, const std::string& day, long days,
                    const Catalogue& words) {
    Json rows = Json::array();
    for (const auto& question : questions.asked)
        rows.push_back(
            {{"check", question.check->id},
             {"checklist", question.check->checklist},
             {"question", question.check->question.in(words.language())},
             {"register", question.check->register_id},
             {"key", question.key},
             {"state", question_words[static_cast<std::size_t>(question.state)]},
             {"last", question.last.on.empty() ? Json(nullptr) : answer_json(question.last)}});
    const auto counts = counts_of(questions);
    Json totals = {{"all", questions.asked.size()}};
    for (std::size_t i = 0; i < counts.size(); ++i) totals[question_words[i]] = counts[i];
    totals["unknown"] = unknown_of(questions);
    Json blocked = Json::array();
    for (const auto& why : questions.blocked)
        blocked.push_back(
            {{"check", why.args.back().second}, {"why", words.say(why.key, why.args)}});
    return {{"schema_version", 1}, {"as_of", day},       {"days", days},
            {"questions", rows},   {"blocked", blocked}, {"totals", totals}};
}

// One line of keys per state; an answer that ended or ends says when.
void print_state(const std::vector<const Question*>& list, QuestionState state,
                 const Catalogue& words) {
    std::string keys;
    std::size_t shown = 0, all = 0;
    for (const auto* question : list) {
        if (question->state != state) continue;
        if (++all > keys_shown) continue;
        ++shown;
        keys += (keys.empty() ? "" : ", ") + question->key;
        if (state == QuestionState::expired || state == QuestionState::expiring)
            keys += " (" + words.date(question->last.valid_until) + ")";
    }
    if (all == 0) return;
    if (all > shown)
        keys +=
            words.say("questions.more", {{"n", words.number(static_cast<long long>(all - shown))}});
    print_wrapped(words.say("questions.state." + question_words[static_cast<std::size_t>(state)],
                            {{"n", words.number(static_cast<long long>(all))}, {"keys", keys}}),
                  4);
}

}  // namespace

void print_questions(const Questions& questions, const std::string& day, long days,
                     const Shared& shared) {
    const Catalogue& words = shared.words;
    if (shared.json)
        return print_json(questions_json(questions, day, days, words)
                              .dump(1, ' ', false, Json::error_handler_t::replace));
    for (std::size_t i = 0; i < questions.asked.size();) {
        const Check* check = questions.asked[i].check;
        std::vector<const Question*> list;
        for (; i < questions.asked.size() && questions.asked[i].check == check; ++i)
            list.push_back(&questions.asked[i]);
        print_line(check->id + " · " + check->register_id, Ink::bold);
        print_wrapped(check->question.in(words.language()), 2);
        for (const auto state :
             {QuestionState::open, QuestionState::changed, QuestionState::expired,
              QuestionState::expiring, QuestionState::answered})
            print_state(list, state, words);
    }
    const auto counts = counts_of(questions);
    Args args = {{"all", words.number(static_cast<long long>(questions.asked.size()))},
                 {"day", words.date(day)},
                 {"days", words.number(days)}};
    for (std::size_t i = 0; i < counts.size(); ++i)
        args.emplace_back(question_words[i], words.number(counts[i]));
    if (!questions.asked.empty()) print_line();
    print_wrapped(words.say(questions.asked.empty() ? "questions.none" : "questions.total", args));
    if (const auto unknown = unknown_of(questions); unknown > 0)
        print_wrapped(words.say("questions.unknown", {{"n", words.number(unknown)}}));
    if (!questions.blocked.empty())
        print_wrapped(
            words.say("questions.blocked",
                      {{"n", words.number(static_cast<long long>(questions.blocked.size()))}}));
}

void print_recorded(const Answer& answer, const NewRecord& composed, bool told,
                    const Shared& shared) {
    const Catalogue& words = shared.words;
    if (shared.json) {
        Json document = {
            {"schema_version", 1},       {"file", composed.file}, {"created", composed.created},
            {"source_configured", told}, {"check", answer.check}, {"register", answer.register_id},
            {"key", answer.key}};
        Json rest = answer_json(answer);
        rest.erase("row");
        document.update(rest);
        print_json(document.dump(1, ' ', false, Json::error_handler_t::replace));
    } else if (!shared.quiet) {
        print_line(words.say("answer.recorded", {{"check", answer.check},
                                                 {"key", answer.key},
                                                 {"answer", words.say("verdict." + answer.answer)},
                                                 {"day", words.date(answer.valid_until)},
                                                 {"file", composed.file}}));
    }
    if (composed.toml.empty()) return;
    talk(words.say(told ? "answer.toml_added" : "answer.toml_needed", {{"file", composed.file}}));
    if (!told) talk(composed.toml);
}

}  // namespace schouw
