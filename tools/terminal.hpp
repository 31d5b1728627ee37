// SPDX-License-Identifier: EUPL-1.2
// Text to a terminal: data on stdout, talk on stderr, nothing that can drive either.
#pragma once
#include <string>
#include <vector>

namespace schouw {

enum class Ink { plain, bold, good, doubtful, bad, faint };

// All output of the program passes here: control characters become visible.
void print(const std::string& text, Ink tone = Ink::plain);
void print_line(const std::string& text = "", Ink tone = Ink::plain);
void talk(const std::string& text);
// JSON as it is: it escapes control characters by itself.
void print_json(const std::string& json);
// The same, without the end of the line.
void print_json_part(const std::string& json);
// "auto", "always" or "never"; NO_COLOR counts for auto.
void set_color(const std::string& wish);
int terminal_width();
// The locale says that text is UTF-8 (LC_ALL, LC_CTYPE, LANG, in this order).
bool terminal_shows_utf8();

struct TextColumn {
    std::string title;
    bool right = false;
    bool shrinks = false;  // gives way when the terminal is narrow
};
// A table within the width of the terminal; to a pipe nothing is cut.
void print_table(const std::vector<TextColumn>& columns,
                 const std::vector<std::vector<std::string>>& rows);
// A paragraph wrapped to the terminal, with an indent.
void print_wrapped(const std::string& text, int indent = 0);

// Throws Error(io) when stdout could not take everything.
void flush_output();

}  // namespace schouw
