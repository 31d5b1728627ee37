// SPDX-License-Identifier: EUPL-1.2
// Questions as a workbook to fill in, and the answers that come back in it.
#pragma once
#include <string>

#include "command.hpp"

namespace schouw {

// The questions that are open, have expired or expire within so many days; of one check when it is
// named.
Exit write_form(Shared& shared, const std::string& check, const std::string& file, long days);
// All answers of the form, or none: each row that cannot be recorded is told first. `by`: for rows
// that do not say who answered.
Exit record_form(Shared& shared, const std::string& file, const std::string& by, long days);

}  // namespace schouw
