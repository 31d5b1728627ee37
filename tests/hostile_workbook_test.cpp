// SPDX-License-Identifier: EUPL-1.2
// Workbooks made to hurt: each is refused by name, or read for what it is.
#include <catch2/catch.hpp>

#include "book_support.hpp"
#include "intake/archive.hpp"

using namespace schouw;
using test::Parts;
using test::relation;
using test::relations;
using test::seen;
using test::Xlsx;

namespace {

const std::string one_row = "<row><c><v>1</v></c></row>";

std::string repeated(const std::string& what, std::size_t times) {
    std::string out;
    out.reserve(what.size() * times);
    for (std::size_t i = 0; i < times; ++i) out += what;
    return out;
}

std::string with(const std::string& part, const std::string& text, bool deflate = true) {
    Xlsx book{.sheet = one_row};
    book.changed[part] = text;
    book.deflate = deflate;
    return seen(book);
}

std::string sheet_of(const std::string& rows) { return seen(Xlsx{.sheet = rows}); }

std::string bytes_of(const Parts& parts, bool deflate = true) {
    const PrivateFolder folder;
    test::write_zip(folder.path / "t.xlsx", parts, deflate);
    return read_file(folder.path / "t.xlsx", 1 << 28);
}

std::string seen_bytes(const std::string& bytes) {
    const PrivateFolder folder;
    test::write(folder.path / "t.xlsx", bytes);
    return seen(folder.path / "t.xlsx");
}

std::string replaced(std::string bytes, const std::string& from, const std::string& to) {
    REQUIRE(from.size() == to.size());
    for (auto at = bytes.find(from); at != bytes.npos; at = bytes.find(from, at + to.size()))
        bytes.replace(at, from.size(), to);
    return bytes;
}

const std::string dtd = "<!DOCTYPE x [<!ENTITY a \"b\">]>";

}  // namespace

TEST_CASE("what is no workbook is told apart") {
    CHECK(seen_bytes("") == "!book.empty");
    CHECK(seen_bytes("naam;bedrag\na;1\n") == "!book.not_zip");
    CHECK(seen_bytes("<html><body><table></table></body></html>") == "!book.html");
    CHECK(seen_bytes("\n<!DOCTYPE HTML PUBLIC>") == "!book.html");
    const std::string ole = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    const auto wide = [](const std::string& name) {
        std::string out;
        for (const char c : name) out += std::string{c, '\0'};
        return out;
    };
    CHECK(seen_bytes(ole + wide("EncryptionInfo EncryptedPackage")) == "!book.encrypted");
    CHECK(seen_bytes(ole + wide("Workbook")) == "!book.xls");
    CHECK(seen_bytes(ole + "anything") == "!book.ole");
    CHECK(seen_bytes("PK") == "!book.zip_damaged");
    CHECK(seen(Parts{{"a.txt", "x"}}) == "!book.missing_part");
    CHECK(seen(std::filesystem::path("/no/such/file.xlsx")) == "!file.absent");
    CHECK(seen(std::filesystem::path("/tmp")) == "!file.not_regular");
}

