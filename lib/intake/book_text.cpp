// SPDX-License-Identifier: EUPL-1.2
#include "intake/book_text.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <utility>

#include "base/memory.hpp"

namespace schouw {
namespace {

// The code unit of an _xHHHH_ at the front of the text; -1 when none stands there.
int escaped_unit(std::string_view text) {
    if (text.size() < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_') return -1;
    unsigned unit = 0;
    const auto [end, error] = std::from_chars(text.data() + 2, text.data() + 6, unit, 16);
    return error == std::errc() && end == text.data() + 6 ? static_cast<int>(unit) : -1;
}

bool append_character(std::string_view digits, int base, std::string& out) {
    unsigned code = 0;
    const char* const last = digits.data() + digits.size();
    const auto [end, error] = std::from_chars(digits.data(), last, code, base);
    if (error != std::errc() || end != last) return false;
    const bool space = code == 9 || code == 10 || code == 13;
    const bool surrogate = code >= 0xd800 && code < 0xe000;
    if ((code < 32 && !space) || surrogate || code == 0xfffe || code == 0xffff || code > 0x10ffff)
        return false;
    append_utf8(out, code);
    return true;
}

bool append_reference(std::string_view name, std::string& out) {
    static constexpr std::pair<std::string_view, char> named[] = {
        {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    for (const auto& [known, character] : named)
        if (name == known) {
            out += character;
            return true;
        }
    if (name.starts_with("#x")) return append_character(name.substr(2), 16, out);
    return name.starts_with('#') && append_character(name.substr(1), 10, out);
}

}  // namespace

bool decode_references(std::string_view raw, std::string& out) {
    for (;;) {
        const auto mark = raw.find('&');
        out += raw.substr(0, mark);
        if (mark == raw.npos) return true;
        const auto end = raw.find(';', mark);
        if (end == raw.npos || !append_reference(raw.substr(mark + 1, end - mark - 1), out))
            return false;
        raw.remove_prefix(end + 1);
    }
}

void append_utf8(std::string& out, char32_t code) {
    utf8proc_uint8_t bytes[4];
    const auto size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code), bytes);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

void unescape_xstring(std::string& text) {
    auto mark = text.find("_x");
    if (mark == text.npos) return;
    const std::string_view all = text;
    std::string out;
    std::size_t from = 0;
    for (; mark != all.npos; mark = all.find("_x", mark)) {
        const int unit = escaped_unit(all.substr(mark));
        const int next = unit >= 0 ? escaped_unit(all.substr(mark + 7)) : -1;
        const bool pair = unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000;
        if (unit <= 0 || (!pair && unit >= 0xd800 && unit < 0xe000)) {
            mark += 2;
            continue;
        }
        out += all.substr(from, mark - from);
        append_utf8(out, static_cast<char32_t>(
                             pair ? 0x10000 + ((unit - 0xd800) << 10) + (next - 0xdc00) : unit));
        mark = from = mark + (pair ? 14 : 7);
    }
    out += all.substr(from);
    text = std::move(out);
}

std::string_view TextArena::add(std::string_view text) {
    if (text.size() > room_) {
        // The first piece is small, for small workbooks; then few and large ones.
        const std::size_t size = std::max(pieces_.empty() ? first_piece : later_piece, text.size());
        pieces_.push_back(std::make_unique_for_overwrite<char[]>(size));
        will_be_filled(pieces_.back().get(), size);
        if (pieces_.size() == 1) first_ = size;
        at_ = pieces_.back().get();
        room_ = size;
    }
    if (!text.empty()) std::memcpy(at_, text.data(), text.size());
    const std::string_view kept(at_, text.size());
    at_ += text.size();
    room_ -= text.size();
    return kept;
}

void TextArena::clear() {
    if (pieces_.empty()) return;
    pieces_.resize(1);
    at_ = pieces_.front().get();
    room_ = first_;
}

}  // namespace schouw
