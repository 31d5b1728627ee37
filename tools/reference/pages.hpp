// SPDX-License-Identifier: EUPL-1.2
// Law and registers in, the reference pages of section 7 out, in the language of the catalogue.
#pragma once
#include <string>

#include "base/catalogue.hpp"
#include "checks/checklist.hpp"
#include "reference/mdoc.hpp"

namespace schouw {

// Every checklist: its parameters, its written checks, and the derived ones per register.
// `dated` is the ".Dd" line.
std::string checks_page(const Law& law, const Schemas& schemas, const std::string& dated,
                        const Catalogue& words);
// Every register with its columns.
std::string registers_page(const Law& law, const Schemas& schemas, const std::string& dated,
                           const Catalogue& words);

// What both pages have: the head up to the description, a label before a text, norms with their
// days, and the end.
Page begin_page(const std::string& name, const std::string& what, const std::string& dated,
                const Catalogue& words);
// With a full stop, when it does not end as a sentence does.
std::string sentence(const std::string& text);
void labelled(Page& page, const std::string& label, const std::string& text);
std::string norms_text(const std::vector<std::string>& ids, const Law& law, const Catalogue& words);
std::string end_page(Page page, const std::vector<std::string>& see_also, const Catalogue& words);

}  // namespace schouw
