// SPDX-License-Identifier: EUPL-1.2
// The rows of one xlsx sheet.
#include <charconv>

#include "base/text.hpp"
#include "intake/book.hpp"
#include "intake/book_value.hpp"

namespace schouw {
namespace {

class XlsxSource : public SheetSource, private XmlSink {
public:
    XlsxSource(Book& book, std::size_t sheet, Entry& entry, bool merges_only)
        : book_(book),
          sheet_(sheet),
          part_(entry.name),
          merges_only_(merges_only),
          xml_(book.archive, entry, *this, book.way) {}

    bool next(BookRow& row) override {
        row_ = &row;
        texts_.clear();
        while (!done_) {
            done_ = !xml_.run();
            if (!done_) return true;
        }
        row.cells.clear();
        return false;
    }
    const std::vector<MergedRange>& merged() const override { return merged_; }

private:
    enum class In : unsigned char { nothing, worksheet, data, row, cell, value, rich, merges };

    void start(const XmlTag& tag) override;
    void text(std::string_view piece) override;
    void end() override;
    void start_row(const XmlTag& tag);
    void start_cell(const XmlTag& tag);
    void end_cell();
    BookCell value_of_cell();
    BookCell shared_string();
    void end_row();
    void merge(const XmlTag& tag);
    [[noreturn]] void refuse(const char* key, Args args = {}) const {
        refuse_cell(book_, sheet_, key, std::move(args), number_, column_);
    }
    BookCell kept(BookCell cell) {
        if (!cell.text.empty()) cell.text = texts_.add(cell.text);
        return cell;
    }

