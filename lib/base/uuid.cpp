// SPDX-License-Identifier: EUPL-1.2
#include "base/uuid.hpp"

#include <array>
#include <bit>
#include <cstdint>

#include "base/hex.hpp"

namespace schouw {
namespace {

using State = std::array<std::uint32_t, 5>;
constexpr std::size_t block_size = 64;

std::uint32_t word_at(std::string_view bytes, std::size_t at) {
    std::uint32_t word = 0;
    for (std::size_t i = 0; i < 4; ++i)
        word = word << 8 | static_cast<unsigned char>(bytes[at + i]);
    return word;
}

// One block of SHA-1 (RFC 3174). It only makes names here: nothing relies on it being hard to fool.
void add_block(State& state, std::string_view block) {
    std::array<std::uint32_t, 80> words{};
    for (std::size_t i = 0; i < 16; ++i) words[i] = word_at(block, 4 * i);
    for (std::size_t i = 16; i < 80; ++i)
        words[i] = std::rotl(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
    auto [a, b, c, d, e] = state;
    for (std::size_t i = 0; i < 80; ++i) {
        std::uint32_t mixed = 0;
        if (i < 20)
            mixed = ((b & c) | (~b & d)) + 0x5a827999U;
        else if (i < 40)
            mixed = (b ^ c ^ d) + 0x6ed9eba1U;
        else if (i < 60)
            mixed = ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdcU;
        else
            mixed = (b ^ c ^ d) + 0xca62c1d6U;
        const std::uint32_t next = std::rotl(a, 5) + mixed + e + words[i];
        e = d;
        d = c;
        c = std::rotl(b, 30);
        b = a;
        a = next;
    }
    const State added = {a, b, c, d, e};
    for (std::size_t i = 0; i < state.size(); ++i) state[i] += added[i];
}

std::string sha1(std::string text) {
    const std::uint64_t bits = 8 * static_cast<std::uint64_t>(text.size());
    text += '\x80';
    while (text.size() % block_size != block_size - 8) text += '\0';
    for (int shift = 56; shift >= 0; shift -= 8)
        text += static_cast<char>(static_cast<unsigned char>(bits >> shift));
    State state = {0x67452301U, 0xefcdab89U, 0x98badcfeU, 0x10325476U, 0xc3d2e1f0U};
    for (std::size_t at = 0; at < text.size(); at += block_size)
        add_block(state, std::string_view(text).substr(at, block_size));
    std::string out;
    for (const auto word : state)
        for (int shift = 24; shift >= 0; shift -= 8)
            out += static_cast<char>(static_cast<unsigned char>(word >> shift));
    return out;
}

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string bytes_of(std::string_view uuid) {
    std::string bytes;
    int high = -1;
    for (const char c : uuid) {
        const int digit = digit_of(c);
        if (digit < 0) continue;
        if (high < 0) {
            high = digit;
            continue;
        }
        bytes += static_cast<char>(static_cast<unsigned char>(high * 16 + digit));
        high = -1;
    }
    return bytes.size() == 16 ? bytes : std::string(16, '\0');
}

}  // namespace

std::string uuid5(std::string_view name_space, std::string_view name) {
    std::string bytes = sha1(bytes_of(name_space) + std::string(name)).substr(0, 16);
    bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x50);
    bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);
    const std::string digits = hex(bytes);
    return digits.substr(0, 8) + "-" + digits.substr(8, 4) + "-" + digits.substr(12, 4) + "-" +
           digits.substr(16, 4) + "-" + digits.substr(20);
}

}  // namespace schouw
