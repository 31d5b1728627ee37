// SPDX-License-Identifier: EUPL-1.2
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "base/error.hpp"
#include "base/file.hpp"

namespace schouw {
namespace fs = std::filesystem;
namespace {

constexpr const char* prefix = "schouw-";
constexpr const char* pattern = "schouw-XXXXXX";

fs::path temporary_folder() {
    const char* chosen = std::getenv("TMPDIR");
    return chosen != nullptr && *chosen != '\0' ? chosen : "/tmp";
}

// The folder, opened and locked; -1 when it is not ours, is in use or is gone. A file system that
// knows no locks gives a folder without one: then nothing is tidied.
int lock_folder(const fs::path& path, bool lock_needed) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) return -1;
    struct stat info {};
    if (::fstat(fd, &info) == 0 && info.st_uid == ::geteuid() && (info.st_mode & 077) == 0) {
        const bool locked = ::flock(fd, LOCK_EX | LOCK_NB) == 0;
        const bool others = !locked && (lock_needed || errno == EWOULDBLOCK);
        if (!others && ::fstat(fd, &info) == 0 && info.st_nlink > 0) return fd;
    }
    ::close(fd);
    return -1;
}

}  // namespace

// A folder that nobody has locked is of a process that was killed.
void remove_left_folders() {
    std::error_code error;
    const std::size_t length = std::strlen(pattern);
    for (auto entry = fs::directory_iterator(temporary_folder(), error);
         !error && entry != fs::directory_iterator(); entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (name.size() != length || !name.starts_with(prefix)) continue;
        const int fd = lock_folder(entry->path(), true);
        if (fd < 0) continue;
        std::error_code ignored;
        fs::remove_all(entry->path(), ignored);
        ::close(fd);
    }
}

PrivateFolder::PrivateFolder() {
    remove_left_folders();
    constexpr int attempts = 100;  // another process may tidy the folder away before it is locked
    for (int i = 0; i < attempts && lock_ < 0; ++i) {
        std::string name = (temporary_folder() / pattern).string();
        if (::mkdtemp(name.data()) == nullptr)
            fail(Exit::io, "file.cannot_write", {{"why", std::strerror(errno)}}, {name, "", 0, 0});
        path = name;
        lock_ = lock_folder(path, false);
    }
    if (lock_ < 0)
        fail(Exit::io, "file.cannot_write", {{"why", std::strerror(EBUSY)}},
             {path.string(), "", 0, 0});
}

PrivateFolder::~PrivateFolder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
    ::close(lock_);
}

}  // namespace schouw
