// SPDX-License-Identifier: EUPL-1.2
// The formats of a page: they have the same cells, the same bytes each time, and no text in them is
// anything but text.
#include <sodium.h>

#include <catch2/catch.hpp>

#include <cstdlib>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "book_support.hpp"
#include "intake/archive.hpp"
#include "report/cells.hpp"
#include "report/chart.hpp"
#include "report/formats.hpp"
#include "report/markup.hpp"
#include "report/svg.hpp"

using namespace schouw;

namespace {

namespace fs = std::filesystem;

Cell decimal(double value, CellKind kind = CellKind::decimal) {
    Cell cell;
    cell.kind = kind;
    cell.number = value;
    return cell;
}

// Every kind of line, cell and chart, each text of them from `say`.
template <class Say>
Report made(const Say& say) {
    Report report;
    report.edition = "own";
    report.title = say();
    report.organisation = say();
    report.as_of = "2026-01-31";
    report.recorded_at = "2026-02-01T10:11:12Z";
    report.run_hash = "abc";
    report.footer = say();
    report.page_words = "pagina {page} van {pages}";
    report.back = say();
    Sheet cover;
    cover.id = "cover";
    cover.title = say();
    cover.passage = true;
    for (const auto kind : {LineKind::title, LineKind::subtitle, LineKind::text, LineKind::bullet})
        cover.lines.push_back(line(kind, say()));
    cover.lines.push_back(fact(say(), date_cell("2026-01-31")));
    cover.lines.push_back(fact(say(), text_cell(say(), Tone::bad)));
    cover.lines.push_back(line(LineKind::heading, say()));
    cover.lines.push_back(link(say(), "list:a", text_cell(say(), Tone::good)));
    cover.lines.push_back(link(say(), "nowhere"));
    Sheet list;
    list.id = "list:a";
    list.title = say();
    list.passage = true;
    list.lines = {line(LineKind::title, say()), line(LineKind::heading, say())};
    list.table.columns = {{say(), 20, true}, {say(), 12, true}, {say(), 9, true},
                          {say(), 9, true},  {say(), 9, true},  {say(), 20, false}};
    for (int i = 0; i < 12; ++i)
        list.table.rows.push_back({text_cell(say(), i % 2 == 0 ? Tone::fair : Tone::none),
                                   date_cell(i == 0 ? "1850-02-03" : "2026-01-31"),
                                   i == 3 ? Cell{} : number_cell(1000 * i), decimal(i * 1.25 - 3),
                                   percent_cell(i, 12), text_cell(say())});
    list.table.rows[1][5] = answer_cell();
    list.table.links = {"cover"};
    list.table.total.assign(6, Cell{});
    list.table.total[0] = text_cell(say());
    list.table.total[2] = number_cell(63000);
    for (const auto kind : {ChartKind::line, ChartKind::bars, ChartKind::scatter})
        list.charts.push_back({kind,
                               say(),
                               say(),
                               kind == ChartKind::scatter ? std::size_t{2} : 0,
                               {{say(), 3, 0, 0, false}, {say(), 4, 2, 3, true}},
                               say(),
                               say(),
                               0,
                               0,
                               false});
    Sheet empty;
    empty.id = "empty";
    empty.title = say();
    empty.table.columns = {{say(), 10, true}};
    empty.table.empty = say();
    report.sheets = {cover, list, empty};
    report.left_out = {{say(), say()}};
    return report;
}

const std::vector<std::string> payloads = {"=HYPERLINK(\"http://a.example\")",
                                           "+1+1",
                                           "-1",
                                           "@SUM(A1)",
                                           "\t=1",
                                           "</table></style><script>alert(1)</script>",
                                           "<img src=x onerror=alert(1)>",
                                           "' onmouseover='alert(1)\" style=\"x",
                                           "&lt;b&gt; &amp; &#60;",
                                           "\x1b[31mred\x07",
                                           "\xe2\x80\xae"
                                           "evil\xff",
                                           "]]> <!-- --> <?x?>",
                                           "[a](javascript:alert(1)) | b `c` **d** ![e](http://f)",
                                           "# g\n- h\n| --- |",
                                           "  two  spaces \n end  ",
                                           "_x000D_ \xef\xbf\xbe",
                                           "{page} {pages} &P"};

Report hostile() {
    std::size_t next = 0;
    return made([&] { return payloads[next++ % payloads.size()]; });
}

Report harmless() {
    int next = 0;
    return made([&] { return "Woord " + std::to_string(++next); });
}

std::string written(const Report& report, const std::string& format) {
    const PrivateFolder folder;
    const fs::path path = folder.path / ("r." + format);
    format_for(format, path).write(report, format == "svg" ? folder.path / "svg" : path, nullptr);
    if (format != "svg") return read_file(path, 1 << 26);
    std::string all;
    for (const char* name : {"list-a-1.svg", "list-a-2.svg", "list-a-3.svg"})
        all += read_file(folder.path / "svg" / name, 1 << 26);
    return all;
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
    return found;
}

// "<p", "<svg" and so on, in order, of what a parser would take for tags.
std::string tags_of(const std::string& html) {
    std::string tags;
    for (auto at = html.find('<'); at != html.npos; at = html.find('<', at + 1))
        tags += html.substr(at, html.find_first_of(" >\n", at) - at);
    return tags;
}

}  // namespace

