// SPDX-License-Identifier: EUPL-1.2
// A source in, its records out one by one, with every remark; control totals at the end.
#pragma once
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/open.hpp"
#include "intake/table.hpp"
#include "registers/header_row.hpp"
#include "registers/table_rows.hpp"
#include "registers/value.hpp"

namespace schouw {

// What reading noticed in one cell (column ≥ 0) or row (column -1) or in the whole (row 0).
struct Remark {
    long row = 0;
    int column = -1;  // cell of the row, from 0
    std::string key;  // of the sentence
    std::string value;
    std::string meant;
    bool doubt = true;  // false: only worth knowing
};

// A row of the source as the store keeps it. `refused` is the key of the sentence that says why,
// or null.
struct Written {
    long row = 0;
    std::string key;
    std::string cells;  // all cells as written: a JSON list
    const char* refused = nullptr;
};

// The same with its values, which may be views into the source.
struct Record : Written {
    std::vector<Value> values;  // by column of the schema
};

enum class ReadState { not_configured, failed, read };

struct Totals {
    long long read = 0;
    long long accepted = 0;
    long long refused = 0;
    long long ignored = 0;
    long long remarks = 0;
};

// What became of a source: everything but its records.
struct SourceRead {
    std::string register_id;
    std::string file;  // as configured
    ReadState state = ReadState::not_configured;
    Message failure;
    std::string sha256;
    Origin origin;
    long header_row = 0;
    HeaderMatch header;
    std::vector<Habit> habits;  // by column of the schema; empty when no cell asked for them
    Totals totals;
    // Every record of the register is known: it was read and no row was refused.
    bool whole() const { return state == ReadState::read && totals.refused == 0; }
};

class RegisterReader {
public:
    // Opens the source and finds its header. Throws Error(io) for what makes the source
    // unreadable: absent, empty, no header, two header candidates, no key column.
    RegisterReader(const Schema& schema, const Source& source, const std::filesystem::path& folder,
                   const ReadingWords& words, std::function<void(const Remark&)> remark);
    // The next row that is not blank or left out by `only`; false at the end. A duplicate key is
    // for the caller to find: it has the other records.
    bool next(Record& record);
    const SourceRead& result() const { return result_; }
    SourceRead& result() { return result_; }

private:
    void choose_sheet();
    void find_header();
    void take_header(const HeaderMatch& match, long row);
    bool wanted(const Row& row) const;
    bool waits(const Row& row) const;
    void read_cells(const Row& row, Record& record);
    bool half_row(const Row& row) const;
    const char* misshapen(const Row& row) const;
    void learn_habits();
    void look_again(const std::function<void(const Row&)>& look);
    void settle_points();
    void read_key(Record& record) const;
    Spans merged_cells(const std::deque<KeptRow>& ahead, std::size_t header);
    void tell_aside();
    void note(long row, int column, std::string key, std::string_view value, std::string meant = "",
              bool doubt = true);

    const Schema& schema_;
    const Source& source_;
    const ReadingWords& words_;
    std::function<void(const Remark&)> remark_;
    DataFile file_;
    std::size_t sheet_ = 0;
    RowSource* rows_ = nullptr;
    std::optional<std::vector<MergedRange>> merged_;
    std::unique_ptr<TableRows> table_;  // what stands below the header
    SourceRead result_;
    Row row_;
    std::vector<std::pair<std::size_t, std::string>> only_;  // cell → wanted value
    std::size_t told_ = 0;                                   // lines set aside and remarked on
    std::filesystem::path path_;
    std::string learnt_from_;  // digest of the file that showed the habits when it was read again
    // By column: a number of a workbook, or a text, has a mark that only the column explains.
    std::vector<bool> marked_numbers_, marked_texts_;
};

}  // namespace schouw
