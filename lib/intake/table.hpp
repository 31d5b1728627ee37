// SPDX-License-Identifier: EUPL-1.2
// The rows of a file in, the table among them out: its header, its rows, and what is neither.
#pragma once
#include <deque>
#include <string>
#include <vector>

#include "intake/rows.hpp"

namespace schouw {

// A row that outlives the reader's buffer.
struct KeptRow {
    long line = 0;
    std::vector<std::string> cells;
    std::vector<RawKind> kinds;
    Oddity oddity = Oddity::none;
    bool recoded = false;
    bool hidden = false;
};

KeptRow keep(const Row& row);
// The views of `row` look into `kept`.
void show(const KeptRow& kept, Row& row);

// Why a row of the file is no row of the table.
enum class Aside : unsigned char { blank, above, header, below, other_table };

// Where the table stands, by its first rows (up to 200 are looked at): the title lines above it
// have few cells filled; in header rows the columns that hold numbers or dates below do not. At
// the end: single cells below the last full row are a legend; rows of another width after a blank
// line are another table.
class TableReader {
public:
    // columns: cells of most rows when it is known, else 0. header_row: the line of the last
    // header row when the user said so, else 0; when that row is empty or not among the first
    // ones there is no header.
    TableReader(RowSource& source, std::size_t columns, long header_row = 0);

    // The same below a header that the caller took; `ahead`: rows that were read already.
    TableReader(RowSource& source, std::size_t columns, std::deque<KeptRow> ahead);

    // One for each column; empty when the table has no header. Several header rows are joined by
    // a blank, column by column.
    const std::vector<std::string>& header() const { return header_; }
    std::size_t columns() const { return columns_; }
    // The next row of the table; false at its end.
    bool next(Row& row);
    // Lines set aside so far, with the reason; all of them when next() gave false.
    const std::vector<std::pair<long, Aside>>& aside() const { return aside_; }

private:
    void narrow_to_first_block();
    void find_table(long header_row);
    std::size_t first_of_table() const;
    void take_header(std::size_t first, long header_row);
    template <class AnyRow>
    bool suspect(const AnyRow& row) const;
    bool pull(KeptRow& row);
    bool give(KeptRow&& kept, Row& row);
    bool other_table() const;
    bool legend() const;
    void clear_doubt();
    void set_aside(Aside why);

    RowSource& source_;
    std::size_t columns_ = 0;
    std::vector<std::string> header_;
    std::deque<KeptRow> ahead_;   // read and not yet given
    std::size_t cleared_ = 0;     // so many of them are rows of the table, whatever they look like
    std::vector<KeptRow> doubt_;  // may be the end of the table
    long last_line_ = 0;          // of the row before the doubt began
    KeptRow given_;
    Row row_;
    bool over_ = false;
    std::vector<std::pair<long, Aside>> aside_;
};

}  // namespace schouw
