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

enum Group {
    header_group,
    link_group,
    cell_group,
    total_group,
    line_group,
    label_group,
    fact_group
};

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

lxw_format* XlsxStyles::kept(int group, int first, int second) {
    const auto found = formats_.find({group, {first, second}});
    return found == formats_.end() ? nullptr : found->second;
}

lxw_format* XlsxStyles::header(bool numbers) {
    if (auto* known = kept(header_group, numbers, 0)) return known;
    lxw_format* format = base(body_points);
    format_set_bold(format);
    format_set_pattern(format, LXW_PATTERN_SOLID);
    format_set_bg_color(format, navy);
    format_set_font_color(format, 0xFFFFFF);
    if (numbers) add_number(format, CellKind::number);
    return formats_[{header_group, {numbers, 0}}] = format;
}

lxw_format* XlsxStyles::table_link() {
    if (auto* known = kept(link_group, 0, 0)) return known;
    lxw_format* format = base(body_points);
    format_set_underline(format, LXW_UNDERLINE_SINGLE);
    format_set_font_color(format, link_blue);
    format_set_bottom(format, LXW_BORDER_THIN);
    format_set_bottom_color(format, rule);
    return formats_[{link_group, {0, 0}}] = format;
}

lxw_format* XlsxStyles::link(bool wrap) {
    if (auto* known = kept(link_group, 1, wrap)) return known;
    lxw_format* format = base(body_points, wrap);
    format_set_underline(format, LXW_UNDERLINE_SINGLE);
    format_set_font_color(format, link_blue);
    return formats_[{link_group, {1, wrap}}] = format;
}

lxw_format* XlsxStyles::cell(CellKind kind, Tone tone) {
    const int first = static_cast<int>(kind);
    const int second = static_cast<int>(tone);
    if (auto* known = kept(cell_group, first, second)) return known;
    lxw_format* format = base(body_points, kind == CellKind::text);
    format_set_bottom(format, LXW_BORDER_THIN);
    format_set_bottom_color(format, rule);
    add_number(format, kind);
    add_tone(format, tone);
    if (kind == CellKind::answer) {
        format_set_pattern(format, LXW_PATTERN_SOLID);
        format_set_bg_color(format, answer_paper);
        format_set_left(format, LXW_BORDER_THIN);  // one field beside the other
        format_set_left_color(format, rule);
        format_set_text_wrap(format);
    }
    return formats_[{cell_group, {first, second}}] = format;
}

lxw_format* XlsxStyles::total(CellKind kind) {
    const int first = static_cast<int>(kind);
    if (auto* known = kept(total_group, first, 0)) return known;
    lxw_format* format = base(body_points, false);
    format_set_bold(format);
    format_set_top(format, LXW_BORDER_MEDIUM);
    format_set_top_color(format, navy);
    add_number(format, kind);
    return formats_[{total_group, {first, 0}}] = format;
}

lxw_format* XlsxStyles::line(LineKind kind) {
    const int first = static_cast<int>(kind);
    if (auto* known = kept(line_group, first, 0)) return known;
    lxw_format* format = base(points_of(kind));
    if (bold(kind)) {
        format_set_bold(format);
        format_set_font_color(format, navy);
        format_set_align(format, LXW_ALIGN_VERTICAL_BOTTOM);  // nearer to what it heads
    }
    return formats_[{line_group, {first, 0}}] = format;
}

lxw_format* XlsxStyles::label() {
    if (auto* known = kept(label_group, 0, 0)) return known;
    lxw_format* format = base(body_points);
    format_set_bold(format);
    return formats_[{label_group, {0, 0}}] = format;
}

lxw_format* XlsxStyles::fact(CellKind kind, Tone tone, bool wide) {
    const int first = static_cast<int>(kind);
    const int second = 2 * static_cast<int>(tone) + (wide ? 1 : 0);
    if (auto* known = kept(fact_group, first, second)) return known;
    lxw_format* format = base(body_points);
    add_number(format, kind);
    format_set_align(format, LXW_ALIGN_LEFT);
    add_tone(format, tone, !wide);
    return formats_[{fact_group, {first, second}}] = format;
}

lxw_format* XlsxStyles::of(const GridStyle& style) {
    switch (style.look) {
        case Look::header: return header(style.flag);
        case Look::table_link: return table_link();
        case Look::link: return link(style.flag);
        case Look::cell: return cell(style.kind, style.tone);
        case Look::total: return total(style.kind);
        case Look::line: return line(style.line);
        case Look::label: return label();
        case Look::fact: break;
    }
    return fact(style.kind, style.tone, style.flag);
}

}  // namespace schouw
