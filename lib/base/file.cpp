// SPDX-License-Identifier: EUPL-1.2
#include "base/file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
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

// What is written is a part beside the target, ".NAME.PROCESS.part", until it is renamed.
std::string part_begins(const fs::path& path) { return "." + path.filename().string() + "."; }

bool is_part_of(const std::string& name, const std::string& begins) {
    constexpr std::string_view ends = ".part";
    if (name.size() <= begins.size() + ends.size()) return false;
    if (!name.starts_with(begins) || !name.ends_with(ends)) return false;
    return std::all_of(name.begin() + static_cast<long>(begins.size()),
                       name.end() - static_cast<long>(ends.size()),
                       [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; });
}

// Parts that nobody has locked are of a process that was killed.
void remove_left_parts(const fs::path& path) {
    const std::string begins = part_begins(path);
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    std::error_code error;
    for (auto entry = fs::directory_iterator(folder, error);
         !error && entry != fs::directory_iterator(); entry.increment(error)) {
        if (!is_part_of(entry->path().filename().string(), begins)) continue;
        const Descriptor part{
            ::open(entry->path().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)};
        struct stat info {};
        if (part.fd >= 0 && ::fstat(part.fd, &info) == 0 && S_ISREG(info.st_mode) &&
            info.st_uid == ::geteuid() && ::flock(part.fd, LOCK_EX | LOCK_NB) == 0)
            ::unlink(entry->path().c_str());
    }
}

// True when the name still leads to the open file.
bool same_file(int fd, const fs::path& path) {
    struct stat open {};
    struct stat named {};
    return ::fstat(fd, &open) == 0 && ::lstat(path.c_str(), &named) == 0 &&
           open.st_dev == named.st_dev && open.st_ino == named.st_ino;
}

// A new part, made here and nowhere else (O_EXCL), and locked for as long as it is open.
int make_part(const fs::path& part, const fs::path& path) {
    constexpr int attempts = 100;  // another process may tidy it away before it is locked
    for (int i = 0; i < attempts; ++i) {
        ::unlink(part.c_str());
        const int fd =
            ::open(part.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (fd < 0) io_error("file.cannot_write", path, errno);
        const bool others = ::flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
        if (!others && same_file(fd, part)) return fd;  // a file system may know no locks
        ::close(fd);
    }
    io_error("file.cannot_write", path, EBUSY);
}

void sync_and_rename(const Descriptor& handle, const fs::path& part, const fs::path& path) {
    if (!same_file(handle.fd, part)) io_error("file.cannot_write", path, ESTALE);
    if (::fchmod(handle.fd, 0600) != 0 || ::fsync(handle.fd) != 0)
        io_error("file.cannot_write", path, errno);
    if (::rename(part.c_str(), path.c_str()) != 0) io_error("file.cannot_write", path, errno);
    sync_folder(path);
}

}  // namespace

std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    for (auto entry = fs::directory_iterator(folder, error);
         !error && entry != fs::directory_iterator(); entry.increment(error))
        files.push_back(entry->path());
    if (error && error != std::errc::no_such_file_or_directory)
        io_error("file.unreadable", folder, error.value());
    std::sort(files.begin(), files.end());
    return files;
}

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
    remove_left_parts(path);
    const fs::path part =
        path.parent_path() / (part_begins(path) + std::to_string(::getpid()) + ".part");
    const Descriptor handle{make_part(part, path)};
    try {
        writer(part);
        sync_and_rename(handle, part, path);
    } catch (...) {
        ::unlink(part.c_str());
        throw;
    }
}

void write_stream(const fs::path& path,
                  const std::function<void(const std::function<void(std::string_view)>&)>& body) {
    write_with(path, [&](const fs::path& part) {
        Descriptor handle{::open(part.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC)};
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

}  // namespace schouw
