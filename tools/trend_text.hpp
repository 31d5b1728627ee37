// SPDX-License-Identifier: EUPL-1.2
// A trend on a terminal and as JSON.
#pragma once
#include "command.hpp"
#include "findings/trend.hpp"

namespace schouw {

// blocks: sparklines may use signs outside ASCII. checklist: its id when the trend is of one.
void print_trend(const Trend& trend, const std::string& checklist, bool blocks,
                 const Catalogue& words);
Json trend_json(const Trend& trend, const Catalogue& words);

}  // namespace schouw
