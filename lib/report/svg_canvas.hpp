// SPDX-License-Identifier: EUPL-1.2
// Shapes in, elements of SVG out. A style is a class name that stands for colours, width and dash.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace schouw {

// Pixels that a text takes, set in so many.
double text_pixels(std::string_view text, double pixels, bool bold);
// At most so wide; what does not fit ends in "…".
std::string shortened(std::string_view text, double room);
std::vector<std::string> wrapped(std::string_view text, double room, double pixels, bool bold);

struct Canvas {
    std::string out;

    void line(double x1, double y1, double x2, double y2, std::string_view style);
    void rect(double x, double y, double width, double height, std::string_view style);
    void path(std::string_view path, std::string_view style);
    // A point of the series with this number: each has a shape of its own beside its colour.
    void mark(double x, double y, std::size_t series);
    // A text that stands free of what is drawn behind it.
    void label(double x, double y, std::string_view text, std::string_view anchor,
               bool bold = true);
    void text(double x, double y, std::string_view text, std::string_view anchor, double pixels,
              std::string_view style, bool bold = false);
};

}  // namespace schouw
