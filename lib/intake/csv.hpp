// SPDX-License-Identifier: EUPL-1.2
// A CSV file in, its rows out one by one, with the line on which each began. Memory does not
// depend on the size of the file.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/bytes.hpp"
#include "intake/rows.hpp"
#include "intake/split.hpp"

namespace schouw {

// How a quote and an escape are named in schouw.toml and on the command line.
extern const std::vector<std::string> quote_words;   // " ' none
extern const std::vector<std::string> escape_words;  // doubled, backslash

// What the user wants instead of the guess.
struct DialectWish {
    std::optional<std::string> delimiter = {};
    std::optional<char> quote = {};      // '\0' for none
    std::optional<bool> backslash = {};  // false: quotes are doubled
    std::optional<std::string> encoding = {};
};

// A way in which the file may have been written, and how well it explains the file: from 0 to 1.
struct Candidate {
    Dialect dialect;
    double score = 0;
};

class CsvReader : public RowSource {
public:
    // Throws Error(io) when the file is absent, unreadable or no regular file, and Error(io)
    // "csv.empty" when it holds no bytes but a byte order mark.
    // Without `digest` sha256() is not computed.
    CsvReader(const std::filesystem::path& path, const std::string& shown, const DialectWish& wish,
              bool digest = true);

    const Dialect& dialect() const { return candidates_.front().dialect; }
    // The best first; one when all was given.
    const std::vector<Candidate>& candidates() const { return candidates_; }
    // False at the end. A row that does not fit the dialect is read in the way that gives it the
    // number of cells of the other rows, if there is one; Row::oddity says so. Throws Error(io)
    // when reading fails or one row is over 16 MiB.
    bool next(Row& row) override;
    Digest sha256() override { return stream_.sha256(); }
    long long bytes() override { return stream_.bytes(); }

private:
    bool parse(Row& row);
    bool suspect() const;
    void recode(Row& row, std::string_view raw);

    std::string shown_;
    ByteStream stream_;
    std::vector<Candidate> candidates_;
    long line_ = 1;
    Split split_;
    Split other_;
    std::vector<std::string> recoded_;
};

}  // namespace schouw
