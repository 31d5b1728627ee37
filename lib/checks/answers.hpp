// SPDX-License-Identifier: EUPL-1.2
// The register whose role is "answers": the SQL by which a question finds its answer, and by which
// answers are found that are none.
#pragma once
#include "checks/compile.hpp"

namespace schouw {

// 0, 1 or a blob of verdict: what the answer says that counts for the record on the day; to judge
// when there is none or it is not valid any more. The last answer given by the day counts: an
// earlier one that is valid longer does not come back. Adds to `program` what it reads.
std::string answer_sql(const Check& check, const Schemas& schemas, Program& program);

// The expression of check.finds. Adds to `program` what it reads of other registers, and to
// `compiled` what it reads of its own. A register that was not read says nothing about its records.
std::string finds_sql(const Check& check, const Law& law, const Schemas& schemas, Program& program,
                      Compiled& compiled);

}  // namespace schouw
