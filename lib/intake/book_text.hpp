// SPDX-License-Identifier: EUPL-1.2
// Texts of workbooks: kept together in a few large pieces of memory, and freed of escapes.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace schouw {

void append_utf8(std::string& out, char32_t code);

// Adds the text with &amp;, &#233; and the like replaced; false when it meets what XML 1.0 does
// not have or a DTD would have to say (XML 1.0, 4.1 and 4.6).
bool decode_references(std::string_view raw, std::string& out);

// _x000D_ and the like become their character (ECMA-376 part 1, 22.4.2.4 ST_Xstring); _x0000_ and
// half a surrogate pair stay as written.
void unescape_xstring(std::string& text);

// Texts that stay where they are until clear() or the end.
class TextArena {
public:
    std::string_view add(std::string_view text);
    void clear();

private:
    static constexpr std::size_t first_piece = 1 << 20;
    static constexpr std::size_t later_piece = 8 << 20;
    std::vector<std::unique_ptr<char[]>> pieces_;
    char* at_ = nullptr;
    std::size_t room_ = 0;
    std::size_t first_ = 0;  // size of the first piece, which clear() keeps
};

}  // namespace schouw
