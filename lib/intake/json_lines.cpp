// SPDX-License-Identifier: EUPL-1.2
#include "intake/json_lines.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "intake/json_text.hpp"

namespace schouw {
namespace {

constexpr std::size_t chunk = 1 << 18;

[[noreturn]] void refuse(const std::string& shown, const char* key, const char* why) {
    fail(Exit::io, key, {{"why", why}}, {shown, "", 0, 0});
}

}  // namespace

JsonFile::JsonFile(const std::filesystem::path& path, std::string shown)
    : shown_(std::move(shown)), fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
    if (fd_ < 0)
        refuse(shown_, errno == ENOENT ? "file.absent" : "file.unreadable", std::strerror(errno));
    struct stat info {};
    const bool known = ::fstat(fd_, &info) == 0;
    if (known && S_ISREG(info.st_mode)) {
        size_ = info.st_size;
        return;
    }
    const int error = errno;
    ::close(fd_);
    refuse(shown_, known ? "file.not_regular" : "file.unreadable", std::strerror(error));
}

JsonFile::~JsonFile() { ::close(fd_); }

bool JsonFile::read(std::string& to, std::size_t most) {
    const std::size_t had = to.size();
    to.resize(had + most);
    ssize_t got = 0;
    do {
        got = ::read(fd_, to.data() + had, most);
    } while (got < 0 && errno == EINTR);
    if (got < 0) refuse(shown_, "file.unreadable", std::strerror(errno));
    to.resize(had + static_cast<std::size_t>(got));
    hash_.add(std::string_view(to).substr(had));
    bytes_ += got;
    return got > 0;
}

void JsonFile::rewind() {
    if (::lseek(fd_, 0, SEEK_SET) != 0) refuse(shown_, "file.unreadable", std::strerror(errno));
    hash_ = Sha256();
    bytes_ = 0;
}

std::size_t json_mark(std::string_view head, const std::string& shown) {
    if (head.starts_with("\xEF\xBB\xBF")) return 3;
    const auto first = head.substr(0, 4);
    if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF") ||
        first.find('\0') != std::string_view::npos)
        fail(Exit::io, "json.utf16", {}, {shown, "", 1, 1});
    return 0;
}

bool JsonLines::next(std::string_view& line) {
    std::size_t searched = begin_;
    for (;;) {
        const auto newline = buffer_.find('\n', searched);
        const bool found = newline != std::string::npos;
        const std::size_t stop = found ? newline : buffer_.size();
        if (stop - begin_ > json_longest_record)
            fail(Exit::io, "json.line_too_long", {{"limit", "1 MiB"}},
                 {file_.shown(), "", number_ + 1, 0});
        if (found || (end_ && begin_ < buffer_.size())) {
            line = std::string_view(buffer_).substr(begin_, stop - begin_);
            begin_ = found ? newline + 1 : stop;
            if (number_++ == 0) line.remove_prefix(json_mark(line, file_.shown()));
            return true;
        }
        if (end_) return false;
        buffer_.erase(0, begin_);
        begin_ = 0;
        searched = buffer_.size();
        end_ = !file_.read(buffer_, chunk);
    }
}

}  // namespace schouw