TEST_CASE("ODS has the cells of the Excel workbook") {
    for (const auto& report : {harmless(), hostile()}) {
        const PrivateFolder folder;
        format_for("xlsx", "").write(report, folder.path / "a.xlsx", nullptr);
        format_for("ods", "").write(report, folder.path / "a.ods", nullptr);
        Workbook xlsx(folder.path / "a.xlsx", "a");
        Workbook ods(folder.path / "a.ods", "b");
        REQUIRE(xlsx.sheets().size() == 3);
        REQUIRE(ods.sheets().size() == 3);
        for (std::size_t i = 0; i < 3; ++i) {
            CHECK(xlsx.sheets()[i].name == ods.sheets()[i].name);
            CHECK(xlsx.merged(i) == ods.merged(i));
            const std::string seen = test::seen(folder.path / "a.xlsx", i);
            CHECK(seen.find(" text ") != std::string::npos);
            CHECK(seen == test::seen(folder.path / "a.ods", i));
        }
        const std::string list = test::seen(folder.path / "a.ods", 1);
        CHECK(count(list, " date 2026-01-31") == 11);
        CHECK(count(list, " text 03-02-1850") == 1);
        CHECK(count(list, " number 63000") == 1);
    }
}

TEST_CASE("an ODS says what it is in its first bytes, and repeats its header") {
    const std::string bytes = written(harmless(), "ods");
    CHECK(bytes.substr(30, 54) == "mimetypeapplication/vnd.oasis.opendocument.spreadsheet");
    Archive archive(bytes, "t.ods");
    const std::string content = read_part(archive, "content.xml", 1 << 24);
    CHECK(count(content, "<table:table-header-rows>") == 1);
    CHECK(count(content, "xlink:href=\"#&#39;Woord") == 3);  // down, back, and in the table
    CHECK(count(content, "table:print-ranges=") == 1);
    CHECK(count(content, "<draw:object ") == 3);
    CHECK(count(content, "<svg:desc>Woord") == 3);
    for (const auto& name : archive.names()) CHECK(read_part(archive, name, 1 << 24).size() > 0);
}

TEST_CASE("text is no formula in a spreadsheet, and no element or attribute in a page") {
    Archive ods(written(hostile(), "ods"), "t.ods");
    Archive clean(written(harmless(), "ods"), "t.ods");
    CHECK(count(read_part(ods, "content.xml", 1 << 24), "table:formula") == 0);
    for (const char* part : {"meta.xml", "styles.xml", "settings.xml", "Object 1/content.xml"})
        CHECK(tags_of(read_part(ods, part, 1 << 24)) == tags_of(read_part(clean, part, 1 << 24)));
    Archive xlsx(written(hostile(), "xlsx"), "t.xlsx");
    CHECK(count(read_part(xlsx, "xl/worksheets/sheet2.xml", 1 << 24), "<f>") == 0);
    // References of a chart are to cells only.
    for (const char* part : {"xl/charts/chart1.xml", "xl/charts/chart3.xml"})
        CHECK(count(read_part(xlsx, part, 1 << 24), "HYPERLINK(\"") == 0);
    for (const char* format : {"html", "svg"})
        CHECK(tags_of(written(hostile(), format)).find("script><scr") == std::string::npos);
    const std::string page = written(hostile(), "html");
    CHECK(count(page, "<script") == 1);
    CHECK(count(page, "<style") == 1);
    CHECK(count(page, "<img") == 0);
    CHECK(count(page, " style=\"") == 0);
    CHECK(count(page, " onmouseover='") == 0);
    for (const char* format : {"html", "svg", "md"})
        for (const char c : written(hostile(), format)) {
            const bool control = c >= 0 && c < ' ' && c != '\n';
            CHECK_FALSE(control);
        }
}

