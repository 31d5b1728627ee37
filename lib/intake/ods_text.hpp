// SPDX-License-Identifier: EUPL-1.2
// The elements within an ODS cell in, its text out: paragraphs joined by newlines, spaces and tabs
// as meant, annotations left out (OpenDocument 1.3 part 3, 6.1.2 and 6.1.3).
#pragma once
#include <string>
#include <string_view>

#include "intake/xml.hpp"

namespace schouw {

class OdsText {
public:
    void clear();
    void start(const XmlTag& tag);
    void text(std::string_view piece);
    bool end();  // true when the cell itself ended
    const std::string& get() const { return text_; }
    std::size_t size() const { return text_.size(); }

private:
    bool start_block(const XmlTag& tag);  // outside a paragraph; false for what is skipped
    bool start_run(const XmlTag& tag);    // within one
    std::string text_;
    unsigned depth_ = 0;
    unsigned paragraph_ = 0;  // depth of the one that is open
    unsigned skipping_ = 0;
    bool first_ = true;   // no paragraph yet
    bool spaced_ = true;  // a space here would be collapsed
};

}  // namespace schouw
