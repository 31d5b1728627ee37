// SPDX-License-Identifier: EUPL-1.2
// The rows of one ODS sheet.
#include <algorithm>
#include <charconv>

#include "intake/book.hpp"
#include "intake/book_value.hpp"
#include "intake/ods_text.hpp"

namespace schouw {
namespace {

class OdsSource : public SheetSource, private XmlSink {
public:
    OdsSource(Book& book, std::size_t sheet, Entry& entry)
        : book_(book), sheet_(sheet), xml_(book.archive, entry, *this, book.way) {}

    bool next(BookRow& row) override {
        if (repeats_ == 0) {
            texts_.clear();
            cells_.clear();
            if (!done_) done_ = !xml_.run() || finished_;
        }
        if (repeats_ == 0) {
            row.cells.clear();
            return false;
        }
        --repeats_;
        row.number = next_ - repeats_ - 1;
        row.hidden = hidden_;
        row.cells = cells_;
        return true;
    }
    const std::vector<MergedRange>& merged() const override { return merged_; }

private:
    enum class In : unsigned char { outside, table, row, cell };

    void start(const XmlTag& tag) override;
    void text(std::string_view piece) override;
    void end() override;
    void start_outside(const XmlTag& tag);
    void start_row(const XmlTag& tag);
    void start_cell(const XmlTag& tag);
    void end_cell();
    void end_row();
    BookCell value_of_cell();
    void merge(const XmlTag& tag);
    void check_size(std::size_t more) const {
        if (taken_ + more > longest_text) refuse("book.long_text", {{"part", "content.xml"}});
    }
    long count(const XmlTag& tag, std::string_view name) const;
    [[noreturn]] void refuse(const char* key, Args args = {}) const {
        refuse_cell(book_, sheet_, key, std::move(args), next_, column_ + 1);
    }

