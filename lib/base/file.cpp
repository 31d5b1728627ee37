// SPDX-License-Identifier: EUPL-1.2
#include "base/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "base/error.hpp"
#include "base/memory.hpp"

namespace schouw {
namespace fs = std::filesystem;
namespace {

[[noreturn]] void io_error(const char* key, const fs::path& path, int error) {
    fail(Exit::io, key, {{"why", std::strerror(error)}}, {path.string(), "", 0, 0});
}

struct Descriptor {
    int fd = -1;
    ~Descriptor() {
        if (fd >= 0) ::close(fd);
    }
};

void sync_folder(const fs::path& path) {
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    const Descriptor handle{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (handle.fd < 0 || ::fsync(handle.fd) != 0) io_error("file.cannot_write", folder, errno);
}

fs::path beside(const fs::path& path) {
    return path.parent_path() /
           ("." + path.filename().string() + "." + std::to_string(::getpid()) + ".part");
}

void sync_and_rename(const fs::path& part, const fs::path& path) {
    const Descriptor handle{::open(part.c_str(), O_RDONLY | O_CLOEXEC)};
    if (handle.fd < 0 || ::fsync(handle.fd) != 0 || ::fchmod(handle.fd, 0600) != 0)
        io_error("file.cannot_write", path, errno);
    if (::rename(part.c_str(), path.c_str()) != 0) io_error("file.cannot_write", path, errno);
    sync_folder(path);
}

}  // namespace

std::string read_file(const fs::path& path, std::size_t limit) {
    const Descriptor handle{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    if (handle.fd < 0) io_error(errno == ENOENT ? "file.absent" : "file.unreadable", path, errno);
    struct stat info {};
    if (::fstat(handle.fd, &info) != 0) io_error("file.unreadable", path, errno);
    if (!S_ISREG(info.st_mode)) fail(Exit::io, "file.not_regular", {}, {path.string(), "", 0, 0});
    std::string bytes;
    bytes.reserve(std::min(static_cast<std::size_t>(info.st_size), limit));
    will_be_filled(bytes.data(), bytes.capacity());
    char buffer[65536];
    for (;;) {
        const auto got = ::read(handle.fd, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) io_error("file.unreadable", path, errno);
        if (got == 0) return bytes;
        bytes.append(buffer, static_cast<std::size_t>(got));
        if (bytes.size() > limit)
            fail(Exit::io, "file.too_large", {{"limit", std::to_string(limit)}},
                 {path.string(), "", 0, 0});
    }
}

void write_with(const fs::path& path, const std::function<void(const fs::path&)>& writer) {
    struct stat info {};  // a device or a folder is not replaced by a file
    if (::lstat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode) && !S_ISLNK(info.st_mode))
        fail(Exit::io, "file.not_regular", {}, {path.string(), "", 0, 0});
    const fs::path part = beside(path);
    ::unlink(part.c_str());
    try {
        writer(part);
        sync_and_rename(part, path);
    } catch (...) {
        ::unlink(part.c_str());
        throw;
    }
}

void write_stream(const fs::path& path,
                  const std::function<void(const std::function<void(std::string_view)>&)>& body) {
    write_with(path, [&](const fs::path& part) {
        Descriptor handle{
            ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600)};
        if (handle.fd < 0) io_error("file.cannot_write", path, errno);
        body([&](std::string_view bytes) {
            while (!bytes.empty()) {
                const auto put = ::write(handle.fd, bytes.data(), bytes.size());
                if (put < 0 && errno == EINTR) continue;
                if (put < 0) io_error("file.cannot_write", path, errno);
                bytes.remove_prefix(static_cast<std::size_t>(put));
            }
        });
        const int fd = handle.fd;
        handle.fd = -1;
        if (::close(fd) != 0) io_error("file.cannot_write", path, errno);
    });
}

void write_file(const fs::path& path, std::string_view bytes) {
    write_stream(path, [&](const auto& write) { write(bytes); });
}

fs::path data_folder() {
    std::string looked;
    const auto there = [&](const fs::path& path) {
        looked += (looked.empty() ? "" : ", ") + path.string();
        std::error_code error;
        return fs::is_directory(path / "checklists", error);
    };
    if (const char* chosen = std::getenv("SCHOUW_DATADIR")) {
        if (there(chosen)) return chosen;
    } else {
        std::error_code error;
        const fs::path exe = fs::read_symlink("/proc/self/exe", error).parent_path();
        for (const auto& folder : {exe / "share/schouw", exe.parent_path() / "share/schouw"})
            if (there(folder)) return folder;
    }
    fail(Exit::usage, "data.absent", {{"looked", looked}});
}

PrivateFolder::PrivateFolder() {
    const char* chosen = std::getenv("TMPDIR");
    std::string name =
        (fs::path(chosen != nullptr && *chosen != '\0' ? chosen : "/tmp") / "schouw-XXXXXX")
            .string();
    if (::mkdtemp(name.data()) == nullptr) io_error("file.cannot_write", name, errno);
    path = name;
}

PrivateFolder::~PrivateFolder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
}

}  // namespace schouw
