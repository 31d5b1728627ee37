// SPDX-License-Identifier: EUPL-1.2
// A report as one value: what the builder puts in, every format writes down and adds nothing.
#pragma once
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/toml.hpp"

namespace schouw {

// Colours that double a word: never the only carrier of what a cell says.
enum class Tone { none, good, fair, bad, unclear };

enum class CellKind {
    empty,
    text,
    number,  // whole
    decimal,
    percent,  // number from 0 to 1
    date,     // number: days since 1970-01-01
    answer,   // empty, for the reader to fill in
};

struct Cell {
    CellKind kind = CellKind::empty;
    Tone tone = Tone::none;
    double number = 0;
    std::string text;
};

struct TableColumn {
    std::string title;
    double width = 10;    // in digits of the body font
    bool printed = true;  // false: at the right, outside what goes on paper
    bool kept = false;    // stays when no row has anything in it
};

struct Table {
    std::vector<TableColumn> columns;
    std::vector<std::vector<Cell>> rows;  // as long as columns
    std::vector<std::string> links;       // per row: id of the sheet that its first cell leads to
    std::vector<Cell> total;              // below the rows; empty for none, or as long as columns
    std::string empty;                    // the sentence that stands there when there are no rows
};

enum class LineKind { title, subtitle, heading, text, bullet, fact, link };

// A line above the table of a sheet. A fact and a link have a label; a link also a target (the id
// of a sheet), and in `value` what may be said about it.
struct Line {
    LineKind kind = LineKind::text;
    std::string label;
    Cell value;
    std::string target;
};

enum class ChartKind { line, bars, scatter };

// A row of values of a chart: a column of the table, or some rows of it.
struct ChartSeries {
    std::string name;
    std::size_t column = 0;
    std::size_t first = 0;  // row of the table
    std::size_t rows = 0;   // 0 for all
    bool limit = false;     // a norm to hold the others against: drawn dashed, without markers
};

// A picture of the table of its own sheet, so that both have the same figures.
struct Chart {
    ChartKind kind = ChartKind::line;
    std::string title;        // says what there is to see
    std::string description;  // the same for who does not see it, with the figures that matter
    std::size_t labels = 0;   // column: names along the first axis, or numbers for a scatter
    std::vector<ChartSeries> series;
    std::string x_title, y_title;
    double low = 0, high = 0;  // bounds of the second axis; equal: as the values ask
    bool percent = false;
};

// Lines first, then charts, then at most one table.
struct Sheet {
    std::string id;
    std::string title;
    Cell note;  // what the contents say about it
    std::vector<Line> lines;
    std::vector<Chart> charts;
    Table table;
    bool on_screen = false;  // the table is not printed, and a line says so
    bool passage = false;    // belongs to the passage for other documents
};

// What this edition does not show, and why.
struct LeftOut {
    std::string what;
    std::string why;
};

struct Report {
    Language language = Language::nl;
    std::string edition;
    std::string title;
    std::string organisation;
    std::string as_of;        // ISO date
    std::string recorded_at;  // ISO moment, UTC: the report's own time as well
    std::string run_hash;
    std::string snapshot_digest;
    std::string footer;      // left of the page number
    std::string page_words;  // "page {page} of {pages}"
    std::string back;        // words of the link back to the contents
    std::vector<Sheet> sheets;
    std::vector<LeftOut> left_out;
    // The run for programs, as this edition may show it: see run_json.hpp.
    nlohmann::ordered_json document;
};

}  // namespace schouw
