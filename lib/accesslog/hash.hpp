// SPDX-License-Identifier: EUPL-1.2
// SipHash-1-3 (Aumasson and Bernstein, 2012): a keyed 64-bit hash, so that who writes the log
// cannot choose what collides.
#pragma once
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace schouw {

struct HashKey {
    std::uint64_t a = 0;
    std::uint64_t b = 0;
};

// Never 0.
inline std::uint64_t keyed_hash(const HashKey& key, std::string_view text) {
    std::uint64_t v0 = key.a ^ 0x736f6d6570736575ULL;
    std::uint64_t v1 = key.b ^ 0x646f72616e646f6dULL;
    std::uint64_t v2 = key.a ^ 0x6c7967656e657261ULL;
    std::uint64_t v3 = key.b ^ 0x7465646279746573ULL;
    const auto round = [&] {
        v0 += v1;
        v1 = std::rotl(v1, 13) ^ v0;
        v0 = std::rotl(v0, 32);
        v2 += v3;
        v3 = std::rotl(v3, 16) ^ v2;
        v0 += v3;
        v3 = std::rotl(v3, 21) ^ v0;
        v2 += v1;
        v1 = std::rotl(v1, 17) ^ v2;
        v2 = std::rotl(v2, 32);
    };
    const char* p = text.data();
    std::size_t n = text.size();
    for (; n >= 8; n -= 8, p += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, p, 8);
        v3 ^= word;
        round();
        v0 ^= word;
    }
    std::uint64_t last = static_cast<std::uint64_t>(text.size()) << 56;
    for (std::size_t i = 0; i < n; ++i)
        last |= static_cast<std::uint64_t>(static_cast<unsigned char>(p[i])) << (8 * i);
    v3 ^= last;
    round();
    v0 ^= last;
    v2 ^= 0xff;
    round();
    round();
    round();
    const std::uint64_t hash = v0 ^ v1 ^ v2 ^ v3;
    return hash == 0 ? 1 : hash;
}

// Of a person and a dossier, from their own hashes; never 0.
inline std::uint64_t pair_hash(std::uint64_t user, std::uint64_t dossier) {
    std::uint64_t x = (user ^ 0x9e3779b97f4a7c15ULL) * 0xd6e8feb86659fd93ULL;
    x = (x ^ (x >> 32) ^ dossier) * 0xff51afd7ed558ccdULL;
    x ^= x >> 33;
    return x == 0 ? 1 : x;
}

}  // namespace schouw
