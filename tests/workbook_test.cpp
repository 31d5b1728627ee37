// SPDX-License-Identifier: EUPL-1.2
// Workbooks: each way to write a value that is found in the wild, and what schouw makes of it.
#include <xlsxwriter.h>

#include <catch2/catch.hpp>

#include "book_support.hpp"
#include "intake/archive.hpp"
#include "intake/book_value.hpp"
#include "intake/number_format.hpp"
#include "intake/xml.hpp"

using namespace schouw;
using test::seen;
using test::Xlsx;

namespace {

std::string cell(const std::string& inner) {
    return seen(Xlsx{.sheet = "<row r=\"1\">" + inner + "</row>"});
}

std::string serial(double value, const std::string& code, bool date1904 = false) {
    std::string room;
    std::string written;
    const auto shown = number_cell(shortest(value, written), form_of_code(code), date1904, room);
    return std::string(shown.text);
}

struct NoSink : XmlSink {
    void start(const XmlTag&) override {}
    void text(std::string_view) override {}
    void end() override {}
};

}  // namespace

TEST_CASE("numbers are the shortest text of the same double") {
    const auto number = [](const std::string& v) {
        return cell("<c r=\"A1\"><v>" + v + "</v></c>");
    };
    CHECK(number("42") == "A1 number 42");
    CHECK(number("-7") == "A1 number -7");
    CHECK(number("42.0") == "A1 number 42");
    CHECK(number("0.1") == "A1 number 0.1");
    CHECK(number("0.10000000000000001") == "A1 number 0.1");
    CHECK(number("0.30000000000000004") == "A1 number 0.30000000000000004");
    CHECK(number("4.5E1") == "A1 number 45");
    CHECK(number("1E5") == "A1 number 100000");
    CHECK(number("1e22") == "A1 number 1e+22");
    CHECK(number("1e-7") == "A1 number 1e-07");
    CHECK(number("0.00001") == "A1 number 0.00001");
    CHECK(number("-0") == "A1 number 0");
    CHECK(number("007") == "A1 number 7");
    CHECK(number(" 5 ") == "A1 number 5");
    CHECK(number("123456789012345678") == "A1 number 123456789012345680");
    CHECK(number("NaN") == "A1 text NaN");
    CHECK(number("1e400") == "A1 text 1e400");
    CHECK(number("twee") == "A1 text twee");
    CHECK(number("").empty());
}

TEST_CASE("text: shared, inline, rich, of a formula; errors and booleans") {
    Xlsx book;
    book.strings =
        "<si><t>een</t></si>"
        "<si><t xml:space=\"preserve\"> twee </t></si>"
        "<si><r><rPr><b/></rPr><t>vet</t></r><r><t xml:space=\"preserve\"> en dun</t></r></si>"
        "<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr fontId=\"1\"/></si>"
        "<si><t>a_x000D_\nb_x005F_x0041_ _x00e9_ _xD83D__xDE00_ _x000_ _xD83D_</t></si>"
        "<si><t>&lt;&amp;&gt; &#233;&#x20AC;</t></si>"
        "<si/><si><t/></si>";
    for (int i = 0; i < 8; ++i)
        book.sheet += "<row><c t=\"s\"><v>" + std::to_string(i) + "</v></c></row>";
    CHECK(seen(book) == "A1 text een|A2 text  twee |A3 text vet en dun|A4 text 東京|"
                        "A5 text a\r\nb_x0041_ é 😀 _x000_ _xD83D_|A6 text <&> é€");
    CHECK(cell("<c r=\"A1\" t=\"inlineStr\"><is><t>x</t></is></c>") == "A1 text x");
    CHECK(cell("<c r=\"A1\" t=\"inlineStr\"><is><r><t>x</t></r><r><t>y</t></r>"
               "<rPh sb=\"0\" eb=\"1\"><t>z</t></rPh></is></c>") == "A1 text xy");
    CHECK(cell("<c r=\"A1\" t=\"str\"><f>\"a\"&amp;\"b\"</f><v>ab</v></c>") == "A1 text ab");
    CHECK(cell("<c r=\"A1\" t=\"str\"><f>1</f><v></v></c>").empty());
    CHECK(cell("<c r=\"A1\"><f>A2*2</f></c>").empty());
    CHECK(cell("<c t=\"b\"><v>\n1 </v></c>") == "A1 boolean TRUE");
    book.sheet = "<row><c t=\"s\"><v>\n 0\n</v></c></row>";
    CHECK(seen(book) == "A1 text een");
    CHECK(cell("<c r=\"A1\" t=\"e\"><v>#N/A</v></c>") == "A1 error #N/A");
    CHECK(cell("<c r=\"A1\" t=\"b\"><v>1</v></c><c r=\"B1\" t=\"b\"><v>0</v></c>") ==
          "A1 boolean TRUE|B1 boolean FALSE");
    CHECK(cell("<c r=\"A1\" t=\"d\"><v>2025-12-31</v></c>"
               "<c r=\"B1\" t=\"d\"><v>2025-12-31T12:30:00.000Z</v></c>"
               "<c r=\"C1\" t=\"d\"><v>2025-02-31</v></c>") ==
          "A1 date 2025-12-31|B1 moment 2025-12-31T12:30:00|C1 text 2025-02-31");
}

