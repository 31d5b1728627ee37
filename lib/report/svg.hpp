// SPDX-License-Identifier: EUPL-1.2
// A chart and the table of its sheet in, a picture in SVG out: no style attributes, no script, no
// reference to anything outside. Its colours are attributes, which a style sheet may overrule by
// the classes svg_style() uses.
#pragma once
#include <string>
#include <string_view>

#include "base/catalogue.hpp"
#include "report/model.hpp"

namespace schouw {

// One element <svg>, with title and description for who does not see it. `id` makes its ids unique
// on a page: letters, digits and hyphens. The chart must be drawable().
std::string svg_chart(const Chart& chart, const Table& table, const std::string& id,
                      const Catalogue& words);

// Colours for a dark page, as rules of a style sheet.
std::string_view svg_dark_style();

}  // namespace schouw