TEST_CASE("the zip: cut, flipped, double, overlapping, too many, out of it, in other ways") {
    const std::string good = bytes_of(Xlsx{.sheet = one_row}.parts());
    CHECK(seen_bytes(good) == "A1 number 1");
    for (std::size_t size = 1; size < good.size(); size += 37)
        CHECK(seen_bytes(good.substr(0, size)).starts_with("!book."));
    for (std::size_t at = 0; at < good.size(); at += 11) {
        std::string flipped = good;
        flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
        const std::string out = seen_bytes(flipped);
        INFO(at);
        CHECK((out == "A1 number 1" || out.starts_with("!book.")));
    }
    auto parts = Xlsx{.sheet = one_row}.parts();
    parts.emplace_back("xl/worksheets/sheeta.xml", "<x/>");
    CHECK(seen_bytes(replaced(bytes_of(parts), "sheeta.xml", "sheet1.xml")) ==
          "!book.double_entry");
    CHECK(seen_bytes(replaced(bytes_of(parts), "sheeta.xml", "SHEET1.XML")) ==
          "!book.double_entry");
    parts.back().first = "xl/../../../x";
    CHECK(seen(parts) == "!book.path_out");
    parts.back().first = "xl\\..\\..\\x";
    CHECK(seen(parts) == "!book.path_out");
    Parts many;
    for (int i = 0; i < 10'001; ++i) many.emplace_back("x" + std::to_string(i), "");
    CHECK(seen(many) == "!book.too_many_entries");
    // The first entry claims the bytes of the second too.
    std::string overlapping = bytes_of(Parts{{"a", "aaaa"}, {"b", "bbbb"}}, false);
    const auto central = overlapping.find("PK\x01\x02");
    overlapping[central + 20] = 40;
    CHECK(seen_bytes(overlapping) == "!book.overlap");
    std::string other_way = good;
    const auto directory = other_way.find("PK\x01\x02");
    for (auto at = directory; at != other_way.npos; at = other_way.find("PK\x01\x02", at + 1))
        other_way[at + 10] = 12;
    CHECK(seen_bytes(other_way) == "!book.method");
    std::string locked = good;
    for (auto at = directory; at != locked.npos; at = locked.find("PK\x01\x02", at + 1))
        locked[at + 8] = 1;
    CHECK(seen_bytes(locked) == "!book.encrypted");
}

TEST_CASE("what is unpacked is counted, whatever the headers say") {
    CHECK(with("xl/worksheets/sheet1.xml", std::string(11 << 20, ' ')) == "!book.ratio");
    CHECK(with("xl/worksheets/sheet1.xml", std::string(11 << 20, ' '), false) == "!book.xml");
    CHECK(with("_rels/.rels", "<x>" + std::string(17 << 20, ' '), false) == "!book.large_part");
    const std::string good = bytes_of(Xlsx{.sheet = one_row}.parts());
    std::string small = good;  // each part says that it is one byte
    for (auto at = small.find("PK\x01\x02"); at != small.npos;
         at = small.find("PK\x01\x02", at + 1))
        small.replace(at + 24, 4, std::string("\1\0\0\0", 4));
    CHECK(seen_bytes(small) == "!book.part_damaged");
    Archive archive(bytes_of(Parts{{"a", "aaaa"}, {"b", "bbbb"}}), "t");
    Entry& a = *archive.find("a");
    Entry& b = *archive.find("B");
    a.packed = b.packed = 1ULL << 30;
    archive.count(a, 600ULL << 20);
    archive.count(a, 600ULL << 20);  // read again: nothing is added
    archive.count(b, 424ULL << 20);
    CHECK_THROWS_AS(archive.count(b, (424ULL << 20) + 1), Error);
}

TEST_CASE("parts that are missing, elsewhere, in a circle, or something else") {
    CHECK(with("_rels/.rels", "absent") == "!book.missing_part");
    CHECK(with("xl/workbook.xml", "absent") == "!book.missing_part");
    CHECK(with("xl/worksheets/sheet1.xml", "absent") == "!book.missing_part");
    CHECK(with("_rels/.rels", relations("")) == "!book.no_workbook");
    CHECK(with("_rels/.rels", relations(relation("r", "officeDocument", "xl/workbook.bin"))) ==
          "!book.xlsb");
    CHECK(with("_rels/.rels", relations(relation("r", "officeDocument", "_rels/.rels"))) ==
          "!book.cycle");
    const std::string rels = "xl/_rels/workbook.xml.rels";
    CHECK(with(rels, relations("")) == "!book.no_relation");
    CHECK(with(rels, relations(relation("r1", "worksheet", "../../etc/passwd"))) ==
          "!book.path_out");
    CHECK(with(rels, relations(relation("r1", "worksheet", "workbook.xml"))) == "!book.cycle");
    CHECK(with(rels, relations(relation("r1", "worksheet", "x\" TargetMode=\"External"))) ==
          "!book.external");
    const auto workbook = [](const std::string& sheets) {
        return "<workbook xmlns=\"" + test::main_ns + "\" xmlns:r=\"" + test::rel_ns +
               "\"><sheets>" + sheets + "</sheets></workbook>";
    };
    CHECK(with("xl/workbook.xml", workbook("")) == "!book.no_sheets");
    CHECK(with("xl/workbook.xml", workbook(repeated("<sheet r:id=\"r1\"/>", 2))) ==
          "!book.same_part");
    CHECK(with("xl/workbook.xml", workbook(repeated("<sheet r:id=\"r1\"/>", 10'001))) ==
          "!book.too_many");
    CHECK(with("xl/workbook.xml", "<html/>") == "!book.not_a_workbook");
    CHECK(with("xl/worksheets/sheet1.xml", "<html><body/></html>") == "!book.not_a_sheet");
    CHECK(with("xl/worksheets/sheet1.xml", "<worksheet/>") == "!book.not_a_sheet");
    CHECK(with("xl/sharedStrings.xml", "<html/>") == "!book.not_strings");
}

TEST_CASE("XML: DTD, depth, long tags and texts, bad form") {
    for (const char* part : {"_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
                             "xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"}) {
        INFO(part);
        CHECK(with(part, dtd + "<x>&a;</x>") == "!book.dtd");
        CHECK(with(part, "<x") == "!book.xml");
        CHECK(with(part, "") == "!book.xml");
    }
    const std::string open = "<worksheet xmlns=\"" + test::main_ns + "\">";
    const auto sheet = [&](const std::string& inner) {
        return with("xl/worksheets/sheet1.xml", open + inner + "</worksheet>", false);
    };
    CHECK(sheet("<a><b></a>") == "!book.xml");
    CHECK(sheet(repeated("<a>", 255) + repeated("</a>", 255)).empty());
    CHECK(sheet(repeated("<a>", 256) + repeated("</a>", 256)) == "!book.too_deep");
    CHECK(sheet("<a b=\"" + std::string(3 << 20, 'x') + "\"/>").empty());
    CHECK(sheet("<a b=\"" + std::string(5 << 20, 'x') + "\"/>") == "!book.long_tag");
    CHECK(sheet("<a>" + std::string(20 << 20, 'x') + "</a>").empty());
    CHECK(sheet("<sheetData><row><c t=\"str\"><v>" + std::string(17 << 20, 'x') +
                "</v></c></row></sheetData>") == "!book.long_text");
    CHECK(with("xl/sharedStrings.xml",
               "<sst xmlns=\"" + test::main_ns + "\"><si><t>" + std::string(17 << 20, 'x') +
                   "</t></si></sst>",
               false) == "!book.long_text");
    CHECK(with("xl/sharedStrings.xml",
               "<sst xmlns=\"" + test::main_ns + "\">" + repeated("<si/>", 4'000'001) + "</sst>",
               false) == "!book.too_many");
    std::string names = "<!-- x -->";
    for (int i = 0; i < 200'100; ++i) names += "<n" + std::to_string(i) + "/>";
    CHECK(sheet(names) == "!book.names");
    CHECK(sheet("&#x1b;") == "!book.xml");
    CHECK(sheet("<?xml version=\"1.0\" encoding=\"EBCDIC\"?>") == "!book.xml");
    CHECK(with("xl/worksheets/sheet1.xml", "<?xml version=\"1.0\" encoding=\"EBCDIC\"?>" + open) ==
          "!book.encoding");
}

TEST_CASE("cells: references and strings that are not there") {
    CHECK(sheet_of("<row r=\"4294967295\"/>") == "!book.bad_reference");
    CHECK(sheet_of("<row r=\"0\"/>") == "!book.bad_reference");
    CHECK(sheet_of("<row r=\"-1\"/>") == "!book.bad_reference");
    CHECK(sheet_of("<row r=\"1\"><c r=\"ZZZZZZZ1\"><v>1</v></c></row>") == "!book.bad_reference");
    CHECK(sheet_of("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>") == "!book.bad_reference");
    CHECK(sheet_of("<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>") == "!book.bad_reference");
    CHECK(sheet_of("<row r=\"1\"><c r=\"1A\"><v>1</v></c></row>") == "!book.bad_reference");
    CHECK(sheet_of("<row r=\"1\"><c r=\"XFD1\"/><c><v>1</v></c></row>") == "!book.beyond");
    CHECK(sheet_of("<row r=\"1048576\"/><row/>") == "!book.beyond");
    CHECK(sheet_of("<row r=\"2\"/><row r=\"2\"/>") == "!book.row_order");
    CHECK(sheet_of("<row><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>") ==
          "!book.double_cell");
    for (const char* index : {"0", "4294967295", "-1", "x", "99999999999999999999"})
        CHECK(sheet_of("<row><c t=\"s\"><v>" + std::string(index) + "</v></c></row>") ==
              "!book.string_index");
    Xlsx book{.sheet = "<row><c t=\"s\"><v>0</v></c></row>"};
    book.changed["xl/sharedStrings.xml"] = "absent";
    CHECK(seen(book) == "!book.missing_part");
    Xlsx merged{.after = "<mergeCells><mergeCell ref=\"B2:A1\"/></mergeCells>"};
    CHECK(seen(merged) == "!book.bad_reference");
    CHECK(sheet_of("<row><c s=\"99999999\"><v>1</v></c><c s=\"x\"><v>1</v></c></row>") ==
          "A1 number 1|B1 number 1");
}

TEST_CASE("an error names file, sheet, row and column") {
    const PrivateFolder folder;
    test::write_zip(folder.path / "t.xlsx",
                    Xlsx{.sheet = "<row r=\"3\"><c r=\"C3\" t=\"s\"><v>7</v></c></row>"}.parts());
    Workbook book(folder.path / "t.xlsx", "shown.xlsx");
    auto reader = book.open(0);
    BookRow row;
    try {
        reader.next(row);
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.exit == Exit::io);
        CHECK(error.message.place.file == "shown.xlsx");
        CHECK(error.message.place.sheet == "S");
        CHECK(error.message.place.row == 3);
        CHECK(error.message.place.column == 3);
    }
}
