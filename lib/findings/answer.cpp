// SPDX-License-Identifier: EUPL-1.2
#include "findings/answer.hpp"

namespace schouw {

NewRow row_of(const Answer& answer) {
    NewRow row;
    for (const auto& [column, kept] : answer_columns)
        if (!(answer.*kept).empty()) row.cells[column] = answer.*kept;
    row.optional = {"question"};  // of registers that are older than the column
    return row;
}

}  // namespace schouw
