// SPDX-License-Identifier: EUPL-1.2
#include "store/lock.hpp"

#include <fcntl.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>

#include "base/error.hpp"

namespace schouw {
namespace fs = std::filesystem;
namespace {

[[noreturn]] void io_error(const fs::path& path, int error) {
    fail(Exit::io, "file.cannot_write", {{"why", std::strerror(error)}}, {path.string(), "", 0, 0});
}

// Interrupts a blocking call once the time is over, and again until it is taken down: the first
// interruption may come just before the call begins.
class Alarm {
public:
    explicit Alarm(long seconds)
        : end_(std::chrono::steady_clock::now() + std::chrono::seconds(seconds)) {
        struct sigaction handler {};
        handler.sa_handler = [](int) {};
        ::sigaction(SIGALRM, &handler, &before_);  // no SA_RESTART: the call returns EINTR
        sigset_t set;
        ::sigemptyset(&set);
        ::sigaddset(&set, SIGALRM);
        ::pthread_sigmask(SIG_UNBLOCK, &set, &mask_);
        const itimerval timer{{0, 100'000}, {seconds, 0}};
        ::setitimer(ITIMER_REAL, &timer, nullptr);
    }
    ~Alarm() {
        const itimerval none{};
        ::setitimer(ITIMER_REAL, &none, nullptr);
        ::pthread_sigmask(SIG_SETMASK, &mask_, nullptr);
        ::sigaction(SIGALRM, &before_, nullptr);
    }
    Alarm(const Alarm&) = delete;
    Alarm& operator=(const Alarm&) = delete;

    bool over() const { return std::chrono::steady_clock::now() >= end_; }

private:
    std::chrono::steady_clock::time_point end_;
    struct sigaction before_ {};
    sigset_t mask_{};
};

// False when the lock is still held by another when the time is over. Sleeps in the kernel.
bool take(int fd, Patience patience, const fs::path& name) {
    if (::flock(fd, LOCK_EX | LOCK_NB) == 0) return true;
    if (errno != EWOULDBLOCK) io_error(name, errno);
    if (patience == no_patience) return false;
    if (patience == endless_patience) {
        while (::flock(fd, LOCK_EX) != 0)
            if (errno != EINTR) io_error(name, errno);
        return true;
    }
    const Alarm alarm(patience);
    while (::flock(fd, LOCK_EX) != 0) {
        if (errno != EINTR) io_error(name, errno);
        if (alarm.over()) return false;
    }
    return true;
}

int open_lock(const fs::path& name) {
    const int fd =
        ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
    if (fd < 0 && errno == ELOOP) fail(Exit::io, "store.link", {}, {name.string(), "", 0, 0});
    if (fd < 0) io_error(name, errno);
    struct stat info {};
    if (::fstat(fd, &info) == 0 && S_ISREG(info.st_mode)) return fd;
    ::close(fd);
    fail(Exit::io, "file.not_regular", {}, {name.string(), "", 0, 0});
}

}  // namespace

Lock::Lock(const fs::path& store, Patience patience) {
    const fs::path name = store.string() + ".lock";
    const int fd = open_lock(name);
    try {
        if (!take(fd, patience, name))
            fail(Exit::busy, patience == no_patience ? "store.busy" : "store.busy_still",
                 {{"seconds", std::to_string(patience)}}, {store.string(), "", 0, 0});
    } catch (const Error&) {
        ::close(fd);
        throw;
    }
    fd_ = fd;
}

Lock::~Lock() { ::close(fd_); }

// SQLite follows no link at the names of its journals, but waits for ever at a FIFO.
void refuse_unsafe_store(const fs::path& store) {
    for (const char* end : {"", "-journal", "-wal", "-shm"}) {
        const fs::path path = store.string() + end;
        struct stat info {};
        if (::lstat(path.c_str(), &info) != 0) continue;
        const Place place{path.string(), "", 0, 0};
        if (S_ISLNK(info.st_mode)) fail(Exit::io, "store.link", {}, place);
        if (!S_ISREG(info.st_mode)) fail(Exit::io, "file.not_regular", {}, place);
        if (info.st_nlink > 1) fail(Exit::io, "store.two_names", {}, place);
    }
}

void refuse_root_for_others(const fs::path& store) {
    if (::geteuid() != 0) return;
    const fs::path folder = store.has_parent_path() ? store.parent_path() : fs::path(".");
    for (const auto& path : {store, folder}) {
        struct stat info {};
        if (::stat(path.c_str(), &info) != 0 || info.st_uid == 0) continue;
        const passwd* owner = ::getpwuid(info.st_uid);
        fail(Exit::io, "store.not_roots",
             {{"owner", owner != nullptr ? owner->pw_name : std::to_string(info.st_uid)}},
             {path.string(), "", 0, 0});
    }
}

}  // namespace schouw
