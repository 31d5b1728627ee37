// SPDX-License-Identifier: EUPL-1.2
// Names with prefixes in, namespaces out, as the root element declares them.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "intake/xml.hpp"

namespace schouw {

// As written: "xmlns:r", "r:id".
struct RawAttribute {
    std::string_view name;
    std::string_view value;
    bool prefixed = false;  // there is a colon in the name
};

// Short names: quicker than a call to memcmp.
inline bool same_name(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i] != b[i]) return false;
    return true;
}

class XmlNames {
public:
    // The attributes of the root. False for what is unusual: two prefixes for one namespace, an
    // odd prefix.
    bool declare(std::span<const RawAttribute> root);
    // A name with a colon, taken apart; false when its prefix is unknown.
    bool resolve(std::string_view qualified, std::string_view& local, Ns& ns) const;
    // Of elements without a prefix. An attribute without one has no namespace.
    Ns default_ns() const { return default_ns_; }

private:
    struct Prefix {
        std::string name;
        Ns ns;
    };
    std::vector<Prefix> prefixes_;
    Ns default_ns_ = Ns::none;
};

}  // namespace schouw
