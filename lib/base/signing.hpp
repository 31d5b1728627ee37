// SPDX-License-Identifier: EUPL-1.2
// A key file of its owner in, Ed25519 signatures out; and public keys as people pass them on.
#pragma once
#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace schouw {

using PublicKey = std::array<unsigned char, 32>;
using Signature = std::array<unsigned char, 64>;

// The secret half stands in memory that is locked, left out of core dumps, and wiped at the end.
class SigningKey {
public:
    // Throws Error(usage): no such file, not of the user alone (mode, owner), a link, no key in it;
    // Error(io) when it cannot be read.
    explicit SigningKey(const std::filesystem::path& file);
    const PublicKey& public_key() const { return public_; }
    Signature sign(std::string_view message) const;

private:
    std::unique_ptr<unsigned char, void (*)(void*)> secret_;
    PublicKey public_{};
};

// Makes a new key in a file of mode 0600, and its folders with mode 0700. Throws Error(usage)
// "key.exists": a key is never overwritten.
PublicKey make_key(const std::filesystem::path& file);

bool verifies(const PublicKey& key, const Signature& signature, std::string_view message);

// $XDG_CONFIG_HOME/schouw/key, else ~/.config/schouw/key. Throws Error(usage) when neither is
// known.
std::filesystem::path default_key_file();
// A path as people write it: "~/" is the home folder, else relative to `folder`.
std::filesystem::path expand_path(const std::string& written, const std::filesystem::path& folder);

// The key in a text: 64 hexadecimal digits that stand alone, whatever is around them, and only
// one such word; or the word after `public` in a key file. Nothing when there is none or a choice.
std::optional<PublicKey> find_public_key(std::string_view text);
// The argument of --public-key: 64 hexadecimal digits, or a file that holds them. Throws
// Error(usage) "key.not_public", Error(io) for a file that cannot be read.
PublicKey public_key_of(const std::string& hex_or_file);

}  // namespace schouw