TEST_CASE("serial numbers as dates, in both systems") {
    CHECK(serial(46022, "dd-mm-yyyy") == "2025-12-31");
    CHECK(serial(1, "yyyy") == "1900-01-01");
    CHECK(serial(59, "d/m/yy") == "1900-02-28");
    CHECK(serial(60, "d/m/yy") == "1900-02-29");
    CHECK(serial(61, "d/m/yy") == "1900-03-01");
    CHECK(serial(0, "d/m/yy") == "1900-01-00");
    CHECK(serial(0, "d/m/yy", true) == "1904-01-01");
    CHECK(serial(44560, "d/m/yy", true) == "2025-12-31");
    CHECK(serial(2958465, "d/m/yy") == "9999-12-31");
    CHECK(serial(2958466, "d/m/yy") == "2958466");
    CHECK(serial(-1, "d/m/yy") == "-1");
    CHECK(serial(46022.520833333336, "d/m/yy") == "2025-12-31T12:30:00");
    CHECK(serial(46022, "d/m/yy h:mm") == "2025-12-31T00:00:00");
    CHECK(serial(46021.999999999, "d/m/yy") == "2025-12-31");
    CHECK(serial(0.520833333333333, "h:mm") == "12:30:00");
    CHECK(serial(0, "h:mm") == "00:00:00");
    CHECK(serial(0.520833333333333, "d/m/yy") == "12:30:00");
    CHECK(serial(1.5, "[h]:mm") == "36:00:00");
    CHECK(serial(5, "[h]:mm") == "120:00:00");
}

TEST_CASE("number formats tell dates from numbers") {
    using enum NumberForm;
    const std::pair<const char*, NumberForm> codes[] = {{"General", number},
                                                        {"0.00", number},
                                                        {"#,##0", number},
                                                        {"@", number},
                                                        {"0.00E+00", number},
                                                        {"[Red]0", number},
                                                        {"[$€-413] #,##0.00", number},
                                                        {"\"dag\" 0", number},
                                                        {"0\\d", number},
                                                        {"_d0", number},
                                                        {"*m0", number},
                                                        {"[>100]0;[Yellow]0", number},
                                                        {"GENERAL", number},
                                                        {"", number},
                                                        {"0;yyyy", number},
                                                        {"dd-mm-yyyy", date},
                                                        {"[$-413]d mmmm yyyy;@", date},
                                                        {"mmm-yy", date},
                                                        {"mmm", date},
                                                        {"m", date},
                                                        {"yyyy\"m\"", date},
                                                        {"[$-F800]dddd, mmmm dd, yyyy", date},
                                                        {"D-M-J", date},
                                                        {"ge.m.d", date},
                                                        {"d/m/yy h:mm", moment},
                                                        {"yyyy-mm-dd\\Thh:mm:ss", moment},
                                                        {"[$-409]m/d/yy h:mm AM/PM;@", moment},
                                                        {"h:mm", time},
                                                        {"mm:ss.0", time},
                                                        {"h:mm AM/PM", time},
                                                        {"h \"uur\" mm", time},
                                                        {"[h]:mm:ss", duration},
                                                        {"[mm]:ss", duration},
                                                        {"[ss].00", duration},
                                                        {"\"open", number},
                                                        {"[h", number},
                                                        {"\\", number}};
    for (const auto& [code, form] : codes) {
        INFO(code);
        CHECK(form_of_code(code) == form);
    }
    for (const int id : {14, 15, 16, 17, 27, 36, 50, 58}) CHECK(form_of_id(id) == date);
    for (const int id : {18, 21, 32, 33, 45, 47}) CHECK(form_of_id(id) == time);
    for (const int id : {0, 1, 4, 9, 13, 23, 26, 37, 44, 48, 49, 59, 164, -1})
        CHECK(form_of_id(id) == number);
    CHECK(form_of_id(22) == moment);
    CHECK(form_of_id(46) == duration);
}

