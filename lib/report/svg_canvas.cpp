// SPDX-License-Identifier: EUPL-1.2
#include "report/svg_canvas.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "report/markup.hpp"
#include "report/palette.hpp"
#include "report/svg.hpp"
#include "report/xlsx_text.hpp"

namespace schouw {
namespace {

// Attributes for who has no style sheet.
std::string attributes(std::string_view style) {
    const auto series = [&] {
        return fmt::format("#{:06x}", chart_inks[static_cast<std::size_t>(style[1] - '0') % 5]);
    };
    if (style == "paper") return "fill=\"#ffffff\"";
    if (style == "ink") return "fill=\"#1a1a1a\"";
    if (style == "grid") return "stroke=\"#d0d0d0\" stroke-width=\"1\" fill=\"none\"";
    if (style == "limit")
        return fmt::format(
            "stroke=\"#{:06x}\" stroke-width=\"2\" stroke-dasharray=\"7 4\" fill=\"none\"",
            chart_limit);
    if (style.front() == 'l')
        return fmt::format("stroke=\"{}\" stroke-width=\"2.5\" fill=\"none\"", series());
    return fmt::format("fill=\"{}\"", series());
}

std::string styled(std::string_view style) {
    return fmt::format("class=\"g-{}\" {}", style, attributes(style));
}

}  // namespace

double text_pixels(std::string_view text, double pixels, bool bold) {
    return line_pixels(text, pixels * 72 / 96, bold);
}

std::string shortened(std::string_view text, double room) {
    constexpr double pixels = 12;
    std::string whole = visible(text);
    if (text_pixels(whole, pixels, false) <= room) return whole;
    for (int columns = width(whole) - 1; columns > 1; --columns) {
        const std::string part = clip(whole, columns);
        if (text_pixels(part, pixels, false) <= room) return part;
    }
    return "…";
}

std::vector<std::string> wrapped(std::string_view text, double room, double pixels, bool bold) {
    std::vector<std::string> lines;
    for (const auto& word : split(visible(text), ' ')) {
        if (!lines.empty() && text_pixels(lines.back() + " " + word, pixels, bold) <= room)
            lines.back() += " " + word;
        else
            lines.push_back(word);
    }
    return lines;
}

void Canvas::line(double x1, double y1, double x2, double y2, std::string_view style) {
    out += fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" {}/>\n", x1,
                       y1, x2, y2, styled(style));
}

void Canvas::rect(double x, double y, double width, double height, std::string_view style) {
    out += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" {}/>\n",
                       x, y, width, height, styled(style));
}

void Canvas::path(std::string_view path, std::string_view style) {
    if (!path.empty()) out += fmt::format("<path d=\"{}\" {}/>\n", path, styled(style));
}

void Canvas::mark(double x, double y, std::size_t series) {
    const std::string style = styled(fmt::format("s{}", series % 5));
    switch (series % 5) {
        case 0:
            out += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"5\" {}/>\n", x, y, style);
            break;
        case 1:
            out += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"9\" height=\"9\" {}/>\n",
                               x - 4.5, y - 4.5, style);
            break;
        case 2:
            out += fmt::format("<path d=\"M{:.1f} {:.1f}l6 10h-12z\" {}/>\n", x, y - 6, style);
            break;
        case 3:
            out +=
                fmt::format("<path d=\"M{:.1f} {:.1f}l6 6l-6 6l-6 -6z\" {}/>\n", x, y - 6, style);
            break;
        default:
            out += fmt::format("<path d=\"M{:.1f} {:.1f}l-6 -10h12z\" {}/>\n", x, y + 6, style);
    }
}

void Canvas::label(double x, double y, std::string_view text, std::string_view anchor, bool bold) {
    constexpr double pixels = 12;
    const double size = text_pixels(text, pixels, bold);
    const double left = anchor == "start" ? x : anchor == "end" ? x - size : x - size / 2;
    rect(left - 1, y - 10, size + 2, 12, "paper");
    this->text(x, y, text, anchor, pixels, "ink", bold);
}

void Canvas::text(double x, double y, std::string_view text, std::string_view anchor, double pixels,
                  std::string_view style, bool bold) {
    out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"{}\" text-anchor=\"{}\"{} {}>"
                       "{}</text>\n",
                       x, y, pixels, anchor, bold ? " font-weight=\"bold\"" : "", styled(style),
                       escaped(text));
}

std::string_view svg_dark_style() {
    return ".g-paper{fill:#16191d}.g-ink{fill:#e8e8e8}.g-grid{stroke:#454c54}"
           ".g-limit{stroke:#ff8f85}.g-l0{stroke:#8fbcff}.g-l1{stroke:#ffb366}"
           ".g-l2{stroke:#7fd69c}.g-l3{stroke:#d9a6ee}.g-l4{stroke:#c4c4c4}"
           ".g-s0{fill:#8fbcff}.g-s1{fill:#ffb366}.g-s2{fill:#7fd69c}.g-s3{fill:#d9a6ee}"
           ".g-s4{fill:#c4c4c4}";
}

}  // namespace schouw
