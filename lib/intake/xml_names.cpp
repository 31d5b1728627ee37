// SPDX-License-Identifier: EUPL-1.2
#include "intake/xml_names.hpp"

#include <algorithm>

namespace schouw {
namespace {

bool starts_name(std::string_view text) {
    if (text.empty()) return false;
    const char c = text.front();
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

}  // namespace

bool XmlNames::declare(std::span<const RawAttribute> root) {
    prefixes_ = {{"xml", Ns::xml}};
    for (std::size_t i = 0; i < root.size(); ++i) {
        const std::string_view name = root[i].name;
        const std::string_view value = root[i].value;
        if (!name.starts_with("xmlns")) continue;
        if (value.find('\n') != value.npos) return false;
        if (name == "xmlns") {
            default_ns_ = ns_of(value);
            if (default_ns_ == Ns::xml) return false;
            continue;
        }
        const std::string_view prefix = name.substr(6);
        if (name[5] != ':' || !starts_name(prefix) || prefix.find(':') != prefix.npos ||
            prefix.starts_with("xml") || value.empty() || ns_of(value) == Ns::xml)
            return false;
        for (std::size_t j = 0; j < i; ++j)
            if (root[j].value == value && root[j].name != "xmlns") return false;
        prefixes_.push_back({std::string(prefix), ns_of(value)});
    }
    // The ones that readers ask for are found first.
    std::stable_partition(prefixes_.begin(), prefixes_.end(),
                          [](const Prefix& one) { return one.ns != Ns::other; });
    return true;
}

bool XmlNames::resolve(std::string_view qualified, std::string_view& local, Ns& ns) const {
    const auto colon = qualified.find(':');
    local = qualified.substr(colon + 1);
    if (!starts_name(local) || local.find(':') != local.npos) return false;
    for (const Prefix& prefix : prefixes_)
        if (same_name(prefix.name, qualified.substr(0, colon))) {
            ns = prefix.ns;
            return true;
        }
    return false;
}

}  // namespace schouw
