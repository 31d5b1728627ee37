// SPDX-License-Identifier: EUPL-1.2
#include "long_json.hpp"

#include "terminal.hpp"

namespace schouw {
namespace {

using Json = nlohmann::ordered_json;

// Lines after the first stand so far to the right. A text in JSON has no line of its own.
std::string dumped(const Json& value, std::size_t indent) {
    const std::string text = value.dump(1, ' ', false, Json::error_handler_t::replace);
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    for (const char c : text) {
        out += c;
        if (c == '\n') out.append(indent, ' ');
    }
    return out;
}

void print_list(const JsonElements& next) {
    auto element = next();
    if (!element) return print_json_part("[]");
    for (const char* before = "[\n  "; element; element = next(), before = ",\n  ")
        print_json_part(before + dumped(*element, 2));
    print_json_part("\n ]");
}

}  // namespace

void print_long_json(const Json& document, const std::map<std::string, JsonElements>& lists) {
    const char* before = "{\n ";
    for (const auto& [name, value] : document.items()) {
        print_json_part(before + Json(name).dump() + ": ");
        const auto list = lists.find(name);
        if (list == lists.end())
            print_json_part(dumped(value, 1));
        else
            print_list(list->second);
        before = ",\n ";
    }
    print_json_part("\n}\n");
}

}  // namespace schouw
