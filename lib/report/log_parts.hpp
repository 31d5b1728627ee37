// SPDX-License-Identifier: EUPL-1.2
// What the sheets about access logs share.
#pragma once
#include "report/sheets.hpp"

namespace schouw {

// What a detector looks for, in words.
std::string detector_title(const Builder& builder, const std::string& detector);
// A count of people or files; where the edition hides what is personal, of 1 to 4 only that.
Cell few_cell(const Builder& builder, long long count);
// The facts that the report is about. None: the sheet says so.
std::vector<LogFact> begin_log_sheet(Builder& builder, Sheet& sheet);
// A cell of a register as an ISO date; empty when it is none.
std::string iso_of_cell(const std::string& cell);

}  // namespace schouw