    Book& book_;
    std::size_t sheet_;
    std::string part_;
    bool merges_only_;
    bool done_ = false;
    BookRow* row_ = nullptr;
    In in_ = In::nothing;
    std::size_t skipped_ = 0;  // depth within an element that says nothing here
    long number_ = 0;
    long last_number_ = 0;
    bool numbered_ = false;  // the row said its number
    long column_ = 0;
    char type_ = 'n';  // n, s, S (str), i (inlineStr), b, e, d
    NumberForm form_ = NumberForm::number;
    std::string value_;
    std::size_t taken_ = 0;  // bytes of text in this row
    RichText rich_;
    std::string room_;
    TextArena texts_;
    RowBudget budget_;
    std::vector<MergedRange> merged_;
    XmlReader xml_;
};

void XlsxSource::start(const XmlTag& tag) {
    if (skipped_ > 0) {
        ++skipped_;
        return;
    }
    if (in_ == In::rich) {
        rich_.start(tag);
        return;
    }
    const bool ours = tag.ns == Ns::sheet;
    const char letter = ours && tag.name.size() == 1 ? tag.name.front() : '\0';
    if (in_ == In::row && letter == 'c') {
        start_cell(tag);
    } else if (in_ == In::cell && letter == 'v') {
        in_ = In::value;
    } else if (in_ == In::cell && ours && tag.name == "is") {
        rich_.clear();
        in_ = In::rich;
    } else if (in_ == In::data && ours && tag.name == "row") {
        start_row(tag);
    } else if (in_ == In::worksheet && ours && tag.name == "sheetData" && !merges_only_) {
        in_ = In::data;
    } else if (in_ == In::worksheet && ours && tag.name == "mergeCells") {
        in_ = In::merges;
    } else if (in_ == In::nothing) {
        if (!tag.is(Ns::sheet, "worksheet"))
            refuse("book.not_a_sheet", {{"part", part_}, {"root", std::string(tag.name)}});
        in_ = In::worksheet;
    } else {
        if (in_ == In::merges && ours && tag.name == "mergeCell") merge(tag);
        skipped_ = 1;
    }
}

void XlsxSource::text(std::string_view piece) {
    if (skipped_ > 0) return;
    if (in_ == In::value) {
        value_ += piece;
    } else if (in_ == In::rich) {
        rich_.text(piece);
    } else {
        return;
    }
    taken_ += piece.size();
    if (taken_ > longest_text) refuse("book.long_text", {{"part", part_}});
}

void XlsxSource::end() {
    if (skipped_ > 0) {
        --skipped_;
        return;
    }
    switch (in_) {
        case In::value: in_ = In::cell; break;
        case In::rich:
            if (!rich_.end()) break;
            value_ = rich_.finish();
            in_ = In::cell;
            break;
        case In::cell:
            end_cell();
            in_ = In::row;
            break;
        case In::row:
            end_row();
            in_ = In::data;
            break;
        case In::data:
        case In::merges: in_ = In::worksheet; break;
        case In::worksheet:
        case In::nothing: in_ = In::nothing; break;
    }
}

void XlsxSource::start_row(const XmlTag& tag) {
    in_ = In::row;
    column_ = 0;
    taken_ = 0;
    row_->cells.clear();
    row_->hidden = false;
    number_ = last_number_ + 1;
    numbered_ = false;
    for (const XmlAttribute& attribute : tag.attributes) {
        if (attribute.ns != Ns::none) continue;
        const std::string_view value = attribute.value;
        if (attribute.name == "r") {
            long column = 0;
            long row = 0;
            if (!parse_reference(value, row, column) || column != 0 || row == 0)
                refuse("book.bad_reference", {{"reference", std::string(value)}});
            number_ = row;
            numbered_ = true;
        } else if (attribute.name == "hidden") {
            row_->hidden = value == "1" || value == "true" || value == "on";
        }
    }
    if (number_ <= last_number_) refuse("book.row_order");
    if (number_ > last_book_row) refuse("book.beyond");
}

void XlsxSource::start_cell(const XmlTag& tag) {
    in_ = In::cell;
    type_ = 'n';
    form_ = NumberForm::number;
    value_.clear();
    long row = 0;
    long column = 0;
    for (const XmlAttribute& attribute : tag.attributes) {
        if (attribute.ns != Ns::none || attribute.name.size() != 1) continue;
        const std::string_view value = attribute.value;
        const char name = attribute.name.front();
        if (name == 'r') {
            if (!parse_reference(value, row, column))
                refuse("book.bad_reference", {{"reference", std::string(value)}});
            // A row without a number takes that of its first cell.
            if (row > last_number_ && !numbered_) number_ = row;
            if (row != 0) numbered_ = true;
            if ((row != 0 && row != number_) || (column == 0 && !value.empty()))
                refuse("book.bad_reference", {{"reference", std::string(value)}});
        } else if (name == 's') {
            std::size_t style = 0;
            const auto [end, error] =
                std::from_chars(value.data(), value.data() + value.size(), style);
            if (error == std::errc() && style < book_.tables->forms.size())
                form_ = book_.tables->forms[style];
        } else if (name == 't' && !value.empty()) {
            type_ = value == "str" ? 'S' : value.front();
        }
    }
    column_ = column != 0 ? column : column_ + 1;
    if (column_ > last_book_column) refuse("book.beyond");
}

BookCell XlsxSource::shared_string() {
    std::size_t index = 0;
    const std::string_view written = value_.front() > ' ' ? value_ : trim(value_);
    const char* const last = written.data() + written.size();
    const auto [end, error] = std::from_chars(written.data(), last, index);
    const auto& strings = book_.tables->strings;
    if (error != std::errc() || (end != last && !trim({end, last}).empty()) ||
        index >= strings.size()) {
        if (book_.archive.find(book_.strings_part) == nullptr)
            refuse("book.missing_part", {{"part", "sharedStrings.xml"}});
        refuse("book.string_index", {{"index", value_}, {"count", std::to_string(strings.size())}});
    }
    return {strings[index], RawKind::text};
}

BookCell XlsxSource::value_of_cell() {
    switch (type_) {
        case 's': return shared_string();
        case 'S': unescape_xstring(value_); return kept({value_, RawKind::text});
        case 'i': return kept({value_, RawKind::text});
        case 'e': return kept({value_, RawKind::error});
        case 'd': return kept(iso_cell(value_, room_));
        case 'b':
            if (const auto written = trim(value_); written == "1" || written == "true")
                return {"TRUE", RawKind::boolean};
            else if (written == "0" || written == "false")
                return {"FALSE", RawKind::boolean};
            return kept({value_, RawKind::text});
        default: return kept(number_cell(value_, form_, book_.date1904, room_));
    }
}

void XlsxSource::end_cell() {
    if (value_.empty()) return;
    const BookCell cell = value_of_cell();
    if (cell.text.empty()) return;
    const auto at = static_cast<std::size_t>(column_) - 1;
    auto& cells = row_->cells;
    if (at >= cells.size()) cells.resize(at + 1);
    if (cells[at].kind != RawKind::blank) refuse("book.double_cell");
    cells[at] = cell;
}

void XlsxSource::end_row() {
    last_number_ = number_;
    if (row_->cells.empty()) return;
    column_ = 0;
    if (!budget_.spend(row_->cells.size())) refuse("book.too_many_cells");
    row_->number = number_;
    pause = true;
}

void XlsxSource::merge(const XmlTag& tag) {
    MergedRange range;
    const std::string_view reference = tag.get("ref");
    if (!parse_range(reference, range))
        refuse("book.bad_reference", {{"reference", std::string(reference)}});
    if (merged_.size() == most_merged)
        refuse("book.too_many", {{"part", part_}, {"limit", std::to_string(most_merged)}});
    merged_.push_back(range);
}

}  // namespace

std::unique_ptr<SheetSource> open_xlsx_sheet(Book& book, std::size_t sheet, bool merges_only) {
    const XlsxSheet& at = book.xlsx_sheets.at(sheet);
    if (!at.fault.empty())
        refuse_cell(book, sheet, at.fault.c_str(), {{"part", at.part}, {"name", at.part}}, 0);
    Entry& entry = *book.archive.find(at.part);
    if (!merges_only) read_xlsx_tables(book);
    return std::make_unique<XlsxSource>(book, sheet, entry, merges_only);
}

}  // namespace schouw
