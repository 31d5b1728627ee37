// SPDX-License-Identifier: EUPL-1.2
#include "base/sparkline.hpp"

#include <algorithm>

namespace schouw {

std::string sparkline(const std::vector<Bar>& bars, bool blocks) {
    static const char* const signs[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    std::string line;
    for (const auto& bar : bars) {
        if (bar.break_before) line += '|';
        const int percent = std::min(bar.percent, 100);
        if (percent < 0)
            line += blocks ? "·" : "-";
        else if (blocks)
            line += signs[std::min(percent * 8 / 100, 7)];
        else
            line += static_cast<char>('0' + std::min(percent / 10, 9));
    }
    return line;
}

}  // namespace schouw
