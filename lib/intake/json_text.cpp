// SPDX-License-Identifier: EUPL-1.2
#include "intake/json_text.hpp"

#include <utf8proc.h>

#include <algorithm>

namespace schouw {

Place json_place(const JsonText& text, std::size_t offset) {
    const auto before = text.bytes.substr(0, offset);
    const auto newlines = std::count(before.begin(), before.end(), '\n');
    const auto last = before.rfind('\n');
    const auto line = last == std::string_view::npos ? before : before.substr(last + 1);
    const auto letters = std::count_if(line.begin(), line.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    });
    return {text.shown, "", text.line + static_cast<long>(newlines),
            static_cast<long>(letters) + 1};
}

void check_json_utf8(const JsonText& text) {
    const auto* const data = reinterpret_cast<const utf8proc_uint8_t*>(text.bytes.data());
    const std::size_t size = text.bytes.size();
    for (std::size_t at = 0; at < size;) {
        if (data[at] < 0x80) {
            ++at;
            continue;
        }
        utf8proc_int32_t point = 0;
        constexpr std::size_t longest = 4;
        const auto room = static_cast<utf8proc_ssize_t>(std::min(longest, size - at));
        const auto used = utf8proc_iterate(data + at, room, &point);
        if (used < 1) {
            constexpr char digits[] = "0123456789ABCDEF";
            const std::string byte = {digits[data[at] >> 4], digits[data[at] & 15]};
            fail(Exit::io, "json.utf8", {{"byte", byte}}, json_place(text, at));
        }
        at += static_cast<std::size_t>(used);
    }
}

}  // namespace schouw
