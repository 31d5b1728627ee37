// SPDX-License-Identifier: EUPL-1.2
#include "report/xlsx_text.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/text.hpp"

namespace schouw {
namespace {

constexpr std::size_t most_units = 32767;
constexpr std::size_t most_name = 31;
constexpr double highest_row = 409;

// Arial's advance widths of U+0020 to U+007E in thousandths of an em (Helvetica's AFM).
constexpr short arial[] = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333,  278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,  611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278,  556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,  500, 334, 260, 334, 584};
constexpr double bold_factor = 1.07;
constexpr double pixels_per_digit = 7;
constexpr double line_height = 1.275;  // Excel's for Arial
constexpr double slack = 1.02;  // renderers differ; a line too many is better than one too few

std::size_t bytes_of_first(std::string_view text) {
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t size = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    return std::min(size, text.size());
}

// UTF-16 units of one character of so many UTF-8 bytes.
std::size_t units_of(std::size_t bytes) { return bytes == 4 ? 2 : 1; }

std::string cut_units(std::string whole, std::size_t most, std::string_view end) {
    if (whole.size() <= most) return whole;  // no character has more units than bytes
    std::string_view text = whole;
    std::size_t units = 0;
    for (std::size_t at = 0; at < text.size(); at += bytes_of_first(text.substr(at)))
        units += units_of(bytes_of_first(text.substr(at)));
    if (units <= most) return whole;
    std::string out;
    std::size_t used = end.empty() ? 0 : 1;
    while (!text.empty()) {
        const std::size_t bytes = bytes_of_first(text);
        used += units_of(bytes);
        if (used > most) break;
        out += text.substr(0, bytes);
        text.remove_prefix(bytes);
    }
    return out + std::string(end);
}

bool hexadecimal(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// "_x000D_", which readers of workbooks turn into a control character.
bool encoded(std::string_view text) {
    return text.size() >= 7 && text.starts_with("_x") && text[6] == '_' &&
           std::all_of(text.begin() + 2, text.begin() + 6, hexadecimal);
}

double pixels_of(std::string_view word, double points, bool bold) {
    double thousandths = 0;
    while (!word.empty()) {
        const auto byte = static_cast<unsigned char>(word.front());
        const std::size_t bytes = bytes_of_first(word);
        thousandths +=
            byte >= 0x20 && byte < 0x7f ? arial[byte - 0x20] : 560.0 * width(word.substr(0, bytes));
        word.remove_prefix(bytes);
    }
    return thousandths / 1000 * points * 96 / 72 * (bold ? bold_factor : 1) * slack;
}

}  // namespace

std::string book_string(std::string_view text, bool cut) {
    std::string safe = visible(text, true);
    if (safe.find('\xef') == safe.npos)
        return cut ? cut_units(std::move(safe), most_units, "…") : safe;
    std::string out;
    for (std::size_t at = 0; at < safe.size(); ++at) {
        const std::string_view rest = std::string_view(safe).substr(at);
        if (rest.starts_with("\xef\xbf\xbe") || rest.starts_with("\xef\xbf\xbf")) {
            out += rest[2] == '\xbe' ? "\\ufffe" : "\\uffff";
            at += 2;
        } else {
            out += safe[at];
        }
    }
    return cut ? cut_units(out, most_units, "…") : out;
}

std::string xlsx_string(std::string_view text) { return xlsx_escaped(book_string(text)); }

std::string xlsx_escaped(std::string safe) {
    if (safe.find("_x") == std::string::npos) return safe;
    std::string out;
    for (std::size_t at = 0; at < safe.size(); ++at)
        if (encoded(std::string_view(safe).substr(at)))
            out += "_x005F_";
        else
            out += safe[at];
    return cut_units(out, most_units, "…");
}

std::vector<std::string> sheet_names(const std::vector<std::string>& wishes) {
    std::vector<std::string> names;
    std::set<std::string> taken = {"history"};
    for (const auto& wish : wishes) {
        std::string base;
        for (const char c : book_string(wish))
            base += std::string_view("[]:*?/\\\n").find(c) == std::string_view::npos ? c : ' ';
        while (base.starts_with("'") || base.starts_with(" ")) base.erase(0, 1);
        base = cut_units(base, most_name, "");
        while (base.ends_with("'") || base.ends_with(" ")) base.pop_back();
        if (base.empty()) base = "-";
        std::string name = base;
        for (int next = 2; !taken.insert(fold_value(name)).second; ++next) {
            const std::string tail = " (" + std::to_string(next) + ")";
            name = cut_units(base, most_name - tail.size(), "") + tail;
        }
        names.push_back(name);
    }
    return names;
}

std::string link_to(const std::string& sheet_name) {
    std::string quoted;
    for (const char c : sheet_name) quoted += c == '\'' ? "''" : std::string(1, c);
    return "internal:'" + quoted + "'!A1";
}

std::string footer_text(std::string_view text) {
    std::string out;
    for (const char c : cut_units(visible(text), 90, "…"))
        out += c == '&' ? "&&" : std::string(1, c);
    return out;
}

int wrapped_lines(std::string_view text, double column_width, double points, bool bold) {
    const double room = std::max(1.0, std::floor(column_width * pixels_per_digit));
    if (text.find('\n') == text.npos && pixels_of(text, points, bold) < room - 0.01) return 1;
    const double space = pixels_of(" ", points, bold);
    int lines = 0;
    for (const auto& paragraph : split(text, '\n')) {
        double used = 0;
        ++lines;
        for (const auto& word : split(paragraph, ' ')) {
            const double size = pixels_of(word, points, bold);
            if (used > 0 && used + space + size > room) {
                ++lines;
                used = 0;
            }
            if (used > 0) used += space;
            used += size;
            while (used > room) {  // a word wider than the column is broken
                ++lines;
                used -= room;
            }
        }
    }
    return lines;
}

double line_pixels(std::string_view text, double points, bool bold) {
    return pixels_of(text, points, bold);
}

double widest_word(std::string_view text, double points, bool bold) {
    double widest = 0;
    for (const auto& paragraph : split(text, '\n'))
        for (const auto& word : split(paragraph, ' '))
            widest = std::max(widest, pixels_of(word, points, bold));
    return widest / pixels_per_digit;
}

double height_of(int lines, double points) {
    return std::min(highest_row, std::ceil(lines * points * line_height + 2));
}

}  // namespace schouw
