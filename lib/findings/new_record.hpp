// SPDX-License-Identifier: EUPL-1.2
// New records in; the file of their register with so many rows more out.
#pragma once
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/catalogue.hpp"
#include "findings/run.hpp"

namespace schouw {

// What a new row has to say. Dates are ISO, choices their ids, booleans 1 or 0; "n.v.t." where the
// column admits it.
struct NewRow {
    std::map<std::string, std::string> cells;  // by column
    std::set<std::string> optional;            // columns that a source may do without
};

// The file as it would become; nothing is written yet.
struct NewRecord {
    std::filesystem::path path;
    std::string file;      // as the workspace names it
    std::string bytes;     // all of it
    bool created = false;  // there was no such file
    std::string toml;      // what has to be added to schouw.toml; empty when the source is there
};

// The source of the register, or the one that it would get.
Source source_for(const Setup& setup, const Schema& schema);

// Composes the rows in the dialect and header order of the source. Titles of choices and, for a new
// file, of columns are in `language`. Throws Error(usage): "record.not_csv" for a workbook or JSON,
// "record.no_column" when the source lacks a column that a row needs.
NewRecord compose_records(const Setup& setup, const Schema& schema, const std::vector<NewRow>& rows,
                          Language language);

// What the checks of the register would find at once in a new row, as sentences of their reasons.
// Reads the composed bytes back first; throws Error(usage) "record.not_read_back" when a row
// would not come out as it went in, or an earlier row would be refused because of it.
struct RecordFault {
    std::size_t row = 0;  // of `rows`
    std::string check;
    std::string reason;
};
std::vector<RecordFault> faults_of(const Setup& setup, const Schema& schema,
                                   const std::vector<NewRow>& rows, const NewRecord& composed,
                                   const std::string& day, const Catalogue& words);

// Puts the file in place, with the mode that it had, and adds the source to schouw.toml when it is
// not there. False when schouw.toml cannot take it at its end: the user has to add `toml`.
bool write_record(const Setup& setup, const NewRecord& composed);

}  // namespace schouw
