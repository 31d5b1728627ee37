// SPDX-License-Identifier: EUPL-1.2
#include "findings/questions.hpp"

#include <algorithm>
#include <tuple>

#include "base/date.hpp"
#include "findings/dry_run.hpp"

namespace schouw {

const std::vector<std::string> question_words = {"open", "changed", "expired", "expiring",
                                                 "answered"};

namespace {

using About = std::tuple<std::string, std::string, std::string>;  // check, register, key

std::vector<const Check*> questions_in_force(const Setup& setup, const std::string& day) {
    std::vector<const Check*> checks;
    for (const auto& check : setup.law.checks)
        if (check.kind == Kind::question && in_force(check, setup.law.norms, day))
            checks.push_back(&check);
    return checks;
}

std::string text_at(sqlite3_stmt* row, int column) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(row, column));
    return text == nullptr ? "" : text;
}

// The answers as the register has them, by what they are about, the last one given by the day.
std::map<About, Answer> last_answers(const Setup& setup, const Schema& schema,
                                     const std::string& day, SourceRead& read) {
    Workspace only = setup.workspace;
    std::erase_if(only.sources, [&](const auto& source) { return source.first != schema.id; });
    std::set<std::string> needed;
    std::string sql = "SELECT _row";
    for (const auto& [column, kept] : answer_columns) {
        const bool known = schema.find(column).has_value();
        if (known) needed.insert(column);
        sql += known ? ", \"" + std::string(column) + "\"" : ", NULL";
    }
    const DryRun dry = dry_run(setup, only, {}, day, {{schema.id, needed}});
    read = *std::find_if(dry.imported.sources.begin(), dry.imported.sources.end(),
                         [&](const SourceRead& one) { return one.register_id == schema.id; });
    const Statement rows = dry.database->prepare(sql + " FROM \"" + schema.id + "\"");
    std::map<About, Answer> last;
    while (sqlite3_step(rows.get()) == SQLITE_ROW) {
        Answer answer;
        answer.row = static_cast<long>(sqlite3_column_int64(rows.get(), 0));
        int at = 1;
        for (const auto& [column, kept] : answer_columns) answer.*kept = text_at(rows.get(), at++);
        if (answer.on.empty() || answer.on > day) continue;
        Answer& known = last[{answer.check, answer.register_id, answer.key}];
        if (known.on < answer.on) known = std::move(answer);
    }
    return last;
}

QuestionState state_of(const Check& check, const Answer& answer, const std::string& day,
                       const std::string& soon) {
    if (answer.on.empty() || answer.answer.empty() || answer.valid_until.empty())
        return QuestionState::open;
    if (!same_question(check, answer.question)) return QuestionState::changed;
    if (answer.valid_until < day) return QuestionState::expired;
    return answer.valid_until <= soon ? QuestionState::expiring : QuestionState::answered;
}

}  // namespace

bool same_question(const Check& check, const std::string& text) {
    return text.empty() || text == check.question.nl || text == check.question.en;
}

Questions questions_on(const Setup& setup, const std::string& day, long expiring) {
    Questions questions;
    questions.schema = with_role(setup.schemas, "answers");
    if (questions.schema == nullptr) fail(Exit::usage, "answer.no_register");
    const auto last = last_answers(setup, *questions.schema, day, questions.answers);
    const std::string soon = iso(Date{parse_iso(day)->days + static_cast<std::int32_t>(expiring)});
    Workspace without = setup.workspace;  // so that every question is open
    without.sources.erase(questions.schema->id);
    const auto checks = questions_in_force(setup, day);
    const DryRun dry = dry_run(setup, without, checks, day);
    for (const auto& [at, why] : dry.blocked) {
        questions.blocked.push_back(why);
        questions.blocked.back().args.emplace_back("check", checks[at]->id);
    }
    std::vector<std::vector<Question>> by_check(checks.size());
    for (const auto& hit : dry.hits) {
        if (hit.verdict == Verdict::unknown) ++questions.unknown[checks[hit.check]->id];
        if (hit.verdict != Verdict::to_judge) continue;
        Question question{checks[hit.check], hit.key, hit.row, QuestionState::open, {}};
        const auto answer =
            last.find({question.check->id, question.check->register_id, question.key});
        if (answer != last.end()) question.last = answer->second;
        question.state = state_of(*question.check, question.last, day, soon);
        by_check[hit.check].push_back(std::move(question));
    }
    for (auto& list : by_check)
        for (auto& question : list) questions.asked.push_back(std::move(question));
    return questions;
}

void keep_only(Questions& questions, const std::string& check) {
    std::erase_if(questions.asked, [&](const Question& one) { return one.check->id != check; });
    std::erase_if(questions.unknown, [&](const auto& one) { return one.first != check; });
    std::erase_if(questions.blocked,
                  [&](const Message& why) { return why.args.back().second != check; });
}

}  // namespace schouw
