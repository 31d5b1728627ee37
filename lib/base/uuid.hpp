// SPDX-License-Identifier: EUPL-1.2
// UUIDs that follow from a name, so that the same thing has the same one every year.
#pragma once
#include <string>
#include <string_view>

namespace schouw {

// Version 5 of RFC 9562: of the name within a namespace, itself a UUID in its usual form. Throws
// nothing; a namespace that is no UUID counts as the nil one.
std::string uuid5(std::string_view name_space, std::string_view name);

}  // namespace schouw
