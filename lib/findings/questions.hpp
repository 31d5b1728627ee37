// SPDX-License-Identifier: EUPL-1.2
// The questions that only a person can answer: of which records they are asked today, and which
// answer counts; and a new answer on its way into the register.
#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "findings/run.hpp"
#include "registers/reader.hpp"

namespace schouw {

// The columns of the register of role "answers", by the ids that it has to have.
struct Answer {
    std::string check;
    std::string register_id;
    std::string key;       // of the record
    std::string question;  // as it was answered; empty when that is not known
    std::string answer;    // met, not_met, not_applicable
    std::string by;
    std::string on;           // ISO
    std::string valid_until;  // ISO, the last day
    std::string evidence;
    std::string remarks;
    long row = 0;  // where it stands in its source
};

// Each column of the register, and where an answer keeps it.
inline constexpr std::pair<const char*, std::string Answer::*> answer_columns[] = {
    {"check_id", &Answer::check},    {"register", &Answer::register_id},
    {"record_key", &Answer::key},    {"question", &Answer::question},
    {"answer", &Answer::answer},     {"answered_by", &Answer::by},
    {"answered_on", &Answer::on},    {"valid_until", &Answer::valid_until},
    {"evidence", &Answer::evidence}, {"remarks", &Answer::remarks}};

enum class QuestionState {
    open,      // never answered
    changed,   // the question reads otherwise than when it was answered
    expired,   // the last answer is not valid any more
    expiring,  // answered, and the answer ends within the days asked for
    answered,
};
extern const std::vector<std::string> question_words;  // in the order of QuestionState

// A question asked of one record.
struct Question {
    const Check* check = nullptr;  // of the setup's law
    std::string key;
    long row = 0;  // of the record in its source
    QuestionState state = QuestionState::open;
    Answer last;  // the answer that counts or counted; `by` and `on` empty for none
};

struct Questions {
    std::vector<Question> asked;  // by check in the order of the law, by row
    // By check: records of which it cannot be said whether they are asked.
    std::map<std::string, long long> unknown;
    std::vector<Message> blocked;  // why a whole question could not be put, by check (arg "check")
    SourceRead answers;            // how the register of answers was read
    // Its source is there and cannot be read. One without rows holds no answers yet.
    bool unreadable() const {
        return answers.state == ReadState::failed && answers.failure.key != "csv.no_rows";
    }
    const Schema* schema = nullptr;  // of that register
};

// The rule: of the answers to a question about a record, the last one given on or before the day
// counts, and only while it is valid and the question reads as it did; an earlier one that is valid
// longer does not come back. `day`: ISO. `expiring`: days from the day on within which an answer
// that ends is called so. Judges the sources as they are now. Throws Error(usage)
// "answer.no_register" when no register has the role.
Questions questions_on(const Setup& setup, const std::string& day, long expiring);

// The text is that of the question in one of its languages, or not known.
bool same_question(const Check& check, const std::string& text);

// Only what is about this question.
void keep_only(Questions& questions, const std::string& check);

}  // namespace schouw
