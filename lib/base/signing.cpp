// SPDX-License-Identifier: EUPL-1.2
#include "base/signing.hpp"

#include <sodium.h>
#include <sys/stat.h>

#include <cstring>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/key_file.hpp"

namespace schouw {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view head = "schouw-key 1\npublic ";
constexpr std::string_view middle = "\nsecret ";
constexpr std::size_t digits = 64;  // of a public key, and of the seed of a secret one
constexpr std::size_t file_size = head.size() + digits + middle.size() + digits + 1;

using Locked = std::unique_ptr<unsigned char, void (*)(void*)>;

// Memory that is locked and wiped when it is given back.
Locked locked(std::size_t size) {
    Locked memory(static_cast<unsigned char*>(sodium_malloc(size)), sodium_free);
    if (!memory) fail(Exit::internal, "internal.memory");
    return memory;
}

[[noreturn]] void malformed(const fs::path& file) {
    fail(Exit::usage, "key.malformed", {}, {file.string(), "", 0, 0});
}

bool from_hex(const char* text, unsigned char* out, std::size_t size) {
    std::size_t length = 0;
    return sodium_hex2bin(out, size, text, size * 2, nullptr, &length, nullptr) == 0 &&
           length == size;
}

bool is_hex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_word(char c) { return is_hex(c) || (c >= 'g' && c <= 'z') || (c >= 'G' && c <= 'Z'); }

}  // namespace

SigningKey::SigningKey(const fs::path& file)
    : secret_(locked(crypto_sign_SECRETKEYBYTES).release(), sodium_free) {
    const Locked text = locked(file_size);
    if (!read_key_file(file, text.get(), file_size)) malformed(file);
    const char* at = reinterpret_cast<const char*>(text.get());
    const std::string_view all(at, file_size);
    const Locked seed = locked(crypto_sign_SEEDBYTES);
    PublicKey written{};
    if (!all.starts_with(head) || all.substr(head.size() + digits, middle.size()) != middle ||
        all.back() != '\n' || !from_hex(at + head.size(), written.data(), written.size()) ||
        !from_hex(at + head.size() + digits + middle.size(), seed.get(), crypto_sign_SEEDBYTES))
        malformed(file);
    crypto_sign_seed_keypair(public_.data(), secret_.get(), seed.get());
    if (public_ != written) malformed(file);
}

Signature SigningKey::sign(std::string_view message) const {
    Signature out{};
    crypto_sign_detached(out.data(), nullptr,
                         reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                         secret_.get());
    return out;
}

PublicKey make_key(const fs::path& file) {
    const Locked seed = locked(crypto_sign_SEEDBYTES);
    const Locked secret = locked(crypto_sign_SECRETKEYBYTES);
    const Locked text = locked(file_size + 1);  // and the nought that ends the digits
    PublicKey key{};
    randombytes_buf(seed.get(), crypto_sign_SEEDBYTES);
    crypto_sign_seed_keypair(key.data(), secret.get(), seed.get());
    char* at = reinterpret_cast<char*>(text.get());
    const std::string open = std::string(head) + hex(key) + std::string(middle);
    std::memcpy(at, open.data(), open.size());
    sodium_bin2hex(at + open.size(), digits + 1, seed.get(), crypto_sign_SEEDBYTES);
    at[file_size - 1] = '\n';
    write_key_file(file, text.get(), file_size);
    return key;
}

bool verifies(const PublicKey& key, const Signature& signature, std::string_view message) {
    return crypto_sign_verify_detached(signature.data(),
                                       reinterpret_cast<const unsigned char*>(message.data()),
                                       message.size(), key.data()) == 0;
}

std::optional<PublicKey> find_public_key(std::string_view text) {
    if (text.starts_with(head)) text = text.substr(head.size(), digits);
    std::optional<PublicKey> found;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        bool all_hex = true;
        for (; end < text.size() && is_word(text[end]); ++end)
            all_hex = all_hex && is_hex(text[end]);
        PublicKey key{};
        if (all_hex && end - i == digits && from_hex(text.data() + i, key.data(), key.size())) {
            if (found && *found != key) return std::nullopt;
            found = key;
        }
        i = end + 1;
    }
    return found;
}

PublicKey public_key_of(const std::string& hex_or_file) {
    std::optional<PublicKey> key;
    std::error_code error;
    if (hex_or_file.size() == digits) key = find_public_key(hex_or_file);
    if (!key && fs::exists(hex_or_file, error)) {
        std::string text = read_file(hex_or_file, 1 << 20);
        key = find_public_key(text);
        sodium_memzero(text.data(), text.size());  // it may be the key file itself
    }
    if (!key || crypto_core_ed25519_is_valid_point(key->data()) == 0)
        fail(Exit::usage, "key.not_public", {{"word", hex_or_file}});
    return *key;
}

}  // namespace schouw
