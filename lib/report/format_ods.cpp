// SPDX-License-Identifier: EUPL-1.2
#include "report/format_ods.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/zip_writer.hpp"
#include "report/markup.hpp"
#include "report/ods_chart.hpp"
#include "report/ods_sheet.hpp"
#include "report/ods_styles.hpp"

namespace schouw {
namespace {

constexpr const char* declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr const char* kind = "application/vnd.oasis.opendocument.spreadsheet";

// The tables stand in a file of their own until the styles that they use are known: those come
// first in the document.
class Waiting {
public:
    Waiting() : file_(std::fopen((folder_.path / "tables").c_str(), "w+b")) {
        if (!file_) cannot();
    }
    void take(std::string_view bytes) {
        if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) cannot();
    }
    void give(ZipWriter& zip) {
        std::array<char, 1 << 16> block;
        if (std::fseek(file_.get(), 0, SEEK_SET) != 0) cannot();
        while (const std::size_t size = std::fread(block.data(), 1, block.size(), file_.get()))
            zip.write({block.data(), size});
        if (std::ferror(file_.get()) != 0) cannot();
    }

private:
    [[noreturn]] static void cannot() {
        fail(Exit::io, "file.cannot_write", {{"why", std::strerror(errno)}});
    }
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    PrivateFolder folder_;
    std::unique_ptr<std::FILE, Close> file_;
};

std::string content_head(const OdsBook& book) {
    std::string out = declaration + ("<office:document-content" + ods_namespaces()) +
                      "><office:automatic-styles>" + ods_number_styles();
    for (std::size_t i = 0; i < book.widths.size(); ++i)
        out += ods_column_style(static_cast<int>(i), book.widths[i]);
    for (const auto& [height, new_page] : book.rows) out += ods_row_style(height, new_page);
    for (const auto& [name, page] :
         {std::pair{"ta-upright", "portrait"}, std::pair{"ta-lying", "landscape"}})
        out += fmt::format("<style:style style:name=\"{}\" style:family=\"table\" "
                           "style:master-page-name=\"{}\"><style:table-properties "
                           "table:display=\"true\"/></style:style>",
                           name, page);
    if (!book.charts.empty())
        out += "<style:style style:name=\"frame\" style:family=\"graphic\">"
               "<style:graphic-properties draw:stroke=\"none\" draw:fill=\"none\"/></style:style>";
    for (const auto& style : book.styles) out += ods_cell_style(style);
    return out + "</office:automatic-styles><office:body><office:spreadsheet>\n";
}

std::string content_end(const OdsBook& book) {
    std::string out;
    if (!book.filters.empty()) {
        out += "<table:database-ranges>";
        for (std::size_t i = 0; i < book.filters.size(); ++i)
            out += fmt::format("<table:database-range table:name=\"__Anonymous_Sheet_DB__{}\" "
                               "table:target-range-address=\"{}\" "
                               "table:display-filter-buttons=\"true\"/>",
                               i, book.filters[i]);
        out += "</table:database-ranges>";
    }
    return out + "</office:spreadsheet></office:body></office:document-content>";
}

std::string properties(const Report& report) {
    std::string out = fmt::format(
        "{}<office:document-meta{}><office:meta><meta:generator>schouw</meta:generator>"
        "<dc:title>{}</dc:title><dc:subject>{}</dc:subject><dc:creator>schouw</dc:creator>"
        "<meta:initial-creator>schouw</meta:initial-creator><meta:creation-date>{}"
        "</meta:creation-date><dc:date>{}</dc:date><dc:language>{}</dc:language>",
        declaration, ods_namespaces(), escaped(report.title), escaped(report.footer),
        escaped(report.recorded_at), escaped(report.recorded_at),
        report.language == Language::nl ? "nl-NL" : "en-GB");
    auto customs = identity_of(report);
    if (!report.organisation.empty())
        customs.insert(customs.begin(), {"Company", report.organisation});
    for (const auto& [name, value] : customs)
        out += fmt::format("<meta:user-defined meta:name=\"{}\">{}</meta:user-defined>", name,
                           escaped(value));
    return out + "</office:meta></office:document-meta>";
}

std::string settings(const OdsBook& book) {
    return fmt::format(
        "{}<office:document-settings{}><office:settings><config:config-item-set "
        "config:name=\"ooo:view-settings\"><config:config-item-map-indexed config:name=\"Views\">"
        "<config:config-item-map-entry><config:config-item config:name=\"ViewId\" "
        "config:type=\"string\">view1</config:config-item><config:config-item-map-named "
        "config:name=\"Tables\">{}</config:config-item-map-named><config:config-item "
        "config:name=\"ActiveTable\" config:type=\"string\">{}</config:config-item>"
        "<config:config-item config:name=\"ShowGrid\" config:type=\"boolean\">false"
        "</config:config-item></config:config-item-map-entry></config:config-item-map-indexed>"
        "</config:config-item-set></office:settings></office:document-settings>",
        declaration, ods_namespaces(), book.views, escaped(book.grid.parts.front().name));
}

std::string manifest(const OdsBook& book) {
    const auto entry = [](const std::string& path, const char* type) {
        return fmt::format("<manifest:file-entry manifest:full-path=\"{}\" "
                           "manifest:media-type=\"{}\"/>",
                           path, type);
    };
    std::string out = declaration;
    out +=
        "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\""
        " manifest:version=\"1.3\">" +
        fmt::format("<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" "
                    "manifest:media-type=\"{}\"/>",
                    kind);
    for (const char* part : {"content.xml", "styles.xml", "meta.xml", "settings.xml"})
        out += entry(part, "text/xml");
    for (std::size_t i = 1; i <= book.charts.size(); ++i) {
        const std::string folder = "Object " + std::to_string(i) + "/";
        out += entry(folder, "application/vnd.oasis.opendocument.chart") +
               entry(folder + "content.xml", "text/xml") + entry(folder + "styles.xml", "text/xml");
    }
    return out + "</manifest:manifest>";
}

void write_book(const Report& report, const std::filesystem::path& path) {
    OdsBook book;
    book.grid = plan_grid(report);
    Waiting tables;
    for (const auto& part : book.grid.parts)
        write_ods_sheet(book, part, [&](std::string_view bytes) { tables.take(bytes); });
    ZipWriter zip(path);
    zip.add("mimetype", kind, false);
    zip.start("content.xml");
    zip.write(content_head(book));
    tables.give(zip);
    zip.write(content_end(book));
    zip.add("styles.xml", ods_page_styles(report));
    zip.add("meta.xml", properties(report));
    zip.add("settings.xml", settings(book));
    for (std::size_t i = 0; i < book.charts.size(); ++i) {
        const std::string folder = "Object " + std::to_string(i + 1) + "/";
        zip.add(folder + "content.xml", ods_chart(book.charts[i]));
        zip.add(folder + "styles.xml", ods_chart_styles());
    }
    zip.add("META-INF/manifest.xml", manifest(book));
    zip.finish();
}

}  // namespace

void write_ods(const Report& report, const std::filesystem::path& path, const ReadBack&) {
    try {
        write_with(path, [&](const std::filesystem::path& part) { write_book(report, part); });
    } catch (Error& error) {
        if (error.message.place.file.empty()) error.message.place.file = path.string();
        throw;
    }
}

}  // namespace schouw
