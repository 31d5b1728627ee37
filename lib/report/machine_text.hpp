// SPDX-License-Identifier: EUPL-1.2
// Values in; text that a program reads, and that does nothing where it is shown, out.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace schouw {

// JSON, with the characters that drive a terminal, turn the direction of a text or begin a tag
// (control, bidi, < > &) as \u escapes: whoever reads it gets them back unchanged. Bytes that are
// no UTF-8 become U+FFFD. `indent` -1: on one line.
std::string json_text(const nlohmann::ordered_json& value, int indent);

// For an element or an attribute of XML 1.0: as visible() shows it, and escaped.
std::string xml_text(std::string_view text);

// A path as the reference of a URI: relative stays relative.
std::string uri_of(std::string_view path);

// On one line, without spaces at the ends; `otherwise` when nothing is left. For formats that
// allow no empty text.
std::string one_line(std::string_view text, std::string_view otherwise);

// A word of letters, digits and . - _ that begins with a letter; other characters become a dot.
std::string token_of(std::string_view text);

// The string under the key; empty when it is absent, null or no string.
std::string text_at(const nlohmann::ordered_json& object, const char* key);

}  // namespace schouw
