// SPDX-License-Identifier: EUPL-1.2
// The bytes of a fuzz input as a file with a name, for readers that take a path; nothing is
// written to a disk.
#pragma once
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>

namespace schouw::fuzz {

// A property that holds for any input; the fuzzer reports where it does not.
inline void expect(bool holds) {
    if (!holds) std::abort();
}

// One file under several names, in a folder that is removed at the end.
class MemoryFile {
public:
    MemoryFile(std::initializer_list<const char*> names) : fd_(::memfd_create("fuzz", 0)) {
        std::string made = "/tmp/schouw-fuzz-XXXXXX";
        expect(fd_ >= 0 && ::mkdtemp(made.data()) != nullptr);
        folder = made;
        for (const char* name : names)
            std::filesystem::create_symlink("/proc/self/fd/" + std::to_string(fd_), folder / name);
    }
    ~MemoryFile() {
        std::error_code error;
        std::filesystem::remove_all(folder, error);
        ::close(fd_);
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    void set(std::string_view bytes) const {
        expect(::ftruncate(fd_, 0) == 0 &&
               ::pwrite(fd_, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()));
    }
    std::filesystem::path folder;

private:
    int fd_;
};

inline std::string_view bytes_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

}  // namespace schouw::fuzz
