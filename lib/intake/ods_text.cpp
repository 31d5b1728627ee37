// SPDX-License-Identifier: EUPL-1.2
#include "intake/ods_text.hpp"

#include <algorithm>
#include <charconv>

namespace schouw {
namespace {

constexpr std::size_t most_spaces = 65'536;

std::size_t spaces_of(std::string_view count) {
    std::size_t out = 1;
    std::from_chars(count.data(), count.data() + count.size(), out);
    return std::min(out, most_spaces);
}

bool inline_container(std::string_view name) {
    for (const std::string_view known : {"span", "a", "ruby", "ruby-base", "meta", "meta-field"})
        if (name == known) return true;
    return false;
}

bool field(std::string_view name) {
    for (const std::string_view known : {"date", "time", "sheet-name", "file-name", "title",
                                         "author-name", "page-number", "page-count"})
        if (name == known) return true;
    return false;
}

}  // namespace

void OdsText::clear() {
    text_.clear();
    depth_ = paragraph_ = skipping_ = 0;
    first_ = spaced_ = true;
}

void OdsText::start(const XmlTag& tag) {
    ++depth_;
    if (skipping_ != 0) return;
    const bool known = tag.ns == Ns::text && (paragraph_ == 0 ? start_block(tag) : start_run(tag));
    if (!known) skipping_ = depth_;
}

bool OdsText::start_block(const XmlTag& tag) {
    if (tag.name != "p" && tag.name != "h") return tag.name == "list" || tag.name == "list-item";
    if (!first_) text_ += '\n';
    first_ = false;
    spaced_ = true;
    paragraph_ = depth_;
    return true;
}

bool OdsText::start_run(const XmlTag& tag) {
    if (inline_container(tag.name) || field(tag.name)) return true;
    if (tag.name == "s")
        text_.append(spaces_of(tag.get("c", Ns::text)), ' ');
    else if (tag.name == "tab" || tag.name == "line-break")
        text_ += tag.name == "tab" ? '\t' : '\n';
    else
        return false;
    spaced_ = false;
    return true;
}

void OdsText::text(std::string_view piece) {
    if (paragraph_ == 0 || skipping_ != 0) return;
    for (const char c : piece) {
        const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!space || !spaced_) text_ += space ? ' ' : c;
        spaced_ = space;
    }
}

bool OdsText::end() {
    if (depth_ == 0) return true;
    if (skipping_ == depth_) skipping_ = 0;
    if (paragraph_ == depth_) paragraph_ = 0;
    --depth_;
    return false;
}

}  // namespace schouw
