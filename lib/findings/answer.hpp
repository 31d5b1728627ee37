// SPDX-License-Identifier: EUPL-1.2
// A new answer to a question in, the row that it is in the register of answers out.
#pragma once
#include "findings/new_record.hpp"
#include "findings/questions.hpp"

namespace schouw {

NewRow row_of(const Answer& answer);

}  // namespace schouw
