// SPDX-License-Identifier: EUPL-1.2
// The questions that wait for an answer in, a form to fill in out.
#pragma once
#include <string>
#include <vector>

#include "base/catalogue.hpp"
#include "findings/questions.hpp"
#include "report/model.hpp"

namespace schouw {

// One sheet with a row per question and record that is open, has expired or expires, and the
// columns of the register of answers under their own titles, so that it is read back as that
// register. `day`: ISO. What was answered before is not in it.
Report question_form(const Setup& setup, const Questions& questions, const std::string& day,
                     const Catalogue& words);

// The parts of such a sheet: its columns, the cells of one question with room for the answer, and
// what to do with them.
void add_form_columns(Table& table, const Schema& schema, const Catalogue& words);
void add_form_cells(std::vector<Cell>& row, const std::string& check,
                    const std::string& register_id, const std::string& key,
                    const std::string& question);
std::string how_to_answer(const Schema& schema, long long questions, const Catalogue& words);

}  // namespace schouw
