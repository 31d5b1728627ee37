// SPDX-License-Identifier: EUPL-1.2
// Inside Workbook: the open file, what its list of sheets says, and the two formats that read it.
#pragma once
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "intake/archive.hpp"
#include "intake/book_text.hpp"
#include "intake/number_format.hpp"
#include "intake/workbook.hpp"
#include "intake/xml.hpp"

namespace schouw {

// What the cells of an xlsx refer to by number.
struct XlsxTables {
    TextArena arena;
    std::vector<std::string_view> strings;
    std::vector<NumberForm> forms;  // by cell style
};

struct XlsxSheet {
    std::string part;
    std::string fault;  // key of the sentence why it cannot be read; empty when it can
};

struct Book {
    Book(std::string bytes, const std::string& shown) : archive(std::move(bytes), shown) {}
    Archive archive;
    XmlWay way = XmlWay::any;
    BookFormat format = BookFormat::xlsx;
    bool date1904 = false;
    std::vector<SheetInfo> sheets;
    std::vector<XlsxSheet> xlsx_sheets;  // one for each sheet
    std::string strings_part;
    std::string styles_part;
    std::optional<XlsxTables> tables;  // read when the first sheet is opened
    std::future<Digest> hashing;
    std::optional<Digest> digest;
};

[[noreturn]] void refuse_book(const Book& book, const char* key, Args args = {});
[[noreturn]] void refuse_cell(const Book& book, std::size_t sheet, const char* key, Args args,
                              long row, long column = 0);

// The list of sheets; throws Error(io).
void read_xlsx_book(Book& book);
void read_xlsx_tables(Book& book);
std::unique_ptr<SheetSource> open_xlsx_sheet(Book& book, std::size_t sheet, bool merges_only);

bool is_ods(Book& book);
void read_ods_book(Book& book);
std::unique_ptr<SheetSource> open_ods_sheet(Book& book, std::size_t sheet);

// Text of <si> and <is>: its runs joined, phonetic ones left out.
class RichText {
public:
    void clear();
    void start(const XmlTag& tag);
    void text(std::string_view piece) {
        if (taking_ != 0) text_ += piece;
    }
    bool end();  // true when the element around it ended
    // Escapes are undone. All space is kept, xml:space="preserve" or not: programs forget to say
    // it.
    const std::string& finish();

private:
    std::string text_;
    unsigned depth_ = 0;
    unsigned taking_ = 0;
    unsigned skipping_ = 0;
};

// One row more, its width counted: a row may be short in the file and long in memory.
struct RowBudget {
    long long positions = 0;
    bool spend(std::size_t width, long long rows = 1);  // false when there is no more
};

constexpr std::size_t longest_text = 16 << 20;  // of a row, or of one shared string
constexpr std::size_t most_merged = 1'000'000;

}  // namespace schouw
