// SPDX-License-Identifier: EUPL-1.2
#include "accesslog/pseudonym.hpp"

#include <sodium.h>

#include "base/error.hpp"
#include "base/key_file.hpp"

namespace schouw {
namespace {

using Mac = std::array<unsigned char, crypto_auth_hmacsha256_BYTES>;

Mac mac_of(const std::array<unsigned char, 32>& key, std::string_view kind,
           std::string_view bytes) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key.data(), key.size());
    const auto add = [&](std::string_view part) {
        crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(part.data()),
                                      part.size());
    };
    add("schouw logs ");
    add(kind);
    add(std::string_view("\0", 1));
    add(bytes);
    Mac mac{};
    crypto_auth_hmacsha256_final(&state, mac.data());
    sodium_memzero(&state, sizeof state);
    return mac;
}

}  // namespace

LogKey::LogKey(const std::filesystem::path& file) {
    if (!std::filesystem::exists(std::filesystem::symlink_status(file))) {
        randombytes_buf(key_.data(), key_.size());
        write_key_file(file, key_.data(), key_.size());
    } else if (!read_key_file(file, key_.data(), key_.size())) {
        fail(Exit::usage, "logs.bad_key", {}, {file.string(), "", 0, 0});
    }
    derive();
}

LogKey::LogKey() {
    randombytes_buf(key_.data(), key_.size());
    derive();
}

LogKey::~LogKey() {
    sodium_memzero(key_.data(), key_.size());
    sodium_memzero(&hash_key_, sizeof hash_key_);
}

void LogKey::derive() {
    const Mac mac = mac_of(key_, "hash key", "");
    std::memcpy(&hash_key_, mac.data(), sizeof hash_key_);
}

std::string LogKey::pseudonym(std::string_view kind, std::string_view bytes) const {
    const Mac mac = mac_of(key_, kind, bytes);
    std::array<char, 17> text{};
    sodium_bin2hex(text.data(), text.size(), mac.data(), 8);
    return std::string(kind) + "-" + text.data();
}

std::string LogKey::dossier(std::uint64_t hash) const {
    std::array<char, 8> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(hash >> (8 * i));
    return pseudonym("d", {bytes.data(), bytes.size()});
}

}  // namespace schouw
