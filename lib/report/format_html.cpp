// SPDX-License-Identifier: EUPL-1.2
#include "report/format_html.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "report/html_sheet.hpp"
#include "report/markup.hpp"
#include "report/svg.hpp"

namespace schouw {

namespace embedded {
extern const char* const page_style;
extern const char* const page_script;
}  // namespace embedded

namespace {

// As a policy names what may run: 'sha256-…'.
std::string source_hash(std::string_view text) {
    Sha256 hash;
    hash.add(text);
    const Digest digest = hash.finish();
    char out[64];
    sodium_bin2base64(out, sizeof out, digest.data(), digest.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    return "'sha256-" + std::string(out) + "'";
}

std::string style_of(const HtmlPage& page) {
    std::string style = embedded::page_style;
    constexpr std::string_view dark = "@@DARK@@";
    style.replace(style.find(dark), dark.size(), svg_dark_style());
    for (const auto& sheet : page.report->sheets) style += html_table_rules(page, sheet);
    return style;
}

std::string head_of(const HtmlPage& page) {
    const Report& report = *page.report;
    const std::string style = style_of(page);
    const std::string script = embedded::page_script;
    const auto say = [&](const char* key) {
        return escaped(page.words->say(std::string("report.page_html.") + key));
    };
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {}; "
        "script-src {}; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"generator\" "
        "content=\"schouw\">\n<title>{} – {}</title>\n<style>{}</style>\n</head>\n"
        "<body data-filter=\"{}\" data-count=\"{}\">\n<a class=\"skip\" href=\"#main\">{}</a>\n",
        report.language == Language::nl ? "nl" : "en", source_hash(style), source_hash(script),
        escaped(report.title), escaped(report.organisation), style, say("filter"), say("count"),
        say("skip"));
}

// Where what stands: beside the page on a wide screen, folded above it on a narrow one.
std::string contents_of(const HtmlPage& page) {
    std::string list = "<ul>\n";
    for (const auto& sheet : page.report->sheets)
        list += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", page.anchors.at(sheet.id),
                            escaped(sheet.title));
    list += "</ul>";
    const std::string contents = escaped(page.words->say("report.page_html.contents"));
    return fmt::format(
        "<nav class=\"menu\" aria-label=\"{0}\"><details><summary>{0}</summary>{1}</details></nav>"
        "\n<div class=\"page\">\n<nav class=\"side\" aria-label=\"{0}\"><div><b>{0}</b>{1}</div>"
        "</nav>\n<main id=\"main\">\n",
        contents, list);
}

}  // namespace

void write_html(const Report& report, const std::filesystem::path& path, const ReadBack&) {
    const Catalogue words(report.language);
    const HtmlPage page{&report, &words, html_anchors(report)};
    write_stream(path, [&](const std::function<void(std::string_view)>& write) {
        write(head_of(page));
        write(contents_of(page));
        for (const auto& sheet : report.sheets) write_html_sheet(page, sheet, write);
        write(fmt::format("<footer>{}</footer>\n</main>\n</div>\n<script>{}</script>\n</body>\n"
                          "</html>\n",
                          escaped(report.footer), embedded::page_script));
    });
}

}  // namespace schouw