    Book& book_;
    std::size_t sheet_;
    bool done_ = false;
    bool finished_ = false;
    In in_ = In::outside;
    std::size_t depth_ = 0;   // of the open elements around the table
    std::size_t groups_ = 0;  // of rows: header rows, outlines
    std::size_t skipped_ = 0;
    std::size_t tables_ = 0;  // seen so far
    long next_ = 1;           // number of the row that is read, or comes
    long repeats_ = 0;        // rows still to be given
    long row_repeat_ = 1;
    long cell_repeat_ = 1;
    long column_ = 0;  // of the cells that were read
    bool hidden_ = false;
    std::string type_;
    std::string value_;
    bool is_error_ = false;
    std::size_t taken_ = 0;  // bytes of text in this row
    OdsText content_;
    std::string room_;
    std::vector<BookCell> cells_;
    TextArena texts_;
    RowBudget budget_;
    std::vector<MergedRange> merged_;
    XmlReader xml_;
};

void OdsSource::start(const XmlTag& tag) {
    if (skipped_ > 0) {
        ++skipped_;
    } else if (in_ == In::cell) {
        content_.start(tag);
        check_size(content_.size());  // a text:s can stand for many spaces
    } else if (in_ == In::row &&
               (tag.is(Ns::table, "table-cell") || tag.is(Ns::table, "covered-table-cell"))) {
        start_cell(tag);
    } else if (in_ == In::table && tag.is(Ns::table, "table-row")) {
        start_row(tag);
    } else if (in_ == In::table &&
               (tag.is(Ns::table, "table-header-rows") || tag.is(Ns::table, "table-rows") ||
                tag.is(Ns::table, "table-row-group"))) {
        ++groups_;
    } else if (in_ == In::outside) {
        start_outside(tag);
    } else {
        skipped_ = 1;
    }
}

void OdsSource::start_outside(const XmlTag& tag) {
    static constexpr std::string_view path[] = {"document-content", "body", "spreadsheet"};
    if (depth_ < 3 && tag.is(Ns::office, path[depth_])) {
        ++depth_;
    } else if (depth_ == 3 && tag.is(Ns::table, "table") && tables_++ == sheet_) {
        in_ = In::table;
    } else {
        skipped_ = 1;
    }
}

void OdsSource::text(std::string_view piece) {
    if (in_ != In::cell || skipped_ > 0) return;
    check_size(content_.size() + piece.size());
    content_.text(piece);
}

void OdsSource::end() {
    if (skipped_ > 0) {
        --skipped_;
        return;
    }
    switch (in_) {
        case In::cell:
            if (!content_.end()) break;
            end_cell();
            in_ = In::row;
            break;
        case In::row:
            in_ = In::table;
            end_row();
            break;
        case In::table:
            if (groups_ > 0) {
                --groups_;
                break;
            }
            in_ = In::outside;
            finished_ = true;
            pause = true;
            break;
        case In::outside: --depth_; break;
    }
}

// A number of repetitions: 1 when it is not written; what is more than there can be is cut there.
long OdsSource::count(const XmlTag& tag, std::string_view name) const {
    const std::string_view written = tag.get(name, Ns::table);
    if (written.empty()) return 1;
    constexpr long most = 1L << 30;
    long value = 0;
    const auto [end, error] =
        std::from_chars(written.data(), written.data() + written.size(), value);
    if (error == std::errc::result_out_of_range && written.front() != '-') return most;
    if (error != std::errc() || end != written.data() + written.size() || value < 1)
        refuse("book.bad_repeat", {{"value", std::string(written)}});
    return std::min(value, most);
}

void OdsSource::start_row(const XmlTag& tag) {
    in_ = In::row;
    column_ = 0;
    taken_ = 0;
    row_repeat_ = count(tag, "number-rows-repeated");
    const auto visibility = tag.get("visibility", Ns::table);
    hidden_ = visibility == "collapse" || visibility == "filter";
}

void OdsSource::start_cell(const XmlTag& tag) {
    in_ = In::cell;
    cell_repeat_ = count(tag, "number-columns-repeated");
    content_.clear();
    is_error_ = tag.get("value-type", Ns::extended) == "error";
    type_ = tag.get("value-type", Ns::office);
    const char* const name = type_ == "date"      ? "date-value"
                             : type_ == "time"    ? "time-value"
                             : type_ == "boolean" ? "boolean-value"
                             : type_ == "string"  ? "string-value"
                                                  : "value";
    value_ = tag.get(name, Ns::office);
    if (tag.name == "table-cell") merge(tag);
}

void OdsSource::merge(const XmlTag& tag) {
    const long columns = count(tag, "number-columns-spanned");
    const long rows = count(tag, "number-rows-spanned");
    if (columns == 1 && rows == 1) return;
    if (merged_.size() == most_merged)
        refuse("book.too_many", {{"part", "content.xml"}, {"limit", std::to_string(most_merged)}});
    merged_.push_back({next_, column_ + 1, next_ + rows - 1, column_ + columns});
}

BookCell OdsSource::value_of_cell() {
    if (is_error_) return {content_.get(), RawKind::error};
    if (type_ == "string" || value_.empty())
        return {value_.empty() ? content_.get() : value_, RawKind::text};
    if (type_ == "date") return iso_cell(value_, room_);
    if (type_ == "time") return duration_cell(value_, room_);
    if (type_ == "boolean") return {value_ == "true" ? "TRUE" : "FALSE", RawKind::boolean};
    return number_cell(value_, NumberForm::number, false, room_);
}

void OdsSource::end_cell() {
    BookCell cell = value_of_cell();
    if (!cell.text.empty()) {
        if (column_ + cell_repeat_ > last_book_column) refuse("book.beyond");
        check_size(cell.text.size());
        taken_ += cell.text.size();
        cell.text = texts_.add(cell.text);
        cells_.resize(static_cast<std::size_t>(column_));
        cells_.resize(static_cast<std::size_t>(column_ + cell_repeat_), cell);
    }
    column_ = std::min(column_ + cell_repeat_, 1L << 30);
}

void OdsSource::end_row() {
    column_ = -1;
    if (!cells_.empty()) {
        if (next_ + row_repeat_ - 1 > last_book_row) refuse("book.beyond");
        if (!budget_.spend(cells_.size(), row_repeat_)) refuse("book.too_many_cells");
        repeats_ = row_repeat_;
        pause = true;
    }
    next_ = std::min(next_ + row_repeat_, 1L << 30);
}

}  // namespace

std::unique_ptr<SheetSource> open_ods_sheet(Book& book, std::size_t sheet) {
    return std::make_unique<OdsSource>(book, sheet, *book.archive.find("content.xml"));
}

}  // namespace schouw
