// SPDX-License-Identifier: EUPL-1.2
// What a cell is in, its Excel format out; each format is made once per workbook.
#pragma once
#include <xlsxwriter.h>

#include <map>
#include <utility>

#include "report/grid.hpp"

namespace schouw {

class XlsxStyles {
public:
    // Makes the body font that of the book: column widths count its digits, and a reader's computer
    // need not have another.
    explicit XlsxStyles(lxw_workbook* book);
    lxw_format* of(const GridStyle& style);

private:
    lxw_format* header(bool numbers);
    lxw_format* table_link();
    lxw_format* link(bool wrap);  // without wrap it may run over the cells beside it
    lxw_format* cell(CellKind kind, Tone tone);
    lxw_format* total(CellKind kind);
    lxw_format* line(LineKind kind);
    lxw_format* label();
    lxw_format* fact(CellKind kind, Tone tone, bool wide);
    lxw_format* base(double points, bool wrap = true);
    lxw_format* kept(int group, int first, int second);

    lxw_workbook* book_;
    std::map<std::pair<int, std::pair<int, int>>, lxw_format*> formats_;
};

}  // namespace schouw
