// SPDX-License-Identifier: EUPL-1.2
// Checklist SQL before SQLite sees it: one balanced expression, none of the words that swallow
// NULL.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schouw {

struct Fault {
    std::string key;   // of the sentence
    std::string word;  // what was found
    std::size_t offset = 0;
};

struct Token {
    std::string text;  // lower case; "'" for a string
    std::size_t offset = 0;
};

// Names, keywords, strings and signs, without comments.
std::vector<Token> tokens(std::string_view sql);

// EXISTS, IN (SELECT …), IN table, a second statement, unbalanced brackets, "…" and `…`.
std::optional<Fault> fault_in(std::string_view sql);

// Words, signs and "'" for a string, in order, lower case; comments left out.
std::vector<std::string> tokens_in(std::string_view sql);

// The words (names, keywords) of an expression, strings and comments left out, lower case.
std::vector<std::string> words_in(std::string_view sql);

// A text as SQL writes it: 'it''s'.
std::string quoted_text(const std::string& text);

}  // namespace schouw
