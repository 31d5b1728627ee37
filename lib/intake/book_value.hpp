// SPDX-License-Identifier: EUPL-1.2
// What stands in the value of a cell in, the text and kind that schouw shows out.
#pragma once
#include <string>
#include <string_view>

#include "intake/number_format.hpp"
#include "intake/workbook.hpp"

namespace schouw {

// A number as written in the file ("4.5E1"), shown by the form of its cell. What is no number is
// text. The view is into `written` or into `room`.
BookCell number_cell(std::string_view written, NumberForm form, bool date1904, std::string& room);

// The shortest decimal text that reads back as the same double; no exponent from 1e-6 to 1e21.
std::string_view shortest(double value, std::string& room);

// An ISO 8601 date or moment, perhaps with fraction and Z: date, moment or time; else text.
BookCell iso_cell(std::string_view written, std::string& room);

// "PT12H30M00S" as "12:30:00"; else text.
BookCell duration_cell(std::string_view written, std::string& room);

// "BC12" → row 12, column 55. 0 for a part that is absent; false when it is none of this.
bool parse_reference(std::string_view text, long& row, long& column);
// "A1:B2" or "A1".
bool parse_range(std::string_view text, MergedRange& range);

}  // namespace schouw
