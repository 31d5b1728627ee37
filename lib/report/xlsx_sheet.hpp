// SPDX-License-Identifier: EUPL-1.2
// A sheet of the model in, a worksheet out, written from top to bottom.
#pragma once
#include <xlsxwriter.h>

#include <map>
#include <string>

#include "report/model.hpp"
#include "report/xlsx_styles.hpp"

namespace schouw {

// A worksheet holds a part of a sheet's rows when there are more than Excel can.
struct XlsxPart {
    const Sheet* sheet = nullptr;
    std::size_t first = 0;
    std::size_t last = 0;  // one past the end
    std::string name;
};

struct XlsxBook {
    lxw_workbook* book = nullptr;
    const Report* report = nullptr;
    XlsxStyles* styles = nullptr;
    std::map<std::string, std::string> names;  // id of a sheet → name of its first worksheet
};

// Throws Error(io) for what the library reports.
void check_xlsx(lxw_error error);
// Gives the number of cells with a value.
std::size_t write_sheet(const XlsxBook& book, const XlsxPart& part);

}  // namespace schouw