TEST_CASE("the policy of a page allows its own style and script, and nothing else") {
    const std::string page = written(hostile(), "html");
    const auto inside = [&](const std::string& name) {
        const auto from = page.find("<" + name + ">") + name.size() + 2;
        return page.substr(from, page.find("</" + name + ">") - from);
    };
    for (const char* name : {"style", "script"}) {
        Sha256 hash;
        hash.add(inside(name));
        const Digest digest = hash.finish();
        char text[64];
        sodium_bin2base64(text, sizeof text, digest.data(), digest.size(),
                          sodium_base64_VARIANT_ORIGINAL);
        INFO(name);
        CHECK(count(page, std::string(name) + "-src 'sha256-" + text + "'") == 1);
    }
    CHECK(count(page, "default-src 'none'") == 1);
    for (const char* word : {"http-equiv=\"refresh\"", " src=\"", "url(", "@import", "fetch("})
        CHECK(count(page, word) == 0);
}

TEST_CASE("the same report gives the same bytes in every format, whatever the place") {
    for (const auto& format : formats()) {
        if (format.document) continue;  // those are written from what this report does not have
        const std::string here = written(harmless(), format.id);
        CHECK(here.size() > 500);
        const std::string zone = std::getenv("TZ") == nullptr ? "" : std::getenv("TZ");
        ::setenv("TZ", "Pacific/Kiritimati", 1);
        ::tzset();
        const fs::path folder = fs::current_path();
        fs::current_path("/");
        const std::string there = written(harmless(), format.id);
        fs::current_path(folder);
        zone.empty() ? ::unsetenv("TZ") : ::setenv("TZ", zone.c_str(), 1);
        ::tzset();
        INFO(format.id);
        CHECK(here == there);
    }
}

TEST_CASE("Markdown keeps no meaning of what a cell holds") {
    CHECK(markdown_text("1.530 open, 72% (AVG-register)") == "1.530 open, 72% (AVG-register)");
    CHECK(markdown_text("1. een") == "1\\. een");
    CHECK(markdown_text("- een | twee") == "\\- een \\| twee");
    CHECK(markdown_text("<b>&amp;") == "&lt;b&gt;&amp;amp;");
    CHECK(markdown_text("[a](http://b) `c` *d* _e_") ==
          "\\[a\\](http\\://b) \\`c\\` \\*d\\* \\_e\\_");
    CHECK(markdown_text("www.a.nl b@c.nl") == "www\\.a.nl b\\@c.nl");
    CHECK(markdown_text("a\n# b") == "a \\# b");
    const std::string passage = written(harmless(), "md");
    CHECK(count(passage, " ---: |") == 3);
    CHECK(count(passage, "abc") == 1);
    CHECK(count(passage, "| **63.000** |") == 1);
}

TEST_CASE("only the sheets of the passage are in it") {
    Report report = harmless();
    const std::string title = report.sheets[1].lines[0].value.text;
    CHECK(count(written(report, "md"), "## " + title + "\n") == 1);
    report.sheets[1].passage = false;
    CHECK(count(written(report, "md"), "## " + title + "\n") == 0);
}

TEST_CASE("a chart that has nothing to show is not drawn") {
    Report report = harmless();
    const Chart chart = report.sheets[1].charts[0];
    Table table = report.sheets[1].table;
    CHECK(drawable(chart, table));
    Chart beyond = chart;
    beyond.series[0].column = 99;
    CHECK_FALSE(drawable(beyond, table));
    table.rows.clear();
    CHECK_FALSE(drawable(chart, table));
    report.sheets[1].table.rows.clear();
    report.sheets[1].table.total.clear();
    for (const char* format : {"xlsx", "ods", "html", "md"}) CHECK(written(report, format).size());
    const PrivateFolder folder;
    try {
        format_for("svg", "").write(report, folder.path / "svg", nullptr);
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.exit == Exit::usage);
        CHECK(error.message.key == "report.no_charts");
    }
}

TEST_CASE("a single chart is a file, more are a folder") {
    const PrivateFolder folder;
    Report report = harmless();
    try {
        format_for("", "a.svg").write(report, folder.path / "a.svg", nullptr);
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.message.key == "report.charts_want_folder");
    }
    report.sheets[1].charts.resize(1);
    format_for("", "a.svg").write(report, folder.path / "a.svg", nullptr);
    CHECK(read_file(folder.path / "a.svg", 1 << 20).starts_with("<?xml"));
}

TEST_CASE("the axis of values is round and holds them all") {
    const Report report = harmless();
    const Sheet& sheet = report.sheets[1];
    const Axis axis = value_axis(sheet.charts[0], sheet.table);
    CHECK(axis.low <= -3);
    CHECK(axis.high >= 10.75);
    CHECK(axis.step == Approx(2));
    Chart bounded = sheet.charts[0];
    bounded.low = 0;
    bounded.high = 1;
    CHECK(value_axis(bounded, sheet.table).high == 1);
    CHECK(value_axis(bounded, sheet.table).step == Approx(0.2));
}
