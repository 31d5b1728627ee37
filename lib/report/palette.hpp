// SPDX-License-Identifier: EUPL-1.2
// The colours of spreadsheets, whatever their format. Every ink on its paper has a contrast of at
// least 4.5:1 (WCAG 2.1, 1.4.3).
#pragma once
#include <cstdint>

#include "report/model.hpp"

namespace schouw {

struct Colours {
    std::uint32_t paper;  // 0xRRGGBB
    std::uint32_t ink;
};

constexpr const char* font = "Arial";
constexpr std::uint32_t navy = 0x17365D;
constexpr std::uint32_t link_blue = 0x0B4A9E;
constexpr std::uint32_t rule = 0xBFBFBF;
constexpr std::uint32_t answer_paper = 0xFFFBE6;

// Of charts: each has a contrast of at least 3:1 with its paper (WCAG 2.1, 1.4.11).
constexpr std::uint32_t chart_limit = 0xA11212;
constexpr std::uint32_t chart_inks[] = {0x17365D, 0xB45309, 0x1E6B3A, 0x7A2C91, 0x565656};

inline Colours colours_of(Tone tone) {
    switch (tone) {
        case Tone::good: return {0xC6E0B4, 0x1E4620};
        case Tone::fair: return {0xFFE0A8, 0x5C3A00};
        case Tone::bad: return {0xF4B6B0, 0x6B0F0A};
        case Tone::unclear: return {0xD9D9D9, 0x303030};
        case Tone::none: break;
    }
    return {0xFFFFFF, 0x000000};
}

}  // namespace schouw
