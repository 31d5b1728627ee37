// SPDX-License-Identifier: EUPL-1.2
// An Excel workbook (.xlsx, .xlsm) or an OpenDocument one (.ods) in, the values of its cells out,
// row by row. Formulas give the value that was last computed; nothing is computed here.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "intake/rows.hpp"

namespace schouw {

// RawKind of a cell: number: the shortest text that reads back as the same double, with a point
// ("0.1", "42"). date "2025-12-31"; moment "2025-12-31T12:30:00"; time "12:30:00", a duration may
// pass 24 hours. Dates as Excel shows them: also 1900-02-29 and 1900-01-00, which do not exist.
// boolean "TRUE" or "FALSE"; error as written: "#N/A". An empty text is a blank.
struct BookCell {
    std::string_view text;
    RawKind kind = RawKind::blank;
};

// Only rows with a cell that is not blank are given.
struct BookRow {
    long number = 0;              // from 1, as the spreadsheet program shows it
    std::vector<BookCell> cells;  // from column A up to the last filled one
    bool hidden = false;
};

// Rows and columns count from 1; both ends belong to it.
struct MergedRange {
    long first_row = 0;
    long first_column = 0;
    long last_row = 0;
    long last_column = 0;
    bool operator==(const MergedRange&) const = default;
};

struct SheetInfo {
    std::string name;
    bool hidden = false;
};

enum class BookFormat : unsigned char { xlsx, xlsm, ods };

// Excel's own bounds, ODS too.
constexpr long last_book_row = 1'048'576;
constexpr long last_book_column = 16'384;

// Where the rows of one sheet come from; one per file format.
class SheetSource {
public:
    virtual ~SheetSource() = default;
    virtual bool next(BookRow& row) = 0;
    virtual const std::vector<MergedRange>& merged() const = 0;
};

class SheetReader {
public:
    explicit SheetReader(std::unique_ptr<SheetSource> source) : source_(std::move(source)) {}
    // False at the end. The views in the row hold until the next call. Throws Error(io) with file,
    // sheet and, where known, row and column.
    bool next(BookRow& row) { return source_->next(row); }
    // Merged ranges; complete only after next() gave false.
    const std::vector<MergedRange>& merged() const { return source_->merged(); }

private:
    std::unique_ptr<SheetSource> source_;
};

struct Book;

// For one thread at a time. Its sheet readers must not outlive it.
class Workbook {
public:
    // Reads the file (at most 256 MiB) and its list of sheets. Throws Error(io), and with a
    // sentence of its own for an encrypted one, .xls, .xlsb, HTML and text; `shown` names it.
    // Without `scan` all XML goes through expat: slower, and the same (the tests compare).
    Workbook(const std::filesystem::path& path, const std::string& shown, bool scan = true);
    ~Workbook();
    Workbook(Workbook&&) noexcept;
    Workbook& operator=(Workbook&&) noexcept;

    BookFormat format() const;
    bool date1904() const;  // its days count from 1904 (xlsx)
    // Worksheets only, in the order of the tabs; never none.
    const std::vector<SheetInfo>& sheets() const;
    // The rows of a sheet, from the first; may be asked more than once.
    SheetReader open(std::size_t sheet);
    // The merged ranges of a sheet, in a pass of its own.
    std::vector<MergedRange> merged(std::size_t sheet);
    // Of the bytes of the file.
    const Digest& sha256();
    long long bytes() const;

private:
    std::unique_ptr<Book> book_;
};

}  // namespace schouw
