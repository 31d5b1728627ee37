// SPDX-License-Identifier: EUPL-1.2
// A number format of Excel in, what it makes of a number out: a date, a moment, a time, or neither.
#pragma once
#include <string_view>

namespace schouw {

enum class NumberForm : unsigned char { number, date, moment, time, duration };

// A custom format code, as "dd-mm-yyyy" or "[h]:mm" (ECMA-376 part 1, 18.8.31); only its first
// section counts.
NumberForm form_of_code(std::string_view code);
// A built-in format (18.8.30), with those of other languages (27–36, 50–58).
NumberForm form_of_id(int id);

}  // namespace schouw
