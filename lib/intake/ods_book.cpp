// SPDX-License-Identifier: EUPL-1.2
// What an ODS says before its rows: whether it is one, whether it is locked, and its sheets.
#include <set>

#include "intake/book.hpp"

namespace schouw {
namespace {

constexpr std::size_t most_sheets = 10'000;
constexpr std::uint64_t most_content = 1ULL << 30;
constexpr std::string_view mime_prefix = "application/vnd.oasis.opendocument.";

struct ManifestSink : XmlSink {
    Book& book;
    explicit ManifestSink(Book& of) : book(of) {}
    void start(const XmlTag& tag) override {
        if (tag.is(Ns::manifest, "encryption-data")) refuse_book(book, "book.encrypted");
    }
    void text(std::string_view) override {}
    void end() override {}
};

struct SheetListSink : XmlSink {
    Book& book;
    std::set<std::string, std::less<>> hidden_styles;
    std::string style;
    std::size_t depth = 0;
    bool in_body = false;
    bool in_sheets = false;
    explicit SheetListSink(Book& of) : book(of) {}

    void start(const XmlTag& tag) override {
        ++depth;
        if (depth > 4) return;
        if (depth == 1 && !tag.is(Ns::office, "document-content"))
            refuse_book(book, "book.not_a_workbook",
                        {{"part", "content.xml"}, {"root", std::string(tag.name)}});
        if (depth == 2) in_body = tag.is(Ns::office, "body");
        if (depth == 3) in_sheets = in_body && tag.is(Ns::office, "spreadsheet");
        if (depth == 3 && tag.is(Ns::style, "style")) style = tag.get("name", Ns::style);
        if (depth != 4) return;
        if (tag.is(Ns::style, "table-properties") && tag.get("display", Ns::table) == "false")
            hidden_styles.insert(style);
        if (in_sheets && tag.is(Ns::table, "table")) add(tag);
    }
    void add(const XmlTag& tag) {
        if (book.sheets.size() == most_sheets)
            refuse_book(book, "book.too_many",
                        {{"part", "content.xml"}, {"limit", std::to_string(most_sheets)}});
        book.sheets.push_back({std::string(tag.get("name", Ns::table)),
                               hidden_styles.contains(tag.get("style-name", Ns::table))});
    }
    void text(std::string_view) override {}
    void end() override { --depth; }
};

}  // namespace

bool is_ods(Book& book) {
    if (book.archive.find("mimetype") == nullptr)
        return book.archive.find("content.xml") != nullptr &&
               book.archive.find("_rels/.rels") == nullptr;
    return read_part(book.archive, "mimetype", 1024).starts_with(mime_prefix);
}

void read_ods_book(Book& book) {
    book.format = BookFormat::ods;
    if (book.archive.find("META-INF/manifest.xml") != nullptr) {
        ManifestSink sink(book);
        read_xml(book.archive, "META-INF/manifest.xml", sink);
    }
    SheetListSink sink(book);
    read_xml(book.archive, "content.xml", sink, most_content);
    if (book.sheets.empty()) refuse_book(book, "book.no_sheets");
}

}  // namespace schouw
