// SPDX-License-Identifier: EUPL-1.2
// SHA-256 over bytes, in one go or in pieces (libsodium).
#pragma once
#include <sodium.h>

#include <array>
#include <string>
#include <string_view>

namespace schouw {

using Digest = std::array<unsigned char, 32>;

class Sha256 {
public:
    Sha256() { crypto_hash_sha256_init(&state_); }
    void add(std::string_view bytes) {
        crypto_hash_sha256_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()),
                                  bytes.size());
    }
    // A field: its length goes before it, so that ("ab","c") and ("a","bc") differ.
    void add_field(std::string_view bytes) {
        const auto size = static_cast<unsigned long long>(bytes.size());
        unsigned char length[8];
        for (int i = 0; i < 8; ++i) length[i] = static_cast<unsigned char>(size >> (8 * i));
        crypto_hash_sha256_update(&state_, length, sizeof length);
        add(bytes);
    }
    Digest finish() {
        Digest out{};
        crypto_hash_sha256_final(&state_, out.data());
        return out;
    }

private:
    crypto_hash_sha256_state state_;
};

inline std::string hex(const Digest& digest) {
    constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (const unsigned char byte : digest) {
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

inline std::string sha256_hex(std::string_view bytes) {
    Sha256 hash;
    hash.add(bytes);
    return hex(hash.finish());
}

// 16 bytes that tell one record's content from another's (BLAKE2b, three times as fast).
inline std::string quick_digest(std::string_view bytes) {
    std::string out(16, '\0');
    crypto_generichash(reinterpret_cast<unsigned char*>(out.data()), out.size(),
                       reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr,
                       0);
    return out;
}

}  // namespace schouw
