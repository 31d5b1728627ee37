// SPDX-License-Identifier: EUPL-1.2
#include "intake/number_format.hpp"

#include <algorithm>
#include <string>

namespace schouw {
namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

// What the letters of a format ask for.
struct Letters {
    bool day = false;
    bool hour = false;
    bool month_or_minute = false;
    bool month = false;  // mmm or longer can be no minute
    bool elapsed = false;
};

// [h], [mm]: hours that go on counting; [Red], [$-413], [>100]: no letters of a date.
bool is_elapsed(std::string_view bracket) {
    return !bracket.empty() && std::string_view("hms").find(bracket.front()) != bracket.npos &&
           bracket.find_first_not_of(bracket.front()) == bracket.npos;
}

// Looks at what stands at the place, and says how many characters that was.
std::size_t look(std::string_view code, Letters& found) {
    const char c = code.front();
    const auto until = [&](char close) {
        const auto end = code.find(close, 1);
        return end == code.npos ? code.size() : end + 1;
    };
    if (c == '"') return until('"');
    if (c == '\\' || c == '_' || c == '*') return std::min<std::size_t>(2, code.size());
    if (c == '[') {
        const auto size = until(']');
        found.elapsed =
            found.elapsed || is_elapsed(code.substr(1, size - std::min(size, std::size_t{2})));
        return size;
    }
    for (const std::string_view word : {"general", "am/pm", "a/p"})
        if (code.starts_with(word)) {
            found.hour = found.hour || word != "general";
            return word.size();
        }
    const auto run = std::min(code.find_first_not_of(c), code.size());
    if (c == 'y' || c == 'd') found.day = true;
    if (c == 'h' || c == 's') found.hour = true;
    if (c == 'm') found.month_or_minute = true;
    if (c == 'm' && run >= 3) found.month = true;
    return run;
}

}  // namespace

NumberForm form_of_code(std::string_view code) {
    const std::string whole = lower(code);
    std::string_view rest = whole;
    Letters found;
    while (!rest.empty() && rest.front() != ';') rest.remove_prefix(look(rest, found));
    if (found.elapsed) return NumberForm::duration;
    const bool day = found.day || found.month || (found.month_or_minute && !found.hour);
    if (found.hour) return day ? NumberForm::moment : NumberForm::time;
    return day ? NumberForm::date : NumberForm::number;
}

NumberForm form_of_id(int id) {
    if (id == 22) return NumberForm::moment;
    if (id == 46) return NumberForm::duration;
    if ((id >= 18 && id <= 21) || id == 32 || id == 33 || id == 45 || id == 47)
        return NumberForm::time;
    const bool date = (id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
    return date ? NumberForm::date : NumberForm::number;
}

}  // namespace schouw
