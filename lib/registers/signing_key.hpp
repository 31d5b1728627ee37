// SPDX-License-Identifier: EUPL-1.2
// A workspace in; the key that its runs are signed with out.
#pragma once
#include <filesystem>

namespace schouw {

// What `sign` of schouw.toml names ("~/" is the home folder, else relative to the workspace); empty
// when runs are not signed. Throws Error(usage) for what is no text.
std::filesystem::path signing_key_of(const std::filesystem::path& workspace);

}  // namespace schouw
