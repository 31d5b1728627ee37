// SPDX-License-Identifier: EUPL-1.2
// The border of privacy: a user or dossier in, a pseudonym out that nobody undoes without the key.
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "accesslog/hash.hpp"

namespace schouw {

constexpr const char* log_key_file = "log-pseudonyms.key";  // in the workspace, mode 0600

// The secret of a workspace. Who replaces the file gives everybody a new pseudonym.
class LogKey {
public:
    // Reads the file; makes it when it is absent. Throws Error(usage) when others can read it,
    // Error(io) when it cannot be read or written.
    explicit LogKey(const std::filesystem::path& file);
    // One that is nowhere written: for what is shown and not kept.
    LogKey();
    ~LogKey();
    LogKey(const LogKey&) = delete;
    LogKey& operator=(const LogKey&) = delete;

    // The file was not there: this is the first time.
    bool made() const { return made_; }
    // 8 hex digits that tell one key from another and say nothing about it.
    std::string mark() const;

    HashKey hash_key() const { return hash_key_; }
    // "u-" or "a-" and 16 hex digits: HMAC-SHA-256 over the kind and the name.
    std::string user(std::string_view name) const { return pseudonym("u", name); }
    // "d-" and 16 hex digits: HMAC-SHA-256 over the keyed hash, which is all that analysis keeps of
    // a dossier.
    std::string dossier(std::uint64_t hash) const;

private:
    void derive();
    std::string pseudonym(std::string_view kind, std::string_view bytes) const;
    std::array<unsigned char, 32> key_{};
    HashKey hash_key_;
    bool made_ = false;
};

// The keys that a rotation kept, latest first: log-pseudonyms-<day>.key beside the key.
std::vector<std::filesystem::path> kept_log_keys(const std::filesystem::path& workspace);

// A new key in the place of the one that is there. `keep`: the old one moves beside it, and the new
// name is the result; otherwise it is overwritten and removed, and the result is empty. `day`: ISO.
// Throws as LogKey does, and Error(usage) "key.absent" when there is no key.
std::filesystem::path rotate_log_key(const std::filesystem::path& workspace, bool keep,
                                     const std::string& day);

}  // namespace schouw
