// SPDX-License-Identifier: EUPL-1.2
// What a cell is in, its Excel format out; each format is made once per workbook.
#pragma once
#include <xlsxwriter.h>

#include <map>

#include "report/grid.hpp"

namespace schouw {

class XlsxStyles {
public:
    // Makes the body font that of the book: column widths count its digits, and a reader's computer
    // need not have another.
    explicit XlsxStyles(lxw_workbook* book);
    lxw_format* of(const GridStyle& style);

private:
    lxw_format* made(const GridStyle& style);
    lxw_format* base(double points, bool wrap);

    lxw_workbook* book_;
    std::map<GridStyle, lxw_format*> formats_;
};

}  // namespace schouw
