// SPDX-License-Identifier: EUPL-1.2
// Text in; what a workbook may hold, sheet names that Excel accepts, and heights of rows, out.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace schouw {

// Valid UTF-8 without the characters that XML forbids; when cut, at most 32,767 UTF-16 units (the
// limit of a cell; a longer text ends in "…").
std::string book_string(std::string_view text, bool cut = true);

// The same with no "_x000D_" that a reader of Excel's workbooks would decode.
std::string xlsx_string(std::string_view text);
// Of a text that is a book_string already.
std::string xlsx_escaped(std::string safe);

// One name per wish: at most 31 UTF-16 units, none of []:*?/\, no apostrophe at an end, not
// "History", unique without regard to case.
std::vector<std::string> sheet_names(const std::vector<std::string>& wishes);

// "internal:'Name'!A1"
std::string link_to(const std::string& sheet_name);

// "&" doubled, as headers and footers want it; at most 200 characters.
std::string footer_text(std::string_view text);

// The widest word of a text set in Arial of so many points, in digits of the body font.
double widest_word(std::string_view text, double points, bool bold);

// Pixels that a line of text takes, set in Arial of so many points.
double line_pixels(std::string_view text, double points, bool bold);

// Lines that the text takes when Excel wraps it in a column of this width (in digits of the body
// font), set in Arial of so many points.
int wrapped_lines(std::string_view text, double column_width, double points, bool bold);

// Height in points of so many lines; Excel's limit is 409.
double height_of(int lines, double points);

}  // namespace schouw
