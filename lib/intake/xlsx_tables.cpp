// SPDX-License-Identifier: EUPL-1.2
// Shared strings and cell styles of an xlsx.
#include <algorithm>
#include <charconv>
#include <map>

#include "base/memory.hpp"
#include "intake/book.hpp"

namespace schouw {
namespace {

constexpr std::size_t most_strings = 4'000'000;
constexpr std::size_t most_text = 256 << 20;
constexpr std::size_t most_styles = 1'000'000;

int number_of(std::string_view text) {
    int value = -1;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

[[noreturn]] void too_many(Book& book, const std::string& part, std::size_t limit) {
    refuse_book(book, "book.too_many", {{"part", part}, {"limit", std::to_string(limit)}});
}

struct StringsSink : XmlSink {
    Book& book;
    XlsxTables& tables;
    RichText rich;
    std::size_t depth = 0;
    std::size_t size = 0;  // of this string
    std::size_t all = 0;   // of all of them
    bool in_item = false;
    StringsSink(Book& of, XlsxTables& into) : book(of), tables(into) {}
    void start(const XmlTag& tag) override {
        if (in_item) {
            rich.start(tag);
            return;
        }
        ++depth;
        if (depth == 1 && !tag.is(Ns::sheet, "sst"))
            refuse_book(book, "book.not_strings",
                        {{"part", book.strings_part}, {"root", std::string(tag.name)}});
        if (depth == 1) reserve(tag.get("uniqueCount"));
        if (depth != 2 || !tag.is(Ns::sheet, "si")) return;
        in_item = true;
        rich.clear();
        size = 0;
    }
    // What it says is a hint, and no more than the part has room for.
    void reserve(std::string_view count) {
        constexpr std::uint64_t shortest_item = 7;  // but for "<si/>"
        const auto most = book.archive.find(book.strings_part)->size / shortest_item;
        const auto said = static_cast<std::uint64_t>(std::max(number_of(count), 0));
        tables.strings.reserve(std::min<std::uint64_t>({said, most, most_strings}));
        will_be_filled(tables.strings.data(), tables.strings.capacity() * sizeof tables.strings[0]);
    }
    void text(std::string_view piece) override {
        if (!in_item) return;
        size += piece.size();
        if (size > longest_text) refuse_book(book, "book.long_text", {{"part", book.strings_part}});
        rich.text(piece);
    }
    void end() override {
        if (in_item) {
            if (!rich.end()) return;
            in_item = false;
            if (tables.strings.size() == most_strings)
                too_many(book, book.strings_part, most_strings);
            const std::string& whole = rich.finish();
            all += whole.size();
            if (all > most_text) refuse_book(book, "book.too_much", {{"limit", "256 MiB"}});
            tables.strings.push_back(tables.arena.add(whole));
        }
        --depth;
    }
};

struct StylesSink : XmlSink {
    Book& book;
    std::map<int, NumberForm> codes;
    std::vector<int> formats;
    std::size_t depth = 0;
    bool in_formats = false;
    bool in_cells = false;
    explicit StylesSink(Book& of) : book(of) {}
    void start(const XmlTag& tag) override {
        ++depth;
        if (depth == 2) {
            in_formats = tag.is(Ns::sheet, "numFmts");
            in_cells = tag.is(Ns::sheet, "cellXfs");
        }
        if (depth != 3) return;
        const int id = number_of(tag.get("numFmtId"));
        if (in_formats && tag.is(Ns::sheet, "numFmt"))
            codes[id] = form_of_code(tag.get("formatCode"));
        if (in_cells && tag.is(Ns::sheet, "xf")) formats.push_back(id);
        if (codes.size() > most_styles || formats.size() > most_styles)
            too_many(book, book.styles_part, most_styles);
    }
    void text(std::string_view) override {}
    void end() override { --depth; }
};

}  // namespace

void read_xlsx_tables(Book& book) {
    if (book.tables) return;
    XlsxTables tables;
    if (Entry* const styles = book.archive.find(book.styles_part); styles != nullptr) {
        StylesSink sink(book);
        XmlReader reader(book.archive, *styles, sink, book.way);
        reader.run();
        for (const int id : sink.formats) {
            const auto code = sink.codes.find(id);
            tables.forms.push_back(code == sink.codes.end() ? form_of_id(id) : code->second);
        }
    }
    if (Entry* const strings = book.archive.find(book.strings_part); strings != nullptr) {
        StringsSink sink(book, tables);
        XmlReader reader(book.archive, *strings, sink, book.way);
        reader.run();
    }
    book.tables = std::move(tables);
}

}  // namespace schouw
