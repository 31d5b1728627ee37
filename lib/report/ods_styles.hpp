// SPDX-License-Identifier: EUPL-1.2
// What a cell of a grid looks like, as the styles of an OpenDocument spreadsheet.
#pragma once
#include <string>

#include "report/grid.hpp"

namespace schouw {

// The namespaces that the parts of the document use.
std::string ods_namespaces();

// The name of the style, and the style itself.
std::string ods_style_name(const GridStyle& style);
std::string ods_cell_style(const GridStyle& style);
// How numbers, percentages and dates are written, whatever the cell.
std::string ods_number_styles();

// Columns of so many digits, rows of so many points.
std::string ods_column_style(int number, double digits);
std::string ods_row_style(double points, bool new_page);
std::string ods_row_name(double points, bool new_page);

// The part styles.xml: body font, paper, and the footer on it.
std::string ods_page_styles(const Report& report);

}  // namespace schouw