TEST_CASE("a style makes a number a date, in 1900 and 1904") {
    Xlsx book{.sheet =
                  "<row r=\"2\"><c r=\"B2\" s=\"1\"><v>44560</v></c>"
                  "<c r=\"C2\" s=\"2\"><v>44560</v></c><c r=\"D2\" s=\"9\"><v>1</v></c></row>"};
    book.styles =
        "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"dd\\-mm\\-yyyy\"/></numFmts>"
        "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
        "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs>";
    CHECK(seen(book) == "B2 date 2021-12-30|C2 date 2021-12-30|D2 number 1");
    book.settings = "<workbookPr date1904=\"1\"/>";
    CHECK(seen(book) == "B2 date 2025-12-31|C2 date 2025-12-31|D2 number 1");
}

TEST_CASE("rows and cells without a reference, gaps, hidden rows") {
    CHECK(seen(Xlsx{.sheet = "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row/>"
                             "<row><c><v>3</v></c></row>"}) ==
          "A1 number 1|C1 number 2|A3 number 3");
    CHECK(seen(Xlsx{.sheet =
                        "<row r=\"5\" hidden=\"1\"><c r=\"C5\"><v>1</v></c><c><v>2</v></c></row>"
                        "<row><c><v>3</v></c></row>"}) == "C5* number 1|D5* number 2|A6 number 3");
    CHECK(seen(Xlsx{.sheet = "<row><c r=\"B4\"><v>1</v></c></row>"}) == "B4 number 1");
    CHECK(seen(Xlsx{.sheet =
                        "<row r=\"1\"><c r=\"B1\"><v>2</v></c><c r=\"A1\"><v>1</v></c></row>"}) ==
          "A1 number 1|B1 number 2");
    CHECK(seen(Xlsx{.sheet = "<row r=\"1\"><c r=\"A1\" s=\"1\"/></row>"}).empty());
    CHECK(seen(Xlsx{}).empty());
    CHECK(seen(Xlsx{.sheet = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"}) ==
          "XFD1048576 number 1");
}

TEST_CASE("any encoding, prefix, strictness, target") {
    Xlsx book{.sheet = "<row><c><v>1</v></c></row>"};
    const std::string plain = "<worksheet xmlns=\"" + test::main_ns +
                              "\"><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>";
    std::string wide = "\xff\xfe";
    for (const char c : "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + plain) {
        wide += c;
        wide += '\0';
    }
    book.changed["xl/worksheets/sheet1.xml"] = wide;
    CHECK(seen(book) == "A1 number 1");
    book.changed["xl/worksheets/sheet1.xml"] = "\xef\xbb\xbf" + plain;
    CHECK(seen(book) == "A1 number 1");
    book.changed["xl/worksheets/sheet1.xml"] =
        "<!-- x --><x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\">"
        "<x:sheetData><x:row><x:c t=\"str\"><x:v><![CDATA[a<b]]></x:v></x:c></x:row><?pi?>"
        "<row><c><v>9</v></c></row></x:sheetData></x:worksheet>";
    CHECK(seen(book) == "A1 text a<b");
    book.changed = {
        {"xl/_rels/workbook.xml.rels",
         test::relations(test::relation("r1", "worksheet", "/xl/worksheets/sheet1.xml"))}};
    CHECK(seen(book) == "A1 number 1");
    const std::string strict = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    book.changed = {
        {"_rels/.rels", test::relations(test::relation("x", "officeDocument", "/a/B.xml", strict))},
        {"a/b.xml",
         "<w:workbook xmlns:w=\"http://purl.oclc.org/ooxml/spreadsheetml/main\" xmlns:q=\"" +
             strict + "\"><w:sheets><w:sheet name=\"S\" q:id=\"r1\"/></w:sheets></w:workbook>"},
        {"a/_rels/B.xml.rels",
         test::relations(test::relation("r1", "worksheet",
                                        "../xl/./worksheets/../worksheets/sheet1.xml", strict))}};
    CHECK(seen(book) == "A1 number 1");
    Xlsx backslashes{.sheet = "<row><c><v>1</v></c></row>"};
    backslashes.changed = {{"xl/worksheets/sheet1.xml", "absent"},
                           {"xl\\worksheets\\sheet1.xml", plain}};
    CHECK(seen(backslashes) == "A1 number 1");
}

TEST_CASE("sheets, hidden ones, charts, merged ranges, digest") {
    Xlsx book{
        .sheet = "<row r=\"3\"><c r=\"A3\"><v>1</v></c></row>",
        .after =
            "<mergeCells count=\"2\"><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"B5\"/></mergeCells>"};
    book.changed = {
        {"xl/workbook.xml",
         "<workbook xmlns=\"" + test::main_ns + "\" xmlns:r=\"" + test::rel_ns +
             "\"><sheets><sheet name=\"Één &amp; twee\" r:id=\"r1\"/>"
             "<sheet name=\"Grafiek\" r:id=\"r5\"/>"
             "<sheet name=\"Weg\" state=\"veryHidden\" r:id=\"r6\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         test::relations(test::relation("r1", "worksheet", "worksheets/sheet1.xml") +
                         test::relation("r5", "chartsheet", "c.xml") +
                         test::relation("r6", "worksheet", "worksheets/weg.xml") +
                         test::relation("r7", "vbaProject", "vbaProject.bin"))}};
    const PrivateFolder folder;
    const auto file = folder.path / "t.xlsm";
    test::write_zip(file, book.parts());
    Workbook read(file, "t.xlsm");
    CHECK(read.format() == BookFormat::xlsm);
    CHECK_FALSE(read.date1904());
    REQUIRE(read.sheets().size() == 2);
    CHECK(read.sheets()[0].name == "Één & twee");
    CHECK_FALSE(read.sheets()[0].hidden);
    CHECK(read.sheets()[1].hidden);
    const std::vector<MergedRange> merged = {{1, 1, 1, 3}, {5, 2, 5, 2}};
    CHECK(read.merged(0) == merged);
    auto reader = read.open(0);
    BookRow row;
    REQUIRE(reader.next(row));
    CHECK(row.number == 3);
    CHECK_FALSE(reader.next(row));
    CHECK_FALSE(reader.next(row));
    CHECK(reader.merged() == merged);
    CHECK(seen(file, 1) == "!book.missing_part");
    const std::string bytes = read_file(file, 1 << 20);
    CHECK(hex(read.sha256()) == sha256_hex(bytes));
    CHECK(read.bytes() == static_cast<long long>(bytes.size()));
}

TEST_CASE("what libxlsxwriter writes is read without expat, in both its ways") {
    const PrivateFolder folder;
    for (const bool constant : {false, true}) {
        const std::string file = folder.path / (constant ? "c.xlsx" : "s.xlsx");
        lxw_workbook_options options{};
        options.constant_memory = constant ? 1 : 0;
        lxw_workbook* const book = workbook_new_opt(file.c_str(), &options);
        lxw_worksheet* const sheet = workbook_add_worksheet(book, "Blad");
        lxw_format* const day = workbook_add_format(book);
        format_set_num_format(day, "dd-mm-yyyy");
        lxw_datetime date{2025, 12, 31, 0, 0, 0};
        worksheet_write_string(sheet, 0, 0, " coördinatie <&> ", nullptr);
        worksheet_write_number(sheet, 0, 1, 0.1, nullptr);
        worksheet_write_datetime(sheet, 1, 0, &date, day);
        worksheet_write_formula_num(sheet, 1, 1, "=1+1", nullptr, 2);
        worksheet_write_boolean(sheet, 1, 2, 1, nullptr);
        REQUIRE(workbook_close(book) == LXW_NO_ERROR);
        CHECK(seen(file) == "A1 text  coördinatie <&> |B1 number 0.1|A2 date 2025-12-31|"
                            "B2 number 2|C2 boolean TRUE");
        Archive archive(read_file(file, 1 << 20), "t");
        NoSink sink;
        XmlReader reader(archive, *archive.find("xl/worksheets/sheet1.xml"), sink);
        CHECK_FALSE(reader.run());
        CHECK(reader.scanned());
    }
}
