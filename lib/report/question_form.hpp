// SPDX-License-Identifier: EUPL-1.2
// The questions that wait for an answer in, a form to fill in out.
#pragma once
#include <string>

#include "base/catalogue.hpp"
#include "findings/questions.hpp"
#include "report/model.hpp"

namespace schouw {

// One sheet with a row per question and record that is open, has expired or expires, and the
// columns of the register of answers under their own titles, so that it is read back as that
// register. `day`: ISO. What was answered before is not in it.
Report question_form(const Setup& setup, const Questions& questions, const std::string& day,
                     const Catalogue& words);

}  // namespace schouw
