// SPDX-License-Identifier: EUPL-1.2
// A sheet of the model in, the element <table:table> out, written from top to bottom.
#pragma once
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "report/grid.hpp"

namespace schouw {

// What a document needs beside its tables, gathered while they are written.
struct OdsBook {
    GridBook grid;
    std::set<GridStyle> styles;
    std::set<std::pair<double, bool>> rows;  // heights; whether it begins a page
    std::vector<double> widths;              // column style "co<n>" is the n-th
    std::vector<std::string> filters;        // ranges
    std::string views;                       // settings per sheet: what stays in sight
    struct Picture {
        const GridPart* part = nullptr;
        GridSheet laid;
        GridChart chart;
    };
    std::vector<Picture> charts;
};

using Take = std::function<void(std::string_view)>;

void write_ods_sheet(OdsBook& book, const GridPart& part, const Take& take);

// "'It''s'.A5:'It''s'.F20", escaped for an attribute; rows and columns count from 0.
std::string ods_range(const std::string& sheet, std::size_t row, std::size_t column,
                      std::size_t last_row, std::size_t last_column);

}  // namespace schouw
