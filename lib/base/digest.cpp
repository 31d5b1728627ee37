// SPDX-License-Identifier: EUPL-1.2
#include "base/digest.hpp"

#include <openssl/evp.h>
#include <sodium.h>

#include <new>

namespace schouw {
namespace {

// Looked up once: that takes longer than a short text.
const EVP_MD* sha256() {
    static const EVP_MD* const found = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return found;
}

}  // namespace

void Sha256::Free::operator()(evp_md_ctx_st* state) const { EVP_MD_CTX_free(state); }

Sha256::Sha256() : state_(EVP_MD_CTX_new()) {
    if (!state_ || EVP_DigestInit_ex2(state_.get(), sha256(), nullptr) != 1) throw std::bad_alloc();
}

void Sha256::add(std::string_view bytes) {
    EVP_DigestUpdate(state_.get(), bytes.data(), bytes.size());
}

void Sha256::add_field(std::string_view bytes) {
    const auto size = static_cast<unsigned long long>(bytes.size());
    char length[8];
    for (int i = 0; i < 8; ++i) length[i] = static_cast<char>(size >> (8 * i));
    add({length, sizeof length});
    add(bytes);
}

Digest Sha256::finish() {
    Digest out{};
    EVP_DigestFinal_ex(state_.get(), out.data(), nullptr);
    return out;
}

std::string hex(const Digest& digest) {
    constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (const unsigned char byte : digest) {
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

std::string sha256_hex(std::string_view bytes) {
    Sha256 hash;
    hash.add(bytes);
    return hex(hash.finish());
}

std::string quick_digest(std::string_view bytes) {
    std::string out(16, '\0');
    crypto_generichash(reinterpret_cast<unsigned char*>(out.data()), out.size(),
                       reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr,
                       0);
    return out;
}

}  // namespace schouw
