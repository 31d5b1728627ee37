// SPDX-License-Identifier: EUPL-1.2
// Any bytes as a part of a workbook, in an archive that is right: rows or an Error, and the same
// from the XML scanner as from expat alone.
#include <isa-l/crc.h>

#include <utility>
#include <vector>

#include "book_check.hpp"

using namespace schouw;

namespace {

using Parts = std::vector<std::pair<std::string, std::string>>;

void put(std::string& out, std::uint64_t value, int bytes) {
    for (; bytes > 0; --bytes, value >>= 8) out += static_cast<char>(value & 0xff);
}

// An archive of parts that are stored as they are (APPNOTE 4.3).
std::string zip(const Parts& parts) {
    std::string out;
    std::string directory;
    for (const auto& [name, text] : parts) {
        std::string fields;
        put(fields, 20, 2);  // version; no flags, method, time or date
        put(fields, 0, 8);
        put(fields,
            crc32_gzip_refl(0, reinterpret_cast<const unsigned char*>(text.data()), text.size()),
            4);
        put(fields, text.size(), 4);
        put(fields, text.size(), 4);
        put(fields, name.size(), 2);
        put(fields, 0, 2);
        directory += "PK\x01\x02";
        put(directory, 20, 2);
        directory += fields;
        put(directory, 0, 10);
        put(directory, out.size(), 4);
        directory += name;
        out += "PK\x03\x04" + fields + name + text;
    }
    const std::size_t at = out.size();
    out += directory + "PK\x05\x06";
    put(out, 0, 4);
    put(out, parts.size(), 2);
    put(out, parts.size(), 2);
    put(out, directory.size(), 4);
    put(out, at, 4);
    put(out, 0, 2);
    return out;
}

const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
const std::string ns = " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
const std::string relations =
    head + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";

std::string relation(const std::string& id, const std::string& type, const std::string& target) {
    return "<Relationship Id=\"" + id +
           "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + type +
           "\" Target=\"" + target + "\"/>";
}

Parts good_xlsx() {
    return {
        {"_rels/.rels",
         relations + relation("r", "officeDocument", "xl/workbook.xml") + "</Relationships>"},
        {"xl/workbook.xml",
         head + "<workbook" + ns +
             " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
             "<sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels", relations + relation("r1", "worksheet", "sheet1.xml") +
                                           relation("r2", "sharedStrings", "strings.xml") +
                                           relation("r3", "styles", "styles.xml") +
                                           "</Relationships>"},
        {"xl/sheet1.xml", head + "<worksheet" + ns +
                              "><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>"
                              "<c r=\"B1\" s=\"1\"><v>45000.5</v></c><c r=\"C1\" s=\"2\"><v>1</v>"
                              "</c></row></sheetData></worksheet>"},
        {"xl/strings.xml", head + "<sst" + ns + "><si><t>one</t></si><si><t>two</t></si></sst>"},
        {"xl/styles.xml", head + "<styleSheet" + ns +
                              "><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd-mm-yyyy\"/>"
                              "</numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/>"
                              "<xf numFmtId=\"164\"/></cellXfs></styleSheet>"},
    };
}

}  // namespace

// The first byte chooses the part that the others are.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    static const fuzz::MemoryFile file{"t.xlsx"};
    static const Parts usual = good_xlsx();
    const std::string part(fuzz::bytes_of(data + 1, size - 1));
    // Mostly the sheet: it is what has most to say.
    static constexpr std::size_t choice[] = {3, 3, 3, 4, 5, 1, 2, 0};
    Parts parts = usual;
    if (data[0] % 12 < 8)
        parts[choice[data[0] % 12]].second = part;
    else if (data[0] % 12 < 11)
        parts = {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                 {"content.xml", part}};
    else
        parts = {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                 {"META-INF/manifest.xml", part},
                 {"content.xml", ""}};
    file.set(zip(parts));
    const auto path = file.folder / "t.xlsx";
    fuzz::expect(fuzz::read_book(path, true) == fuzz::read_book(path, false));
    return 0;
}
