// SPDX-License-Identifier: EUPL-1.2
// Questions and answers as a person and as a program read them.
#pragma once
#include "command.hpp"
#include "findings/answer.hpp"

namespace schouw {

// Each question with the records that wait for an answer or whose answer ends; totals below.
void print_questions(const Questions& questions, const std::string& day, long days,
                     const Shared& shared);
// `told`: schouw.toml knows the source now.
void print_recorded(const Answer& answer, const NewRecord& composed, bool told,
                    const Shared& shared);

}  // namespace schouw
