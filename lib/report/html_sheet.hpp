// SPDX-License-Identifier: EUPL-1.2
// A sheet of the model in, a section of a web page out.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "base/catalogue.hpp"
#include "report/model.hpp"

namespace schouw {

struct HtmlPage {
    const Report* report = nullptr;
    const Catalogue* words = nullptr;
    std::map<std::string, std::string> anchors;  // id of a sheet → id of its section
};

// The ids of the sections: letters, digits and hyphens, none twice.
std::map<std::string, std::string> html_anchors(const Report& report);

// The widths of its columns, and what is not printed, as rules of the page's style sheet: its
// policy allows no style attributes.
std::string html_table_rules(const HtmlPage& page, const Sheet& sheet);

using Take = std::function<void(std::string_view)>;
void write_html_sheet(const HtmlPage& page, const Sheet& sheet, const Take& take);

}  // namespace schouw
