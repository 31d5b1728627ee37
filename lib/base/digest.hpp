// SPDX-License-Identifier: EUPL-1.2
// SHA-256 over bytes, in one go or in pieces (OpenSSL: it uses what the processor has for it).
#pragma once
#include <array>
#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace schouw {

using Digest = std::array<unsigned char, 32>;

class Sha256 {
public:
    Sha256();
    void add(std::string_view bytes);
    // A field: its length goes before it, so that ("ab","c") and ("a","bc") differ.
    void add_field(std::string_view bytes);
    // The digest; nothing may be added after it.
    Digest finish();

private:
    struct Free {
        void operator()(evp_md_ctx_st* state) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> state_;
};

std::string hex(const Digest& digest);
std::string sha256_hex(std::string_view bytes);
// 16 bytes that tell one record's content from another's (BLAKE2b).
std::string quick_digest(std::string_view bytes);

}  // namespace schouw
