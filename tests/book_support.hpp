// SPDX-License-Identifier: EUPL-1.2
// Workbooks written part by part, good ones and bad ones, and what schouw reads from them.
#pragma once
#include <zip.h>

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/file.hpp"
#include "intake/workbook.hpp"
#include "support.hpp"

namespace schouw::test {

using Parts = std::vector<std::pair<std::string, std::string>>;

inline const std::string main_ns = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
inline const std::string rel_ns =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

inline void write_zip(const std::filesystem::path& file, const Parts& parts, bool deflate = true) {
    int error = 0;
    zip_t* const zip = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (zip == nullptr) throw std::runtime_error("zip_open");
    for (const auto& [name, text] : parts) {
        zip_source_t* const source = zip_source_buffer(zip, text.data(), text.size(), 0);
        const auto index = zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8);
        if (index < 0) throw std::runtime_error("zip_file_add " + name);
        zip_set_file_compression(zip, static_cast<zip_uint64_t>(index),
                                 deflate ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0);
    }
    if (zip_close(zip) != 0) throw std::runtime_error("zip_close");
}

inline std::string relation(const std::string& id, const std::string& type,
                            const std::string& target, const std::string& ns = rel_ns) {
    return "<Relationship Id=\"" + id + "\" Type=\"" + ns + "/" + type + "\" Target=\"" + target +
           "\"/>";
}

inline std::string relations(const std::string& inner) {
    return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
           inner + "</Relationships>";
}

// A workbook with one sheet; what a test does not set is the usual.
struct Xlsx {
    std::string sheet = {};                           // what stands in <sheetData>
    std::string after = {};                           // what stands behind it
    std::string strings = {};                         // what stands in <sst>
    std::string styles = {};                          // what stands in <styleSheet>
    std::string settings = {};                        // what stands before <sheets>
    std::map<std::string, std::string> changed = {};  // parts that are other than usual
    bool deflate = true;

    Parts parts() const {
        const std::string ns = " xmlns=\"" + main_ns + "\"";
        std::map<std::string, std::string> all = {
            {"_rels/.rels", relations(relation("r", "officeDocument", "xl/workbook.xml"))},
            {"xl/workbook.xml", "<workbook" + ns + " xmlns:r=\"" + rel_ns + "\">" + settings +
                                    "<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/>"
                                    "</sheets></workbook>"},
            {"xl/_rels/workbook.xml.rels",
             relations(relation("r1", "worksheet", "worksheets/sheet1.xml") +
                       relation("r2", "sharedStrings", "sharedStrings.xml") +
                       relation("r3", "styles", "styles.xml"))},
            {"xl/worksheets/sheet1.xml",
             "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<worksheet" + ns + "><sheetData>" +
                 sheet + "</sheetData>" + after + "</worksheet>"},
            {"xl/sharedStrings.xml", "<sst" + ns + ">" + strings + "</sst>"},
            {"xl/styles.xml", "<styleSheet" + ns + ">" + styles + "</styleSheet>"}};
        for (const auto& [name, text] : changed) all[name] = text;
        Parts out;
        for (const auto& [name, text] : all)
            if (text != "absent") out.emplace_back(name, text);
        return out;
    }
};

inline Parts ods_parts(const std::string& tables, const std::string& styles = "") {
    const std::string urn = "urn:oasis:names:tc:opendocument:xmlns:";
    std::string root = "<office:document-content";
    for (const char* name : {"office", "table", "text", "style"})
        root += " xmlns:" + std::string(name) + "=\"" + urn + name + ":1.0\"";
    root +=
        " xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\"";
    return {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
            {"content.xml", root + "><office:automatic-styles>" + styles +
                                "</office:automatic-styles><office:body><office:spreadsheet>" +
                                tables +
                                "</office:spreadsheet></office:body></office:document-content>"}};
}

inline std::string letters(std::size_t column) {
    std::string out;
    for (; column > 0; column = (column - 1) / 26)
        out.insert(out.begin(), static_cast<char>('A' + (column - 1) % 26));
    return out;
}

// "A1 text ok|B1 number 1|A2* date 2025-12-31": * is a hidden row. An error ends it: "!book.xml".
inline std::string seen(const std::filesystem::path& file, std::size_t sheet = 0,
                        bool scan = true) {
    static constexpr const char* kinds[] = {"blank",  "text", "number",  "date",
                                            "moment", "time", "boolean", "error"};
    std::string out;
    try {
        Workbook book(file, "t", scan);
        auto reader = book.open(sheet);
        BookRow row;
        while (reader.next(row))
            for (std::size_t i = 0; i < row.cells.size(); ++i) {
                const BookCell& cell = row.cells[i];
                if (cell.kind == RawKind::blank) continue;
                out += (out.empty() ? "" : "|") + letters(i + 1) + std::to_string(row.number) +
                       (row.hidden ? "* " : " ") + kinds[static_cast<std::size_t>(cell.kind)] +
                       " " + std::string(cell.text);
            }
    } catch (const Error& error) {
        out += "!" + error.message.key;
    }
    return out;
}

inline std::string seen(const Parts& parts, std::size_t sheet = 0, bool deflate = true,
                        bool scan = true) {
    const PrivateFolder folder;
    write_zip(folder.path / "t.xlsx", parts, deflate);
    return seen(folder.path / "t.xlsx", sheet, scan);
}

inline std::string seen(const Xlsx& book) { return seen(book.parts(), 0, book.deflate); }

}  // namespace schouw::test
