// SPDX-License-Identifier: EUPL-1.2
// A form with questions that somebody filled in, in; what each row says out.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "findings/questions.hpp"

namespace schouw {

// What a person wrote in a row of the form, each day and word still as written. `answer` is the id
// of the choice, or what was written when it is none of them.
struct FormRow {
    Answer answer;
    bool known_answer = false;
};

struct AnswerForm {
    std::vector<FormRow> filled;  // rows with an answer, in their order
    long long blank = 0;          // rows without one
};

// `schema`: the register of answers, of which the form has the columns. A relative path is meant
// from the current folder. Throws Error(io) for a file that cannot be read as that register.
AnswerForm read_answer_form(const Schema& schema, const std::filesystem::path& file);

}  // namespace schouw
