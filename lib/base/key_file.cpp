// SPDX-License-Identifier: EUPL-1.2
#include "base/key_file.hpp"

#include <fcntl.h>
#include <pwd.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "base/error.hpp"
#include "base/signing.hpp"

namespace schouw {
namespace fs = std::filesystem;
namespace {

[[noreturn]] void refuse(const char* key, const fs::path& file) {
    fail(Exit::usage, key, {}, {file.string(), "", 0, 0});
}

[[noreturn]] void io_error(const char* key, const fs::path& file, int error) {
    fail(Exit::io, key, {{"why", std::strerror(error)}}, {file.string(), "", 0, 0});
}

struct Descriptor {
    int fd = -1;
    ~Descriptor() {
        if (fd >= 0) ::close(fd);
    }
};

fs::path home_folder() {
    if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0') return home;
    std::vector<char> buffer(16384);
    struct passwd entry {};
    struct passwd* found = nullptr;
    if (::getpwuid_r(::geteuid(), &entry, buffer.data(), buffer.size(), &found) == 0 &&
        found != nullptr && found->pw_dir != nullptr && *found->pw_dir != '\0')
        return found->pw_dir;
    fail(Exit::usage, "key.no_home");
}

void write_all(int fd, const fs::path& file, const unsigned char* bytes, std::size_t size) {
    while (size > 0) {
        const auto put = ::write(fd, bytes, size);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) io_error("file.cannot_write", file, errno);
        bytes += put;
        size -= static_cast<std::size_t>(put);
    }
}

void sync_folder(const fs::path& file) {
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    const Descriptor parent{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (parent.fd < 0 || ::fsync(parent.fd) != 0) io_error("file.cannot_write", folder, errno);
}

}  // namespace

std::optional<std::string> read_own_file(const fs::path& file, std::size_t limit) {
    const Descriptor handle{::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)};
    if (handle.fd < 0 && errno == ENOENT) refuse("key.absent", file);
    if (handle.fd < 0 && errno == ELOOP) refuse("key.link", file);
    if (handle.fd < 0) io_error("file.unreadable", file, errno);
    struct stat info {};
    if (::fstat(handle.fd, &info) != 0) io_error("file.unreadable", file, errno);
    if (!S_ISREG(info.st_mode)) return std::nullopt;
    if (info.st_uid != ::geteuid()) refuse("key.other_owner", file);
    if ((info.st_mode & 077) != 0) refuse("key.open_to_others", file);
    if (info.st_size > static_cast<off_t>(limit)) return std::nullopt;
    std::string bytes(static_cast<std::size_t>(info.st_size), '\0');
    for (std::size_t got = 0; got < bytes.size();) {
        const auto some = ::read(handle.fd, bytes.data() + got, bytes.size() - got);
        if (some < 0 && errno == EINTR) continue;
        if (some < 0) io_error("file.unreadable", file, errno);
        if (some == 0) return std::nullopt;
        got += static_cast<std::size_t>(some);
    }
    return bytes;
}

bool read_key_file(const fs::path& file, unsigned char* out, std::size_t size) {
    std::optional<std::string> bytes = read_own_file(file, size);
    const bool whole = bytes && bytes->size() == size;
    if (whole) std::memcpy(out, bytes->data(), size);
    if (bytes) sodium_memzero(bytes->data(), bytes->size());
    return whole;
}

// Written beside its place and then linked to it: a link never replaces what is there.
void write_key_file(const fs::path& file, const unsigned char* bytes, std::size_t size) {
    struct stat info {};
    if (::lstat(file.c_str(), &info) == 0) refuse("key.exists", file);
    if (file.has_parent_path()) {
        std::error_code error;
        fs::create_directories(file.parent_path(), error);
        if (error) io_error("file.cannot_write", file.parent_path(), error.value());
    }
    const fs::path part =
        file.parent_path() / ("." + file.filename().string() + "." + std::to_string(::getpid()));
    const Descriptor handle{
        ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600)};
    if (handle.fd < 0) io_error("file.cannot_write", file, errno);
    struct Remove {
        const fs::path& path;
        ~Remove() { ::unlink(path.c_str()); }
    } const remove{part};
    write_all(handle.fd, file, bytes, size);
    if (::fchmod(handle.fd, 0600) != 0 || ::fsync(handle.fd) != 0)
        io_error("file.cannot_write", file, errno);
    if (::link(part.c_str(), file.c_str()) != 0) {
        if (errno == EEXIST) refuse("key.exists", file);
        io_error("file.cannot_write", file, errno);
    }
    sync_folder(file);
}

fs::path default_key_file() {
    const char* config = std::getenv("XDG_CONFIG_HOME");
    const bool set = config != nullptr && *config == '/';  // the standard ignores relative ones
    return (set ? fs::path(config) : home_folder() / ".config") / "schouw/key";
}

fs::path expand_path(const std::string& written, const fs::path& folder) {
    if (written.starts_with("~/")) return home_folder() / written.substr(2);
    return folder / written;
}

}  // namespace schouw
