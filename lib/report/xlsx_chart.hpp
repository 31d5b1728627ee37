// SPDX-License-Identifier: EUPL-1.2
// A chart of the model in, a chart of Excel's own out, drawn from the cells of the table below it.
#pragma once
#include <xlsxwriter.h>

#include "report/grid.hpp"

namespace schouw {

// The description becomes the alternative text. Throws Error(io) for what the library reports.
void add_chart(lxw_workbook* book, lxw_worksheet* at, const GridPart& part, const GridSheet& laid,
               const GridChart& wish);

}  // namespace schouw
