// SPDX-License-Identifier: EUPL-1.2
// Files with a secret: of their owner alone, made once, never overwritten.
#pragma once
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

namespace schouw {

// The bytes of a file; nothing when it is no regular file or has more than `limit`. Nobody but its
// owner may be able to read or change it: throws Error(usage) for another mode, another owner, a
// link and an absent file, Error(io) when it cannot be read.
std::optional<std::string> read_own_file(const std::filesystem::path& file, std::size_t limit);
// The same for exactly `size` bytes; false when it has another size.
bool read_key_file(const std::filesystem::path& file, unsigned char* out, std::size_t size);

// Writes a file that is not there yet, mode 0600, and its folders with mode 0700. Throws
// Error(usage) "key.exists", Error(io).
void write_key_file(const std::filesystem::path& file, const unsigned char* bytes,
                    std::size_t size);

}  // namespace schouw
