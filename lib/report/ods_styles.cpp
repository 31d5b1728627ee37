// SPDX-License-Identifier: EUPL-1.2
#include "report/ods_styles.hpp"

#include <fmt/format.h>

#include "report/markup.hpp"
#include "report/palette.hpp"

namespace schouw {
namespace {

constexpr const char* odf = "urn:oasis:names:tc:opendocument:xmlns:";

std::string colour(std::uint32_t rgb) { return fmt::format("#{:06x}", rgb); }

bool counts(CellKind kind) {
    return kind == CellKind::number || kind == CellKind::decimal || kind == CellKind::percent;
}

const char* number_style(CellKind kind) {
    switch (kind) {
        case CellKind::number: return "n-whole";
        case CellKind::decimal: return "n-decimal";
        case CellKind::percent: return "n-percent";
        case CellKind::date: return "n-date";
        default: return nullptr;
    }
}

// The three parts of a style: of the cell, of its paragraph, of its letters.
struct Parts {
    std::string cell = " style:vertical-align=\"top\"";
    std::string paragraph = " fo:text-align=\"start\"";
    std::string text;
};

void add_tone(Parts& parts, Tone tone, bool with_paper) {
    if (tone == Tone::none) return;
    const Colours colours = colours_of(tone);
    if (with_paper) parts.cell += " fo:background-color=\"" + colour(colours.paper) + "\"";
    parts.text += " fo:color=\"" + colour(colours.ink) + "\" fo:font-weight=\"bold\"";
}

void add_number(Parts& parts, CellKind kind) {
    if (counts(kind)) parts.paragraph = " fo:text-align=\"end\" fo:margin-right=\"0.2cm\"";
}

void add_line(Parts& parts, LineKind kind) {
    if (points_of(kind) != body_points)
        parts.text += fmt::format(" fo:font-size=\"{:.0f}pt\"", points_of(kind));
    if (!bold(kind)) return;
    parts.cell = " style:vertical-align=\"bottom\"";  // nearer to what it heads
    parts.text += " fo:font-weight=\"bold\" fo:color=\"" + colour(navy) + "\"";
}

const std::string underlined =
    " style:text-underline-style=\"solid\" style:text-underline-width=\"auto\""
    " style:text-underline-color=\"font-color\" fo:color=\"" +
    colour(link_blue) + "\"";

Parts parts_of(const GridStyle& style) {
    Parts parts;
    const std::string below = " fo:border-bottom=\"0.5pt solid " + colour(rule) + "\"";
    switch (style.look) {
        case Look::header:
            parts.cell += " fo:background-color=\"" + colour(navy) + "\"";
            parts.text += " fo:color=\"#ffffff\" fo:font-weight=\"bold\"";
            if (style.flag) add_number(parts, CellKind::number);
            break;
        case Look::table_link:
            parts.cell += below;
            parts.text += underlined;
            break;
        case Look::link: parts.text += underlined; break;
        case Look::cell:
            parts.cell += below;
            add_number(parts, style.kind);
            add_tone(parts, style.tone, true);
            if (style.kind == CellKind::answer)
                parts.cell += " fo:background-color=\"" + colour(answer_paper) +
                              "\" fo:border-left=\"0.5pt solid " + colour(rule) + "\"";
            break;
        case Look::total:
            parts.cell += " fo:border-top=\"1.5pt solid " + colour(navy) + "\"";
            parts.text += " fo:font-weight=\"bold\"";
            add_number(parts, style.kind);
            break;
        case Look::line: add_line(parts, style.line); break;
        case Look::label: parts.text += " fo:font-weight=\"bold\""; break;
        case Look::fact: add_tone(parts, style.tone, !style.flag); break;
    }
    if (style.indent) parts.paragraph += " fo:margin-left=\"0.25cm\"";
    if (wraps(style)) parts.cell += " fo:wrap-option=\"wrap\"";
    return parts;
}

std::string page_layout(const std::string& name, bool landscape) {
    return fmt::format(
        "<style:page-layout style:name=\"{}\"><style:page-layout-properties "
        "fo:page-width=\"{}cm\" fo:page-height=\"{}cm\" style:print-orientation=\"{}\" "
        "fo:margin-top=\"1.27cm\" fo:margin-bottom=\"0.9cm\" fo:margin-left=\"1.02cm\" "
        "fo:margin-right=\"1.02cm\" style:scale-to-X=\"1\" style:scale-to-Y=\"0\" "
        "style:first-page-number=\"continue\" style:print=\"charts drawings objects zero-values\"/>"
        "<style:header-style/><style:footer-style><style:header-footer-properties "
        "fo:min-height=\"0.7cm\" fo:margin-top=\"0.25cm\" fo:margin-left=\"0cm\" "
        "fo:margin-right=\"0cm\"/></style:footer-style>"
        "</style:page-layout>",
        name, landscape ? "29.7" : "21.0", landscape ? "21.0" : "29.7",
        landscape ? "landscape" : "portrait");
}

// "page {page} of {pages}" with fields for both.
std::string page_fields(const std::string& words) {
    std::string out = escaped(words);
    for (const auto& [name, field] : {std::pair{"{page}", "<text:page-number>1</text:page-number>"},
                                      std::pair{"{pages}", "<text:page-count>1</text:page-count>"}})
        if (const auto found = out.find(name); found != out.npos)
            out.replace(found, std::string_view(name).size(), field);
    return out;
}

std::string master_page(const std::string& name, const std::string& layout, const Report& report) {
    return fmt::format(
        "<style:master-page style:name=\"{}\" style:page-layout-name=\"{}\">"
        "<style:header style:display=\"false\"/><style:footer><style:region-left>"
        "<text:p><text:span text:style-name=\"small\">{}</text:span></text:p></style:region-left><style:region-right>"
        "<text:p><text:span text:style-name=\"small\"><text:sheet-name>-</text:sheet-name> · {}"
        "</text:span></text:p>"
        "</style:region-right></style:footer></style:master-page>",
        name, layout, escaped(report.footer), page_fields(report.page_words));
}

}  // namespace

std::string ods_namespaces() {
    std::string out;
    for (const char* name : {"office", "table", "text", "style", "meta", "chart"})
        out += fmt::format(" xmlns:{0}=\"{1}{0}:1.0\"", name, odf);
    for (const auto& [prefix, name] :
         {std::pair{"number", "datastyle"}, {"draw", "drawing"}, {"config", "config"}})
        out += fmt::format(" xmlns:{}=\"{}{}:1.0\"", prefix, odf, name);
    for (const auto& [prefix, name] : {std::pair{"fo", "xsl-fo"}, {"svg", "svg"}})
        out += fmt::format(" xmlns:{}=\"{}{}-compatible:1.0\"", prefix, odf, name);
    return out + " xmlns:loext=\"urn:org:documentfoundation:names:experimental:office:"
                 "xmlns:loext:1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
                 " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.3\"";
}

std::string ods_style_name(const GridStyle& style) {
    return fmt::format("c{}-{}-{}-{}-{}{}", static_cast<int>(style.look),
                       static_cast<int>(style.kind), static_cast<int>(style.tone),
                       static_cast<int>(style.line), style.flag ? 1 : 0, style.indent ? "i" : "");
}

std::string ods_cell_style(const GridStyle& style) {
    const Parts parts = parts_of(style);
    const char* data = number_style(style.kind);
    return fmt::format("<style:style style:name=\"{}\" style:family=\"table-cell\" "
                       "style:parent-style-name=\"Default\"{}><style:table-cell-properties{}/>"
                       "<style:paragraph-properties{}/>{}</style:style>",
                       ods_style_name(style),
                       data == nullptr ? "" : fmt::format(" style:data-style-name=\"{}\"", data),
                       parts.cell, parts.paragraph,
                       parts.text.empty() ? ""
                                          : fmt::format("<style:text-properties{}/>", parts.text));
}

std::string ods_number_styles() {
    return "<number:number-style style:name=\"n-whole\"><number:number "
           "number:min-integer-digits=\"1\" number:decimal-places=\"0\" "
           "number:grouping=\"true\"/></number:number-style>"
           "<number:number-style style:name=\"n-decimal\"><number:number "
           "number:min-integer-digits=\"1\" number:decimal-places=\"2\" "
           "number:min-decimal-places=\"0\" number:grouping=\"true\"/></number:number-style>"
           "<number:percentage-style style:name=\"n-percent\"><number:number "
           "number:min-integer-digits=\"1\" number:decimal-places=\"0\"/><number:text>%"
           "</number:text></number:percentage-style>"
           "<number:date-style style:name=\"n-date\"><number:day number:style=\"long\"/>"
           "<number:text>-</number:text><number:month number:style=\"long\"/><number:text>-"
           "</number:text><number:year number:style=\"long\"/></number:date-style>";
}

std::string ods_column_style(int number, double digits) {
    return fmt::format("<style:style style:name=\"co{}\" style:family=\"table-column\">"
                       "<style:table-column-properties style:column-width=\"{:.2f}pt\"/>"
                       "</style:style>",
                       number, column_points(digits));
}

std::string ods_row_name(double points, bool new_page) {
    return fmt::format("ro{:.0f}{}", points, new_page ? "-page" : "");
}

std::string ods_row_style(double points, bool new_page) {
    return fmt::format("<style:style style:name=\"{}\" style:family=\"table-row\">"
                       "<style:table-row-properties style:row-height=\"{:.0f}pt\" "
                       "style:use-optimal-row-height=\"false\"{}/></style:style>",
                       ods_row_name(points, new_page), points,
                       new_page ? " fo:break-before=\"page\"" : "");
}

std::string ods_page_styles(const Report& report) {
    const bool dutch = report.language == Language::nl;
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-styles{0}>"
        "<office:font-face-decls><style:font-face style:name=\"{1}\" svg:font-family=\"{1}\" "
        "style:font-family-generic=\"swiss\"/></office:font-face-decls><office:styles>"
        "<style:default-style style:family=\"table-cell\"><style:text-properties "
        "style:font-name=\"{1}\" fo:font-size=\"{2:.0f}pt\" fo:language=\"{3}\" "
        "fo:country=\"{4}\"/></style:default-style>"
        "<style:style style:name=\"Default\" style:family=\"table-cell\"/>"
        "</office:styles>"
        "<office:automatic-styles><style:style style:name=\"small\" style:family=\"text\">"
        "<style:text-properties fo:font-size=\"8pt\"/></style:style>{5}{6}</office:automatic-styles><office:master-styles>{7}{8}"
        "</office:master-styles></office:document-styles>",
        ods_namespaces(), font, body_points, dutch ? "nl" : "en", dutch ? "NL" : "GB",
        page_layout("upright", false), page_layout("lying", true),
        master_page("portrait", "upright", report), master_page("landscape", "lying", report));
}

}  // namespace schouw
