// SPDX-License-Identifier: EUPL-1.2
// A JSON document with lists that are too long to hold at once.
#pragma once
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace schouw {

// The next element of a list, until there is none.
using JsonElements = std::function<std::optional<nlohmann::ordered_json>()>;

// The document to stdout, as print_json does it. Members that stand in `lists` by name are printed
// from there, one element at a time; what the document has for them does not count.
void print_long_json(const nlohmann::ordered_json& document,
                     const std::map<std::string, JsonElements>& lists);

// Elements made one by one from those of a container, which has to outlive them.
template <typename Container, typename Make>
JsonElements each_of(const Container& container, Make make) {
    return [at = container.begin(), end = container.end(),
            make]() mutable -> std::optional<nlohmann::ordered_json> {
        if (at == end) return std::nullopt;
        return make(*at++);
    };
}

}  // namespace schouw
