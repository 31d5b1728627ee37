// SPDX-License-Identifier: EUPL-1.2
// schouw answer: the questions that only a person can answer, and the answer to one of them.
#include "findings/answer.hpp"

#include <algorithm>
#include <memory>

#include "base/date.hpp"
#include "base/text.hpp"
#include "command.hpp"
#include "questions_view.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

constexpr long days_ahead = 90;    // within which an answer that ends is "expiring"
constexpr long months_valid = 12;  // when --valid-until is not given

struct Options {
    std::string check;
    std::string key;
    std::string verdict;
    std::string by;
    std::string evidence;
    std::string on;
    std::string valid_until;
    std::string remarks;
    bool list = false;
    long days = days_ahead;
};

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

void need(const Options& options) {
    const std::pair<const char*, const std::string*> needed[] = {{"CHECK", &options.check},
                                                                 {"--verdict", &options.verdict},
                                                                 {"--by", &options.by},
                                                                 {"--evidence", &options.evidence}};
    for (const auto& [name, value] : needed)
        if (trim(*value).empty()) fail(Exit::usage, "answer.needs", {{"what", name}});
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

Exit record(Shared& shared, const Options& options) {
    need(options);
    const Setup setup = open_setup(shared);
    const std::string day = day_of(shared);
    const Check& check = question_named(setup, options.check);
    const Lock lock(setup.workspace.store, no_patience);
    const Questions questions = questions_on(setup, day, options.days);
    if (questions.unreadable()) throw Error(Exit::io, questions.answers.failure);
    const Question& question = record_named(questions, check, options.key, shared.words);
    Answer answer;
    answer.check = check.id;
    answer.register_id = check.register_id;
    answer.key = question.key;
    answer.answer = options.verdict;
    answer.by = std::string(trim(options.by));
    answer.on = date_or(options.on, "--on", day);
    answer.valid_until = date_or(options.valid_until, "--valid-until",
                                 iso(add_months(*parse_iso(answer.on), months_valid)));
    answer.evidence = std::string(trim(options.evidence));
    answer.remarks = std::string(trim(options.remarks));
    check_days(answer, question, day, shared.words);
    const Language language = setup.workspace.language.value_or(shared.words.language());
    const NewRow row = row_of(answer);
    const NewRecord composed = compose_record(setup, *questions.schema, row, language);
    for (const auto& fault : faults_of(setup, *questions.schema, row, composed, day, shared.words))
        fail(Exit::usage, "answer.fault", {{"check", fault.check}, {"reason", fault.reason}});
    const bool told = write_record(setup, composed);
    print_recorded(answer, composed, told, shared);
    return Exit::ok;
}

Exit list(Shared& shared, const Options& options) {
    const Setup setup = open_setup(shared);
    const std::string day = day_of(shared);
    if (!options.check.empty()) question_named(setup, options.check);
    if (options.days < 0) fail(Exit::usage, "answer.days");
    Questions questions = questions_on(setup, day, options.days);
    if (!options.check.empty()) keep_only(questions, options.check);
    print_questions(questions, day, options.days, shared);
    if (!questions.unreadable()) return Exit::ok;
    talk(shared.words.complain(questions.answers.failure));
    return Exit::incomplete;
}

}  // namespace

void cmd_answer(Commands& commands) {
    auto options = std::make_shared<Options>();
    auto* command = commands.add("answer", [&commands, options] {
        return options->list ? list(commands.shared, *options) : record(commands.shared, *options);
    });
    const auto text = [&](const char* name, std::string& value, const char* help,
                          const char* type) {
        command->add_option(name, value, commands.help(help))->type_name(type);
    };
    command->add_option("CHECK", options->check, commands.help("answer_check"));
    text("--key", options->key, "answer_key", "KEY");
    takes(command->add_option("--verdict", options->verdict, commands.help("answer_verdict")),
          {"met", "not_met", "not_applicable"});
    text("--by", options->by, "answer_by", "FUNCTION");
    text("--evidence", options->evidence, "answer_evidence", "TEXT");
    text("--on", options->on, "answer_on", "DATE");
    text("--valid-until", options->valid_until, "answer_valid_until", "DATE");
    text("--remarks", options->remarks, "answer_remarks", "TEXT");
    command->add_flag("--list", options->list, commands.help("answer_list"));
    command->add_option("--days", options->days, commands.help("answer_days"))->type_name("N");
}

}  // namespace schouw
