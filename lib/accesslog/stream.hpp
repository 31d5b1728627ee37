// SPDX-License-Identifier: EUPL-1.2
// A log file in, its bytes out: plain, gzip (several members too) or zstd, by what is in it; "-" is
// standard input. Nothing is kept but one buffer.
#pragma once
#include <filesystem>
#include <memory>
#include <string>

namespace schouw {

class LogStream {
public:
    // Throws Error(io) when the file is absent, no regular file or pipe, or unreadable.
    LogStream(const std::filesystem::path& path, std::string shown);
    ~LogStream();
    LogStream(const LogStream&) = delete;
    LogStream& operator=(const LogStream&) = delete;

    // At most `size` bytes; 0 at the end. Throws Error(io) for a read error and for packed data
    // that is damaged or cut off.
    std::size_t read(char* to, std::size_t size);
    const std::string& shown() const { return shown_; }
    const char* packing() const;  // "", "gzip" or "zstd"

private:
    struct Unpack;
    struct Gzip;
    struct Zstd;
    std::size_t raw(char* to, std::size_t size);
    std::string shown_;
    int fd_ = -1;
    std::string head_;  // read to see what it is, and not yet given
    std::unique_ptr<Unpack> unpack_;
};

}  // namespace schouw
