// SPDX-License-Identifier: EUPL-1.2
#include "reference/pages.hpp"

#include "base/text.hpp"

namespace schouw {

Page begin_page(const std::string& name, const std::string& what, const std::string& dated,
                const Catalogue& words) {
    Page page;
    page.raw(".\\\" SPDX-License-Identifier: EUPL-1.2");
    page.raw(".\\\" Made by schouw-reference from the checklists and registers; do not edit.");
    page.raw(dated);
    std::string title;
    for (const char c : name) title += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    page.raw(".Dt " + title + " 7");
    page.raw(".Os");
    page.raw(".hlm 0");  // no hyphenation: names stay whole, and Dutch has other rules
    page.raw(".Sh NAME");
    page.raw(".Nm " + name);
    page.raw(".Nd " + mdoc_escaped(what));
    page.raw(".Sh " + mdoc_escaped(words.say("reference.description")));
    return page;
}

void labelled(Page& page, const std::string& label, const std::string& text) {
    if (text.empty()) return;
    page.macro(".Em", {label});
    page.text(text);
}

std::string sentence(const std::string& text) {
    const bool ends =
        text.empty() || std::string_view(".?!").find(text.back()) != std::string_view::npos;
    return ends ? text : text + ".";
}

std::string norms_text(const std::vector<std::string>& ids, const Law& law,
                       const Catalogue& words) {
    std::vector<std::string> parts;
    for (const auto& id : ids) {
        const auto norm = law.norms.find(id);
        if (norm == law.norms.end()) {
            parts.push_back(id);
            continue;
        }
        const std::string& to = norm->second.valid_to;
        parts.push_back(words.say(to.empty() ? "reference.norm_from" : "reference.norm_from_to",
                                  {{"title", norm->second.title.in(words.language())},
                                   {"id", id},
                                   {"from", words.date(norm->second.valid_from)},
                                   {"to", words.date(to)}}));
    }
    return sentence(join(parts, "; "));
}

std::string end_page(Page page, const std::vector<std::string>& see_also, const Catalogue& words) {
    page.raw(".Sh " + mdoc_escaped(words.say("reference.see_also")));
    for (std::size_t i = 0; i < see_also.size(); ++i)
        page.raw(".Xr " + see_also[i] + (i + 1 < see_also.size() ? " ," : ""));
    return std::move(page.source);
}

}  // namespace schouw
