// SPDX-License-Identifier: EUPL-1.2
// Text: safe to show, comparable, measured, cut and filled in.
#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace schouw {

bool valid_utf8(std::string_view text);

// Text that cannot drive a terminal or forge a line: C0, C1, DEL, bidi controls and bytes that
// are no UTF-8 become visible as \x1b or \u202e. A newline is escaped too unless keep_newlines.
std::string visible(std::string_view text, bool keep_newlines = false);

// What two spellings of one header have in common: case, accents, spaces, hyphens, soft hyphens
// and punctuation are gone ("Datum PIA" and "datum-pia" are one).
std::string fold(std::string_view text);
// The same for values: case and outer space are gone, inner runs of space are one.
std::string fold_value(std::string_view text);

// Without the spaces of any kind, and the signs without width, at both ends.
std::string_view trim(std::string_view text);
std::vector<std::string> split(std::string_view text, char separator);
std::string join(std::span<const std::string> parts, std::string_view separator);

// Columns that the text takes on a terminal.
int width(std::string_view text);
// At most `columns` wide; what does not fit ends in "…".
std::string clip(std::string_view text, int columns);
std::string pad(std::string_view text, int columns);
// The lines of a text wrapped at spaces to at most `columns`.
std::vector<std::string> wrap(std::string_view text, int columns);

// Edits (insert, delete, replace, swap of neighbours) from one text to the other.
int edit_distance(std::string_view from, std::string_view to);
// The candidate nearest to the word, when it is near enough to be meant.
std::optional<std::string> did_you_mean(std::string_view word,
                                        std::span<const std::string> candidates);

// Fills {name}, and {name|one|many} (one when the value is "1"). An unknown name stays as it is.
using Lookup = std::function<std::optional<std::string>(std::string_view)>;
std::string fill(std::string_view text, const Lookup& lookup);
std::string fill(std::string_view text, const Args& args);
// The names between braces, in order of appearance.
std::vector<std::string> placeholders(std::string_view text);

}  // namespace schouw
