// SPDX-License-Identifier: EUPL-1.2
// A file in, its text as UTF-8 out, in one buffer that is refilled; the digest of its bytes.
#pragma once
#include <filesystem>
#include <future>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"

namespace schouw {

enum class Wide : unsigned char { no, little, big };  // UTF-16, by the order of its bytes

class ByteStream {
public:
    // Throws Error(io) when the file is absent, unreadable or no regular file.
    // Without `digest` sha256() is not computed.
    ByteStream(const std::filesystem::path& path, const std::string& shown, bool digest);
    ~ByteStream();
    ByteStream(const ByteStream&) = delete;
    ByteStream& operator=(const ByteStream&) = delete;

    // What is in the buffer and not yet used.
    const char* begin() const { return buffer_.data() + begin_; }
    const char* end() const { return buffer_.data() + end_; }
    bool eof() const { return eof_; }
    // Up to here is used.
    void use(const char* to) { begin_ = static_cast<std::size_t>(to - buffer_.data()); }
    // Reads on: the buffer grows when nothing of it was used. False when nothing came.
    bool fill();
    // Takes the text as UTF-16 from now on, what is in the buffer too.
    void widen(Wide wide);
    // Parts of the file beyond the buffer, each of `size` bytes, at equal distances.
    std::vector<std::string> samples(std::size_t parts, std::size_t size) const;

    long long size() const { return size_; }    // of the file when it was opened
    long long bytes() const { return bytes_; }  // read so far
    const Digest& sha256() const { return sha256_; }

private:
    void append(std::string_view bytes);

    std::string shown_;
    int fd_ = -1;
    std::vector<char> buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    bool eof_ = false;
    long long size_ = 0;
    long long bytes_ = 0;
    Wide wide_ = Wide::no;
    bool digest_ = true;
    std::string rest_;  // bytes of half a character
    std::vector<char> chunk_;
    Sha256 hash_;
    std::future<void> hashing_;
    std::vector<char> hashed_;
    Digest sha256_{};
};

}  // namespace schouw
