// SPDX-License-Identifier: EUPL-1.2
// Files in, the sources that schouw.toml could name out.
#pragma once
#include <string>
#include <vector>

#include "command.hpp"

namespace schouw {

// Prints a [sources] block for each register that a file fits; nothing is written or stored.
// Incomplete when a file fits none. Throws Error(usage) without files.
Exit guess_sources(Shared& shared, const std::vector<std::string>& files);

}  // namespace schouw
