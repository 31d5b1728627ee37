// SPDX-License-Identifier: EUPL-1.2
#include "findings/answer.hpp"

namespace schouw {

NewRow row_of(const Answer& answer) {
    NewRow row;
    row.cells = {{"check_id", answer.check},    {"register", answer.register_id},
                 {"record_key", answer.key},    {"answered_by", answer.by},
                 {"answered_on", answer.on},    {"valid_until", answer.valid_until},
                 {"evidence", answer.evidence}, {"answer", answer.answer}};
    if (!answer.remarks.empty()) row.cells["remarks"] = answer.remarks;
    if (!answer.question.empty()) row.cells["question"] = answer.question;
    row.optional = {"question"};  // of registers that are older than the column
    return row;
}

}  // namespace schouw
