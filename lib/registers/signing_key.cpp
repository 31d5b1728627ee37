// SPDX-License-Identifier: EUPL-1.2
#include "registers/signing_key.hpp"

#include "base/signing.hpp"
#include "base/toml.hpp"

namespace schouw {

std::filesystem::path signing_key_of(const std::filesystem::path& workspace) {
    const std::filesystem::path file = workspace / "schouw.toml";
    Toml toml = load_toml(file);
    toml.file = file.lexically_normal().string();
    const auto sign = text_of(toml, toml.root, "sign");
    return sign && !sign->empty() ? expand_path(*sign, workspace) : std::filesystem::path();
}

}  // namespace schouw
