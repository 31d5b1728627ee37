// SPDX-License-Identifier: EUPL-1.2
#include "answer_rules.hpp"

#include "base/date.hpp"
#include "base/text.hpp"

namespace schouw {

const Check& question_named(const Setup& setup, const std::string& id) {
    std::vector<std::string> questions;
    for (const auto& check : setup.law.checks) {
        if (check.kind == Kind::question) questions.push_back(check.id);
        if (check.id != id) continue;
        if (check.kind == Kind::question) return check;
        fail(Exit::usage, "answer.no_question", {{"check", id}});
    }
    fail(Exit::usage, "answer.no_such_check",
         {{"check", id}, {"meant", did_you_mean(id, questions).value_or("-")}});
}

std::string date_or(const std::string& text, const char* option, const std::string& otherwise) {
    if (text.empty()) return otherwise;
    const ReadingWords words = load_reading_words();
    Span span;
    if (parse_iso(text)) return text;
    if (read_date(text, words, span) != DateFault::none || !span.exact ||
        span.order == DayOrder::either)
        fail(Exit::usage, "answer.no_date", {{"option", option}, {"word", text}});
    return iso(span.to);
}

// The record that is meant: named, or the only one of which it is asked.
const Question& record_named(const Questions& questions, const Check& check, const std::string& key,
                             const Catalogue& words) {
    std::vector<const Question*> asked;
    std::vector<std::string> keys;
    for (const auto& question : questions.asked)
        if (question.check == &check) {
            asked.push_back(&question);
            keys.push_back(question.key);
        }
    for (const auto& blocked : questions.blocked)
        if (blocked.args.back().second == check.id)
            fail(Exit::usage, "answer.blocked",
                 {{"check", check.id}, {"why", words.say(blocked.key, blocked.args)}});
    if (asked.empty())
        fail(Exit::usage, "answer.asked_of_none",
             {{"check", check.id}, {"register", check.register_id}});
    if (key.empty() && asked.size() == 1) return *asked.front();
    for (const auto* question : asked)
        if (question->key == key) return *question;
    for (const auto* question : asked)
        if (fold_value(question->key) == fold_value(key)) return *question;
    const auto meant = did_you_mean(key, keys);
    if (keys.size() > 5) keys.resize(5);
    fail(Exit::usage, key.empty() ? "answer.which_record" : "answer.no_such_record",
         {{"key", key},
          {"check", check.id},
          {"register", check.register_id},
          {"n", std::to_string(asked.size())},
          {"known", join(keys, ", ") + (asked.size() > keys.size() ? ", …" : "")},
          {"meant", meant.value_or("-")}});
}

void check_days(const Answer& answer, const Question& question, const std::string& day,
                const Catalogue& words) {
    const auto refuse = [&](const char* key, const std::string& shown) {
        fail(Exit::usage, key, {{"day", words.date(shown)}});
    };
    if (answer.on > day) refuse("answer.on_ahead", answer.on);
    if (answer.valid_until < answer.on) refuse("answer.ends_before", answer.valid_until);
    if (answer.valid_until < day) refuse("answer.ended", answer.valid_until);
    if (question.last.on == answer.on) refuse("answer.same_day", answer.on);
    if (question.last.on > answer.on) refuse("answer.later_known", question.last.on);
}

}  // namespace schouw
