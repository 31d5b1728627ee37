// SPDX-License-Identifier: EUPL-1.2
// An open file in, its bytes out: whole up to a limit, or line by line; and what no JSON can be.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "base/digest.hpp"

namespace schouw {

// A regular file, open to read. Throws Error(io) file.*.
class JsonFile {
public:
    JsonFile(const std::filesystem::path& path, std::string shown);
    ~JsonFile();
    JsonFile(const JsonFile&) = delete;
    JsonFile& operator=(const JsonFile&) = delete;

    // Appends at most `most` bytes; false at the end.
    bool read(std::string& to, std::size_t most);
    void rewind();
    const std::string& shown() const { return shown_; }
    // As the file system says; it may have grown since.
    long long size() const { return size_; }
    // Over what was read since the begin or rewind().
    Digest sha256() { return hash_.finish(); }
    long long bytes() const { return bytes_; }

private:
    std::string shown_;
    int fd_ = -1;
    long long size_ = 0;
    long long bytes_ = 0;
    Sha256 hash_;
};

// The bytes of the byte order mark in front: 0 or 3. Throws "json.utf16" for UTF-16 and UTF-32.
std::size_t json_mark(std::string_view head, const std::string& shown);

// The lines of a file. Memory does not depend on its size.
class JsonLines {
public:
    explicit JsonLines(JsonFile& file) : file_(file) {}
    // A line without its newline, valid until the next call; false at the end. Throws
    // "json.line_too_long" beyond json_longest_record bytes.
    bool next(std::string_view& line);
    long number() const { return number_; }  // of that line, from 1

private:
    JsonFile& file_;
    std::string buffer_;
    std::size_t begin_ = 0;
    long number_ = 0;
    bool end_ = false;
};

}  // namespace schouw
