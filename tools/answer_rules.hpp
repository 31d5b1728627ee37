// SPDX-License-Identifier: EUPL-1.2
// What an answer to a question has to be before it is recorded, on a command line or in a form.
#pragma once
#include <string>

#include "base/catalogue.hpp"
#include "findings/answer.hpp"

namespace schouw {

constexpr long months_valid = 12;  // of an answer whose last day is not given

// All throw Error(usage) with what is wrong.
const Check& question_named(const Setup& setup, const std::string& id);
// A day as people write it, in ISO; `otherwise` when there is none.
std::string date_or(const std::string& text, const char* option, const std::string& otherwise);
// The record that is meant: named, or the only one of which it is asked.
const Question& record_named(const Questions& questions, const Check& check, const std::string& key,
                             const Catalogue& words);
// `day`: of today, ISO.
void check_days(const Answer& answer, const Question& question, const std::string& day,
                const Catalogue& words);

}  // namespace schouw
