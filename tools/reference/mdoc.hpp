// SPDX-License-Identifier: EUPL-1.2
// Text of any kind in, source of a manual page in mdoc(7) out: no text can act as a request.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace schouw {

// Without meaning to mdoc within a line: backslashes, hyphens and quotes are spelt out, and runs of
// space, line ends included, are one blank.
std::string mdoc_escaped(std::string_view text);

// A page as it grows.
struct Page {
    std::string source;
    // A request: ".Sh" with its arguments, each of which is a text of any kind.
    void macro(std::string_view name, const std::vector<std::string>& arguments = {});
    // A request as it is written in mdoc.
    void raw(std::string_view line);
    // Running text: a line for each sentence, as mdoc wants it.
    void text(std::string_view text);
    // ".Pp" and the text; nothing when it is empty.
    void paragraph(std::string_view text);
};

}  // namespace schouw
