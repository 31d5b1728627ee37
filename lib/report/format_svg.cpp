// SPDX-License-Identifier: EUPL-1.2
#include "report/format_svg.hpp"

#include <system_error>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "report/chart.hpp"
#include "report/html_sheet.hpp"
#include "report/svg.hpp"

namespace schouw {

namespace fs = std::filesystem;

void write_svg(const Report& report, const fs::path& path, const ReadBack&) {
    const Catalogue words(report.language);
    std::vector<std::pair<std::string, std::string>> pictures;  // name, SVG
    for (const auto& [sheet_id, anchor] : html_anchors(report))
        for (const auto& sheet : report.sheets) {
            if (sheet.id != sheet_id) continue;
            int number = 0;
            for (const auto& chart : sheet.charts) {
                if (!drawable(chart, sheet.table)) continue;
                const std::string name = anchor.substr(2) + "-" + std::to_string(++number);
                pictures.emplace_back(name + ".svg",
                                      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" +
                                          svg_chart(chart, sheet.table, name, words));
            }
        }
    if (pictures.empty()) fail(Exit::usage, "report.no_charts", {{"edition", report.edition}});
    if (fold_value(path.extension().string()) == ".svg" && !fs::is_directory(path)) {
        if (pictures.size() > 1)
            fail(Exit::usage, "report.charts_want_folder",
                 {{"file", path.string()}, {"n", std::to_string(pictures.size())}});
        return write_file(path, pictures.front().second);
    }
    std::error_code error;
    const bool there = fs::is_directory(path);
    fs::create_directory(path, error);
    if (error)
        fail(Exit::io, "file.cannot_write", {{"why", error.message()}}, {path.string(), "", 0, 0});
    if (!there) fs::permissions(path, fs::perms::owner_all, error);
    for (const auto& [name, svg] : pictures) write_file(path / name, svg);
}

}  // namespace schouw
