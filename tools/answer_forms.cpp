// SPDX-License-Identifier: EUPL-1.2
#include "answer_forms.hpp"

#include <set>

#include "answer_rules.hpp"
#include "base/date.hpp"
#include "base/text.hpp"
#include "findings/answer_form.hpp"
#include "read_back.hpp"
#include "report/formats.hpp"
#include "report/question_form.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

const Format& format_of_form(const std::string& file) {
    const Format& format = format_for("", file);
    if (format.id != "xlsx" && format.id != "ods")
        fail(Exit::usage, "form.format", {{"file", file}});
    return format;
}

void refuse_days(long days) {
    if (days < 0) fail(Exit::usage, "answer.days");
}

// The row as an answer that may be recorded; throws Error(usage) with what is wrong.
Answer settled(const FormRow& row, const Setup& setup, const Questions& questions,
               const std::string& by, const std::string& day, const Catalogue& words) {
    Answer answer = row.answer;
    const Check& check = question_named(setup, answer.check);
    answer.register_id = check.register_id;
    if (answer.key.empty()) fail(Exit::usage, "form.no_key");
    const Question& question = record_named(questions, check, answer.key, words);
    answer.key = question.key;
    if (!row.known_answer) fail(Exit::usage, "form.no_answer", {{"word", answer.answer}});
    if (!same_question(check, answer.question)) fail(Exit::usage, "form.question_changed");
    if (answer.by.empty()) answer.by = by;
    if (answer.by.empty()) fail(Exit::usage, "form.no_by");
    if (answer.evidence.empty()) fail(Exit::usage, "form.no_evidence");
    answer.on = date_or(answer.on, "answered_on", day);
    answer.valid_until = date_or(answer.valid_until, "valid_until",
                                 iso(add_months(*parse_iso(answer.on), months_valid)));
    check_days(answer, question, day, words);
    return answer;
}

struct Settled {
    std::vector<Answer> answers;
    std::vector<Message> wrong;  // with their places
};

Settled settle(const AnswerForm& form, const Setup& setup, const Questions& questions,
               const std::string& file, const std::string& by, const std::string& day,
               const Catalogue& words) {
    Settled settled_rows;
    std::set<std::pair<std::string, std::string>> seen;
    for (const auto& row : form.filled) try {
            Answer answer = settled(row, setup, questions, by, day, words);
            if (!seen.emplace(answer.check, answer.key).second)
                fail(Exit::usage, "form.twice", {{"check", answer.check}, {"key", answer.key}});
            settled_rows.answers.push_back(std::move(answer));
        } catch (Error& error) {
            error.message.place = {file, "", row.answer.row, 0};
            settled_rows.wrong.push_back(error.message);
        }
    return settled_rows;
}

void tell(const std::vector<Answer>& answers, const NewRecord& composed, long long blank, bool told,
          const Shared& shared) {
    const Catalogue& words = shared.words;
    if (shared.json) {
        Json recorded = Json::array();
        for (const auto& answer : answers)
            recorded.push_back({{"row", answer.row},
                                {"check", answer.check},
                                {"register", answer.register_id},
                                {"key", answer.key},
                                {"answer", answer.answer},
                                {"answered_on", answer.on},
                                {"valid_until", answer.valid_until}});
        const Json document = {{"schema_version", 1},
                               {"file", answers.empty() ? Json(nullptr) : Json(composed.file)},
                               {"source_configured", told},
                               {"recorded", recorded},
                               {"without_answer", blank}};
        print_json(document.dump(1, ' ', false, Json::error_handler_t::replace));
    } else if (!shared.quiet) {
        print_wrapped(words.say(answers.empty() ? "form.nothing" : "form.recorded",
                                {{"n", words.number(static_cast<long long>(answers.size()))},
                                 {"blank", words.number(blank)},
                                 {"file", composed.file}}));
    }
    if (composed.toml.empty()) return;
    talk(words.say(told ? "answer.toml_added" : "answer.toml_needed", {{"file", composed.file}}));
    if (!told) talk(composed.toml);
}

}  // namespace

Exit write_form(Shared& shared, const std::string& check, const std::string& file, long days) {
    const Format& format = format_of_form(file);
    refuse_days(days);
    const Setup setup = open_setup(shared);
    const std::string day = day_of(shared);
    if (!check.empty()) question_named(setup, check);
    Questions questions = questions_on(setup, day, days);
    if (questions.unreadable()) throw Error(Exit::io, questions.answers.failure);
    if (!check.empty()) keep_only(questions, check);
    const Catalogue words(setup.workspace.language.value_or(shared.words.language()));
    const Report report = question_form(setup, questions, day, words);
    const auto n = static_cast<long long>(report.sheets.front().table.rows.size());
    if (n == 0) {  // a form without a row has no header to read back
        if (!shared.quiet) print_line(shared.words.say("form.none"));
        return Exit::ok;
    }
    format.write(report, file, read_back);
    if (!shared.quiet)
        print_line(
            shared.words.say("form.written", {{"file", file}, {"n", shared.words.number(n)}}));
    return Exit::ok;
}

Exit record_form(Shared& shared, const std::string& file, const std::string& by, long days) {
    refuse_days(days);
    const Setup setup = open_setup(shared);
    const std::string day = day_of(shared);
    const Lock lock(setup.workspace.store, no_patience);
    const Questions questions = questions_on(setup, day, days);
    if (questions.unreadable()) throw Error(Exit::io, questions.answers.failure);
    const AnswerForm form = read_answer_form(*questions.schema, file);
    const std::string function(trim(by));
    Settled rows = settle(form, setup, questions, file, function, day, shared.words);
    const Language language = setup.workspace.language.value_or(shared.words.language());
    std::vector<NewRow> records;
    for (const auto& answer : rows.answers) records.push_back(row_of(answer));
    NewRecord composed;
    if (rows.wrong.empty() && !records.empty()) {
        composed = compose_records(setup, *questions.schema, records, language);
        for (const auto& fault :
             faults_of(setup, *questions.schema, records, composed, day, shared.words))
            rows.wrong.push_back({"answer.fault",
                                  {{"check", fault.check}, {"reason", fault.reason}},
                                  {file, "", rows.answers[fault.row].row, 0}});
    }
    for (const auto& message : rows.wrong) talk(shared.words.complain(message));
    if (!rows.wrong.empty())
        fail(Exit::usage, "form.refused",
             {{"n", shared.words.number(static_cast<long long>(rows.wrong.size()))}},
             {file, "", 0, 0});
    const bool told = records.empty() || write_record(setup, composed);
    tell(rows.answers, composed, form.blank, told, shared);
    return Exit::ok;
}

}  // namespace schouw
