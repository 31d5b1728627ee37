// SPDX-License-Identifier: EUPL-1.2
// Text in, text that markup holds as text out.
#pragma once
#include <string>
#include <string_view>

namespace schouw {

// For HTML, XML and their attributes: & < > " ' escaped, what XML forbids made visible.
std::string escaped(std::string_view text);

// For a paragraph or a table cell of Markdown (CommonMark and GitHub's): no sign keeps a meaning,
// no HTML, no link by itself, and all of it on one line.
std::string markdown_text(std::string_view text);

}  // namespace schouw
