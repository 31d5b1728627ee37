// SPDX-License-Identifier: EUPL-1.2
// A file of any kind in, its rows out: a workbook by what is in it, JSON by its name, else CSV.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "intake/csv.hpp"
#include "intake/read_json.hpp"
#include "intake/rows.hpp"
#include "intake/workbook.hpp"

namespace schouw {

// How the rows were found, for people and for the store.
struct Origin {
    std::string format;       // csv, xlsx, xlsm, ods, json, jsonl
    std::string encoding;     // csv
    std::string delimiter;    // csv
    std::string sheet;        // of a workbook; of JSON the path of its records
    std::size_t columns = 0;  // cells of most rows, 0 when that is not known
};

// What the user wants instead of a guess.
struct FileWish {
    DialectWish csv;
    JsonWish json;
};

// A file that has one or more tables: the sheets of a workbook, or just one.
class DataFile {
public:
    // Throws Error(io) for what cannot be read at all.
    DataFile(const std::filesystem::path& path, const std::string& shown, const FileWish& wish,
             bool digest = true);
    ~DataFile();

    // Null for what is no workbook.
    Workbook* book() { return book_.get(); }
    // Null for what is no CSV.
    const CsvReader* csv() const { return csv_.get(); }
    // The rows of a sheet; of another file its only rows, once. Valid while this lives.
    RowSource& rows(std::size_t sheet = 0);
    Origin origin(std::size_t sheet = 0) const;

private:
    std::unique_ptr<CsvReader> csv_;
    std::unique_ptr<JsonRows> json_;
    std::unique_ptr<Workbook> book_;
    std::unique_ptr<RowSource> sheet_;
};

// The number of the sheet with this name. Throws Error(io) with a did-you-mean.
std::size_t sheet_named(const Workbook& book, const std::string& name, const std::string& shown);

}  // namespace schouw
