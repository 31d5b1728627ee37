// SPDX-License-Identifier: EUPL-1.2
// OpenDocument spreadsheets: types, text, repetition, what is hidden.
#include <catch2/catch.hpp>

#include "book_support.hpp"

using namespace schouw;
using test::ods_parts;
using test::seen;

namespace {

std::string table(const std::string& rows) {
    return "<table:table table:name=\"S\"><table:table-column/>" + rows + "</table:table>";
}

std::string row(const std::string& cells, const std::string& attributes = "") {
    return "<table:table-row" + attributes + ">" + cells + "</table:table-row>";
}

std::string typed(const std::string& type, const std::string& value, const std::string& name) {
    return "<table:table-cell office:value-type=\"" + type + "\" office:" + name + "=\"" + value +
           "\"><text:p>shown</text:p></table:table-cell>";
}

std::string text(const std::string& inner, const std::string& attributes = "") {
    return "<table:table-cell office:value-type=\"string\"" + attributes + ">" + inner +
           "</table:table-cell>";
}

std::string read(const std::string& rows) {
    const auto parts = ods_parts(table(rows));
    std::string scanned = seen(parts);
    CHECK(scanned == seen(parts, 0, true, false));
    return scanned;
}

}  // namespace

TEST_CASE("ODS values by their type") {
    CHECK(read(row(typed("float", "1.50", "value") + typed("percentage", "0.25", "value") +
                   typed("currency", "1E3", "value"))) ==
          "A1 number 1.5|B1 number 0.25|C1 number 1000");
    CHECK(read(row(typed("date", "2025-12-31", "date-value") +
                   typed("date", "2025-12-31T12:30:00.5", "date-value") +
                   typed("time", "PT12H30M05S", "time-value") +
                   typed("time", "PT36H00M00S", "time-value"))) ==
          "A1 date 2025-12-31|B1 moment 2025-12-31T12:30:01|C1 time 12:30:05|D1 time 36:00:00");
    CHECK(read(row(typed("boolean", "true", "boolean-value") +
                   typed("boolean", "false", "boolean-value"))) ==
          "A1 boolean TRUE|B1 boolean FALSE");
    CHECK(read(row(text("<text:p>#N/A</text:p>", " calcext:value-type=\"error\""))) ==
          "A1 error #N/A");
    CHECK(read(row(text("<text:p>shown</text:p>", " office:string-value=\"meant\""))) ==
          "A1 text meant");
}

TEST_CASE("ODS text: paragraphs, spaces, tabs, annotations") {
    CHECK(read(row(text("<text:p>een</text:p><text:p/><text:p>drie</text:p>"))) ==
          "A1 text een\n\ndrie");
    CHECK(read(row(text("<text:p>a<text:s/><text:s text:c=\"2\"/>b<text:tab/>c<text:line-break/>d"
                        "</text:p>"))) == "A1 text a   b\tc\nd");
    CHECK(read(row(text(
              "<text:p>  a \n\t <text:span>vet</text:span> <text:a>link</text:a></text:p>"))) ==
          "A1 text a vet link");
    CHECK(read(row(text("<office:annotation><text:p>noot</text:p></office:annotation>"
                        "<text:p>waarde</text:p>"))) == "A1 text waarde");
    CHECK(read(row(text("<text:p>&lt;é&amp;&gt;</text:p>"))) == "A1 text <é&>");
}

TEST_CASE("ODS repetition is cut to what is filled") {
    const std::string x = "<text:p>x</text:p>";
    CHECK(read(row(text(x, " table:number-columns-repeated=\"3\"") +
                   "<table:table-cell table:number-columns-repeated=\"16381\"/>") +
               row("<table:table-cell/>", " table:number-rows-repeated=\"10\"") +
               row("<table:covered-table-cell/>" + text(x), " table:number-rows-repeated=\"2\"") +
               row("<table:table-cell/>", " table:number-rows-repeated=\"1048563\"")) ==
          "A1 text x|B1 text x|C1 text x|B12 text x|B13 text x");
    CHECK(read("<table:table-header-rows>" + row(text(x)) +
               "</table:table-header-rows><table:table-row-group>" + row(text(x)) +
               "</table:table-row-group>" + row(text(x))) == "A1 text x|A2 text x|A3 text x");
    CHECK(read(row(text(x), " table:visibility=\"collapse\"") +
               row(text(x), " table:visibility=\"filter\"") + row(text(x))) ==
          "A1* text x|A2* text x|A3 text x");
    CHECK(read(row(text(x, " table:number-columns-repeated=\"16385\""))) == "!book.beyond");
    CHECK(read(row(text(x), " table:number-rows-repeated=\"1048577\"")) == "!book.beyond");
    CHECK(read(row(text(x, " table:number-columns-repeated=\"16384\""),
                   " table:number-rows-repeated=\"1048576\"")) == "!book.too_many_cells");
    std::string spaces;
    for (int i = 0; i < 300; ++i) spaces += "<text:s text:c=\"999999\"/>";
    CHECK(read(row(text("<text:p>" + spaces + "</text:p>"))) == "!book.long_text");
    CHECK(read(row(text(x), " table:number-rows-repeated=\"0\"")) == "!book.bad_repeat");
}

TEST_CASE("ODS sheets, hidden ones, merged ranges") {
    const PrivateFolder folder;
    const auto file = folder.path / "t.ods";
    const std::string style = "<style:style style:name=\"ta2\" style:family=\"table\">"
                              "<style:table-properties table:display=\"false\"/></style:style>";
    test::write_zip(
        file,
        ods_parts("<table:table table:name=\"Een\">" +
                      row(text("<text:p>1</text:p>", " table:number-columns-spanned=\"2\" "
                                                     "table:number-rows-spanned=\"3\"")) +
                      "</table:table><table:table table:name=\"Twee\" table:style-name=\"ta2\">" +
                      row(text("<text:p>2</text:p>")) + "</table:table>",
                  style));
    Workbook book(file, "t.ods");
    CHECK(book.format() == BookFormat::ods);
    REQUIRE(book.sheets().size() == 2);
    CHECK(book.sheets()[0].name == "Een");
    CHECK_FALSE(book.sheets()[0].hidden);
    CHECK(book.sheets()[1].hidden);
    CHECK(book.merged(0) == std::vector<MergedRange>{{1, 1, 3, 2}});
    CHECK(book.merged(1).empty());
    CHECK(seen(file, 0) == "A1 text 1");
    CHECK(seen(file, 1) == "A1 text 2");
}

TEST_CASE("an ODS without sheets, without content, or locked is refused") {
    CHECK(seen(ods_parts("")) == "!book.no_sheets");
    CHECK(seen(test::Parts{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}}) ==
          "!book.missing_part");
    auto text_document = ods_parts("");
    text_document[1].second = "<html/>";
    CHECK(seen(text_document) == "!book.not_a_workbook");
    auto locked = ods_parts(table(""));
    locked.emplace_back(
        "META-INF/manifest.xml",
        "<m:manifest xmlns:m=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">"
        "<m:file-entry><m:encryption-data/></m:file-entry></m:manifest>");
    CHECK(seen(locked) == "!book.encrypted");
}
