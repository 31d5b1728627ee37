// SPDX-License-Identifier: EUPL-1.2
// A CSV file in, its rows out one by one, with the line on which each began. Memory does not
// depend on the size of the file.
#pragma once
#include <filesystem>
#include <future>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "intake/rows.hpp"

namespace schouw {

struct Dialect {
    char delimiter = ';';
    char quote = '"';
    std::string encoding = "UTF-8";  // or Windows-1252, when the first part is no UTF-8
    bool bom = false;
};

// What the user wants instead of the guess.
struct DialectWish {
    std::optional<char> delimiter;
    std::optional<std::string> encoding;
};

class CsvReader {
public:
    // Throws Error(io) when the file is absent, unreadable or no regular file, and Error(io)
    // "csv.empty" when it holds no bytes but a byte order mark.
    CsvReader(const std::filesystem::path& path, const std::string& shown, const DialectWish& wish);
    ~CsvReader();
    CsvReader(const CsvReader&) = delete;
    CsvReader& operator=(const CsvReader&) = delete;

    const Dialect& dialect() const { return dialect_; }
    // False at the end. Throws Error(io) when reading fails or one row is over 16 MiB.
    bool next(Row& row);
    // SHA-256 over all bytes, and their number; only after next() gave false.
    const Digest& sha256() const { return sha256_; }
    long long bytes() const { return bytes_; }

private:
    bool fill();
    bool parse(Row& row);
    const char* quoted(const char* at, const char* end, Row& row, bool& whole);
    const char* plain(const char* at, const char* end, Row& row) const;
    void recode(Row& row);

    std::string shown_;
    int fd_ = -1;
    std::vector<char> buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    bool eof_ = false;
    long line_ = 1;
    long lines_in_row_ = 0;
    long long bytes_ = 0;
    Dialect dialect_;
    Sha256 hash_;
    std::future<void> hashing_;
    std::vector<char> hashed_;
    Digest sha256_{};
    std::vector<std::string> recoded_;   // texts that are not in the buffer as they are
    std::vector<std::size_t> unfolded_;  // the cells whose text is in recoded_
};

}  // namespace schouw
