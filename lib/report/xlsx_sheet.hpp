// SPDX-License-Identifier: EUPL-1.2
// A sheet of the model in, a worksheet out, written from top to bottom.
#pragma once
#include <xlsxwriter.h>

#include "report/grid.hpp"
#include "report/xlsx_styles.hpp"

namespace schouw {

struct XlsxBook {
    lxw_workbook* book = nullptr;
    GridBook grid;
    XlsxStyles* styles = nullptr;
};

// Throws Error(io) for what the library reports.
void check_xlsx(lxw_error error);
// Gives the number of cells with a value.
std::size_t write_sheet(const XlsxBook& book, const GridPart& part);

}  // namespace schouw
