// SPDX-License-Identifier: EUPL-1.2
#include "intake/bytes.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/error.hpp"
#include "intake/encoding.hpp"

namespace schouw {
namespace {

constexpr std::size_t chunk_size = 1 << 20;

}  // namespace

ByteStream::ByteStream(const std::filesystem::path& path, const std::string& shown, bool digest)
    : shown_(shown), digest_(digest) {
    const auto refuse = [&](const char* key, const char* why) {
        if (fd_ >= 0) ::close(fd_);
        fail(Exit::io, key, {{"why", why}}, {shown_, "", 0, 0});
    };
    fd_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd_ < 0) refuse(errno == ENOENT ? "file.absent" : "file.unreadable", std::strerror(errno));
    struct stat info {};
    if (::fstat(fd_, &info) != 0) refuse("file.unreadable", std::strerror(errno));
    if (!S_ISREG(info.st_mode)) refuse("file.not_regular", "");
    size_ = info.st_size;
    const auto first = std::min<long long>(size_ + 1, chunk_size);
    chunk_.resize(static_cast<std::size_t>(first));
    if (digest_) hashed_.resize(chunk_.size());
}

ByteStream::~ByteStream() {
    if (hashing_.valid()) hashing_.wait();
    ::close(fd_);
}

// The digest of what was read runs beside the work on it.
bool ByteStream::fill() {
    if (eof_) return false;
    ssize_t got = 0;
    do {
        got = ::read(fd_, chunk_.data(), chunk_.size());
    } while (got < 0 && errno == EINTR);
    if (got < 0)
        fail(Exit::io, "file.unreadable", {{"why", std::strerror(errno)}}, {shown_, "", 0, 0});
    if (hashing_.valid()) hashing_.get();
    if (got == 0) {
        eof_ = true;
        sha256_ = hash_.finish();
        if (rest_.empty()) return false;
        append("");
        return true;
    }
    const auto size = static_cast<std::size_t>(got);
    if (digest_) {
        std::memcpy(hashed_.data(), chunk_.data(), size);
        const auto policy = size < chunk_size / 4 ? std::launch::deferred : std::launch::async;
        hashing_ = std::async(policy, [this, size] { hash_.add({hashed_.data(), size}); });
    }
    bytes_ += got;
    append({chunk_.data(), size});
    return true;
}

void ByteStream::append(std::string_view bytes) {
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    std::string decoded;
    if (wide_ != Wide::no) {
        rest_.append(bytes);
        decoded = from_utf16(rest_, wide_ == Wide::big, eof_);
        bytes = decoded;
    }
    if (buffer_.size() < end_ + bytes.size())
        buffer_.resize(std::max(buffer_.size() * 3 / 2, end_ + bytes.size()));
    std::copy(bytes.begin(), bytes.end(), buffer_.begin() + static_cast<std::ptrdiff_t>(end_));
    end_ += bytes.size();
}

void ByteStream::widen(Wide wide) {
    const std::string raw(begin(), end());
    begin_ = end_ = 0;
    wide_ = wide;
    append(raw);
}

std::vector<std::string> ByteStream::samples(std::size_t parts, std::size_t size) const {
    std::vector<std::string> out;
    const long long from = bytes_;
    const auto step = (size_ - from) / static_cast<long long>(parts);
    if (step <= static_cast<long long>(size)) return out;
    for (std::size_t i = 0; i < parts; ++i) {
        std::string part(size, '\0');
        // The last sample ends where the file does.
        const long long at = i + 1 == parts ? size_ - static_cast<long long>(size)
                                            : from + step * static_cast<long long>(i);
        const ssize_t got = ::pread(fd_, part.data(), size, at);
        if (got <= 0) break;
        part.resize(static_cast<std::size_t>(got));
        out.push_back(std::move(part));
    }
    return out;
}

}  // namespace schouw
