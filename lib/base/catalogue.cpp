// SPDX-License-Identifier: EUPL-1.2
#include "base/catalogue.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

#include "base/calendar.hpp"
#include "base/text.hpp"

namespace schouw {
namespace embedded {  // written by CMake from templates/text
extern const std::string_view nl;
extern const std::string_view en;
extern const char* const reading;
}  // namespace embedded

namespace {

// As scripts/embed_sentences.cmake writes them.
std::map<std::string, std::string> read_sentences(std::string_view embedded) {
    std::map<std::string, std::string> sentences;
    const auto next = [&] {
        const std::string_view text = embedded.substr(0, embedded.find('\0'));
        embedded.remove_prefix(text.size() + 1);
        return text;
    };
    std::string section;
    while (!embedded.empty()) {
        const std::string_view key = next();
        if (key.starts_with('['))
            section = key.substr(1);
        else
            sentences.emplace(section + std::string(key), next());
    }
    return sentences;
}

const std::map<std::string, std::string>& sentences_in(Language language) {
    if (language == Language::nl) {
        static const auto nl = read_sentences(embedded::nl);
        return nl;
    }
    static const auto en = read_sentences(embedded::en);
    return en;
}

}  // namespace

Catalogue::Catalogue(Language language) : language_(language), sentences_(sentences_in(language)) {}

std::string Catalogue::say(std::string_view key, const Args& args) const {
    const auto found = sentences_.find(std::string(key));
    if (found == sentences_.end()) return "«" + std::string(key) + "»";
    Args all = args;
    for (const auto& [name, value] : args)
        if (name == "meant")
            all.emplace_back("hint", value.empty() || value == "-"
                                         ? ""
                                         : fill(sentences_.at("hint.meant"), args));
    return fill(found->second, all);
}

std::string Catalogue::complain(const Message& message, std::string_view level_key) const {
    const std::string place = where(message.place);
    std::string line = place.empty() ? "schouw" : visible(place);
    return line + ": " + say(level_key) + ": " + visible(say(message.key, message.args));
}

std::string Catalogue::complain(const Message& message) const {
    return complain(message, "level.error");
}

std::string Catalogue::number(long long value) const {
    std::string digits = std::to_string(value < 0 ? -value : value);
    for (auto at = static_cast<long>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), language_ == Language::nl ? "." : ",");
    return (value < 0 ? "-" : "") + digits;
}

std::string Catalogue::decimal(double value) const {
    const std::string text = fmt::format("{}", std::fabs(value));
    const std::string sign = value < 0 ? "-" : "";
    if (text.find_first_not_of("0123456789.") != text.npos) return sign + text;  // 1e+30, inf, nan
    const auto point = text.find('.');
    const std::string whole = sign + number(static_cast<long long>(std::fabs(value)));
    const std::string fraction = point == text.npos ? "" : text.substr(point + 1);
    if (fraction.find_first_not_of('0') == fraction.npos) return whole;
    return whole + (language_ == Language::nl ? "," : ".") + fraction;
}

std::string Catalogue::date(std::string_view text) const {
    const auto parsed = parse_iso(text);
    if (!parsed || language_ == Language::en) return std::string(text);
    return dutch(*parsed);
}

std::string Catalogue::moment(std::string_view text) const {
    const auto parsed = parse_iso_moment(text);
    if (!parsed) return std::string(text);
    const std::string local = iso_moment(*parsed + amsterdam_offset(*parsed));
    const std::string clock = local.substr(11, local.substr(17, 2) == "00" ? 5 : 8);
    return date(local.substr(0, 10)) + " " + clock;
}

std::string where(const Place& place) {
    if (place.file.empty()) return "";
    if (!place.sheet.empty()) {
        std::string cell;
        for (long column = place.column; column > 0; column = (column - 1) / 26)
            cell.insert(cell.begin(), static_cast<char>('A' + (column - 1) % 26));
        if (place.row > 0) cell += std::to_string(place.row);
        return place.file + "[" + place.sheet + "]" + (cell.empty() ? "" : "!" + cell);
    }
    if (place.row <= 0) return place.file;
    if (place.column <= 0) return fmt::format("{}:{}", place.file, place.row);
    return fmt::format("{}:{}:{}", place.file, place.row, place.column);
}

Language language_of_environment() {
    for (const char* name : {"SCHOUW_LANG", "LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        return std::string_view(value).starts_with("en") ? Language::en : Language::nl;
    }
    return Language::nl;
}

std::string_view reading_words() { return embedded::reading; }

}  // namespace schouw
