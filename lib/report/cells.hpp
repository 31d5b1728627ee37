// SPDX-License-Identifier: EUPL-1.2
// Values in, cells and lines of the report model out: text made safe to show, dates real dates.
#pragma once
#include <string>
#include <string_view>

#include "base/catalogue.hpp"
#include "report/model.hpp"

namespace schouw {

// Control and bidi characters and bytes that are no UTF-8 become visible; newlines stay.
Cell text_cell(std::string_view text, Tone tone = Tone::none);
Cell number_cell(long long value);
Cell decimal_cell(double value);
// part of whole, from 0 to 1; empty when the whole is 0.
Cell percent_cell(long long part, long long whole);
// An ISO date becomes a date; anything else stays text; nothing stays empty.
Cell date_cell(std::string_view iso);
Cell answer_cell();

Line line(LineKind kind, std::string_view text);
Line fact(std::string_view label, Cell value);
Line link(std::string_view label, std::string target, Cell note = {});

// "41 of 57" as a percentage in words of the catalogue: 72%. Never 100 when something is lacking,
// never 0 when there is something.
std::string percent(long long part, long long whole);

}  // namespace schouw
