// SPDX-License-Identifier: EUPL-1.2
#include "accesslog/pseudonym.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/key_file.hpp"

namespace schouw {
namespace fs = std::filesystem;
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

// log-pseudonyms-2026-06-01.key, and -2, -3 … for more on one day.
constexpr std::string_view kept_start = "log-pseudonyms-";
constexpr std::string_view kept_end = ".key";

fs::path kept_name(const fs::path& workspace, const std::string& day) {
    for (int n = 1;; ++n) {
        const std::string more = n == 1 ? "" : "-" + std::to_string(n);
        const fs::path name =
            workspace / (std::string(kept_start) + day + more + std::string(kept_end));
        if (!fs::exists(fs::symlink_status(name))) return name;
    }
}

// What was there is gone from the file; copies elsewhere are not.
void destroy_key_file(const fs::path& file) {
    const auto refuse = [&] {
        fail(Exit::io, "file.cannot_write", {{"why", std::strerror(errno)}},
             {file.string(), "", 0, 0});
    };
    const int handle = ::open(file.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
    if (handle < 0) refuse();
    const std::array<unsigned char, 32> nothing{};
    const bool done =
        ::write(handle, nothing.data(), nothing.size()) == static_cast<ssize_t>(nothing.size()) &&
        ::fsync(handle) == 0;
    ::close(handle);
    if (!done || ::unlink(file.c_str()) != 0) refuse();
}

}  // namespace

LogKey::LogKey(const std::filesystem::path& file) {
    if (!std::filesystem::exists(std::filesystem::symlink_status(file))) {
        randombytes_buf(key_.data(), key_.size());
        write_key_file(file, key_.data(), key_.size());
        made_ = true;
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

std::string LogKey::mark() const { return pseudonym("mark", "").substr(5, 8); }

std::vector<fs::path> kept_log_keys(const fs::path& workspace) {
    std::vector<fs::path> kept;
    for (const auto& file : files_in(workspace)) {
        const std::string name = file.filename().string();
        if (name.starts_with(kept_start) && name.ends_with(kept_end)) kept.push_back(file);
    }
    std::sort(kept.begin(), kept.end(), std::greater<>());
    return kept;
}

fs::path rotate_log_key(const fs::path& workspace, bool keep, const std::string& day) {
    const fs::path file = workspace / log_key_file;
    if (!fs::exists(fs::symlink_status(file)))
        fail(Exit::usage, "key.absent", {}, {file.string(), "", 0, 0});
    { const LogKey old(file); }  // refuses what is no key, or not of its owner alone
    fs::path kept;
    if (keep) {
        kept = kept_name(workspace, day);
        fs::rename(file, kept);
    } else {
        destroy_key_file(file);
    }
    const LogKey fresh(file);
    return kept;
}

}  // namespace schouw
