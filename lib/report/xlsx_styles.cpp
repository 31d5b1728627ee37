// SPDX-License-Identifier: EUPL-1.2
#include "report/xlsx_styles.hpp"

#include "base/error.hpp"
#include "report/palette.hpp"

namespace schouw {
namespace {

void add_tone(lxw_format* format, Tone tone, bool with_paper = true) {
    if (tone == Tone::none) return;
    if (with_paper) {
        format_set_pattern(format, LXW_PATTERN_SOLID);
        format_set_bg_color(format, colours_of(tone).paper);
    }
    format_set_font_color(format, colours_of(tone).ink);
    format_set_bold(format);
}

void add_number(lxw_format* format, CellKind kind) {
    switch (kind) {
        case CellKind::number: format_set_num_format(format, "#,##0"); break;
        case CellKind::decimal: format_set_num_format(format, "#,##0.##"); break;
        case CellKind::percent: format_set_num_format(format, "0%"); break;
        case CellKind::date: format_set_num_format(format, "dd-mm-yyyy"); break;
        default: return;
    }
    format_set_align(format, kind == CellKind::date ? LXW_ALIGN_LEFT : LXW_ALIGN_RIGHT);
    if (kind != CellKind::date) format_set_indent(format, 1);
}

void add_rule(lxw_format* format) {
    format_set_bottom(format, LXW_BORDER_THIN);
    format_set_bottom_color(format, rule);
}

void add_link(lxw_format* format) {
    format_set_underline(format, LXW_UNDERLINE_SINGLE);
    format_set_font_color(format, link_blue);
}

void add_header(lxw_format* format, bool numbers) {
    format_set_bold(format);
    format_set_pattern(format, LXW_PATTERN_SOLID);
    format_set_bg_color(format, navy);
    format_set_font_color(format, 0xFFFFFF);
    if (numbers) add_number(format, CellKind::number);
}

void add_cell(lxw_format* format, CellKind kind, Tone tone) {
    add_rule(format);
    add_number(format, kind);
    add_tone(format, tone);
    if (kind != CellKind::answer) return;
    format_set_pattern(format, LXW_PATTERN_SOLID);
    format_set_bg_color(format, answer_paper);
    format_set_left(format, LXW_BORDER_THIN);  // one field beside the other
    format_set_left_color(format, rule);
}

void add_total(lxw_format* format, CellKind kind) {
    format_set_bold(format);
    format_set_top(format, LXW_BORDER_MEDIUM);
    format_set_top_color(format, navy);
    add_number(format, kind);
}

void add_line(lxw_format* format, LineKind kind) {
    if (!bold(kind)) return;
    format_set_bold(format);
    format_set_font_color(format, navy);
    format_set_align(format, LXW_ALIGN_VERTICAL_BOTTOM);  // nearer to what it heads
}

}  // namespace

XlsxStyles::XlsxStyles(lxw_workbook* book) : book_(book) {
    lxw_format* normal = STAILQ_FIRST(book->formats);  // the library makes it first; it has no name
    if (normal == nullptr) return;
    format_set_font_name(normal, font);
    format_set_font_size(normal, body_points);
}

lxw_format* XlsxStyles::base(double points, bool wrap) {
    lxw_format* format = workbook_add_format(book_);
    if (format == nullptr)
        fail(Exit::io, "file.cannot_write",
             {{"why", lxw_strerror(LXW_ERROR_MEMORY_MALLOC_FAILED)}});
    format_set_font_name(format, font);
    format_set_font_size(format, points);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (wrap) format_set_text_wrap(format);
    return format;
}

lxw_format* XlsxStyles::made(const GridStyle& style) {
    lxw_format* format =
        base(style.look == Look::line ? points_of(style.line) : body_points, wraps(style));
    switch (style.look) {
        case Look::header: add_header(format, style.flag); break;
        case Look::table_link:
            add_rule(format);
            add_link(format);
            break;
        case Look::link: add_link(format); break;
        case Look::cell: add_cell(format, style.kind, style.tone); break;
        case Look::total: add_total(format, style.kind); break;
        case Look::line: add_line(format, style.line); break;
        case Look::label: format_set_bold(format); break;
        case Look::fact:
            add_number(format, style.kind);
            format_set_align(format, LXW_ALIGN_LEFT);
            add_tone(format, style.tone, !style.flag);
            break;
    }
    if (style.indent) format_set_indent(format, 1);
    return format;
}

lxw_format* XlsxStyles::of(const GridStyle& style) {
    lxw_format*& format = formats_[style];
    if (format == nullptr) format = made(style);
    return format;
}

}  // namespace schouw
