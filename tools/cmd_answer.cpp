// SPDX-License-Identifier: EUPL-1.2
// schouw answer: the questions that only a person can answer, and the answer to one of them.
#include "findings/answer.hpp"

#include <algorithm>
#include <memory>

#include "answer_forms.hpp"
#include "answer_rules.hpp"
#include "base/date.hpp"
#include "base/text.hpp"
#include "command.hpp"
#include "questions_view.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

constexpr long days_ahead = 90;  // within which an answer that ends is "expiring"

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
    std::string form;  // to write
    std::string from;  // to read
    long days = days_ahead;
};

void need(const Options& options) {
    const std::pair<const char*, const std::string*> needed[] = {{"CHECK", &options.check},
                                                                 {"--verdict", &options.verdict},
                                                                 {"--by", &options.by},
                                                                 {"--evidence", &options.evidence}};
    for (const auto& [name, value] : needed)
        if (trim(*value).empty()) fail(Exit::usage, "answer.needs", {{"what", name}});
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
    const Language language = setup.workspace.language.value_or(shared.words.language());
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
    answer.question = check.question.in(language);
    answer.remarks = std::string(trim(options.remarks));
    check_days(answer, question, day, shared.words);
    const std::vector<NewRow> rows = {row_of(answer)};
    const NewRecord composed = compose_records(setup, *questions.schema, rows, language);
    for (const auto& fault : faults_of(setup, *questions.schema, rows, composed, day, shared.words))
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
        if (!options->form.empty())
            return write_form(commands.shared, options->check, options->form, options->days);
        if (!options->from.empty())
            return record_form(commands.shared, options->from, options->by, options->days);
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
    auto* asked = command->add_flag("--list", options->list, commands.help("answer_list"));
    auto* form = command->add_option("--form", options->form, commands.help("answer_form"));
    auto* from = command->add_option("--from", options->from, commands.help("answer_from"));
    form->type_name("FILE")->excludes(asked);
    from->type_name("FILE")->excludes(asked)->excludes(form);
    command->add_option("--days", options->days, commands.help("answer_days"))->type_name("N");
}

}  // namespace schouw
