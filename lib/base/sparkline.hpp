// SPDX-License-Identifier: EUPL-1.2
// Percentages in, a line of little bars out.
#pragma once
#include <string>
#include <vector>

namespace schouw {

struct Bar {
    int percent = -1;           // 0 to 100; negative: there is no figure, a gap
    bool break_before = false;  // not to be compared with the bar before it: a | between them
};

// One sign per bar, on a scale from 0 to 100 whatever the figures are. Blocks, or the digits 0 to 9
// (tenths, 9 for 90 and over) where only ASCII can be shown.
std::string sparkline(const std::vector<Bar>& bars, bool blocks);

}  // namespace schouw
