// SPDX-License-Identifier: EUPL-1.2
// The formats that a report can be written in: one row of a table and one format_<id>.cpp each.
#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "report/model.hpp"

namespace schouw {

// Looks at a workbook that was written, and at the number of cells with a value in each worksheet,
// before it takes its place; throws when it is not whole.
using ReadBack = std::function<void(const std::filesystem::path&, const std::vector<std::size_t>&)>;

// Writes the whole report or leaves the old file. The same report gives the same bytes. Throws
// Error(io) for a disk that is full or a folder that is not there.
using WriteReport = void (*)(const Report& report, const std::filesystem::path& path,
                             const ReadBack& read_back);

struct Format {
    std::string id;         // the word for --format
    std::string extension;  // the end of a file name that means this format, with its dot
    WriteReport write;
    bool document = false;  // is written from Report::document alone
};

// In the order in which help names them.
const std::vector<Format>& formats();

// `id` chooses when it is not empty, else the longest extension that the file name ends with.
// Throws Error(usage) for an unknown one, with those that are known.
const Format& format_for(const std::string& id, const std::filesystem::path& file);

}  // namespace schouw
