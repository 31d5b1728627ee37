// SPDX-License-Identifier: EUPL-1.2
// A file of any kind in, its rows one by one out: what every reader of a table gives.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"

namespace schouw {

// What a cell is beyond its text. Where a file only has text, all cells are `text`.
enum class RawKind : unsigned char { blank, text, number, date, moment, time, boolean, error };

// In which way a row differs from the others; the key of a sentence is row.<word>.
enum class Oddity : unsigned char {
    none,
    open_quote,       // a quote was not closed; the row ends with its line
    stray_quote,      // a quote within a quoted cell was not doubled
    other_delimiter,  // this row has a delimiter of its own
    other_quote,      // and quotes of its own
};

// Views into the reader: valid until the next call of next().
struct Row {
    long line = 0;  // as the user finds it: the line of a text file, the row of a sheet, from 1
    std::vector<std::string_view> cells;
    std::vector<RawKind> kinds;  // by cell; empty: all of them text
    Oddity oddity = Oddity::none;
    bool recoded = false;  // bytes that are no UTF-8 were read as Windows-1252
    bool hidden = false;   // a hidden row of a sheet
    bool blank() const;
};

// Where rows come from; one per kind of file.
class RowSource {
public:
    virtual ~RowSource() = default;
    // False at the end. Throws Error(io) with a place when the file cannot be read further.
    virtual bool next(Row& row) = 0;
    // SHA-256 over all bytes of the file, and their number; only after next() gave false.
    virtual Digest sha256() = 0;
    virtual long long bytes() = 0;
    // The first row is the header and every other row a record: there is nothing to look for.
    virtual bool exact() const { return false; }
};

}  // namespace schouw
