// SPDX-License-Identifier: EUPL-1.2
// The UUIDs of the things in a report, in whatever format they stand.
#pragma once
#include <string>

#include "base/uuid.hpp"

namespace schouw {

// Version 5, in schouw's own namespace: the same kind and id give the same UUID every year.
inline std::string uuid_of(const std::string& kind, const std::string& id) {
    // uuid5(namespace URL of RFC 9562, "urn:x-schouw")
    static const std::string own = uuid5("6ba7b811-9dad-11d1-80b4-00c04fd430c8", "urn:x-schouw");
    return uuid5(own, kind + ":" + id);
}

}  // namespace schouw
