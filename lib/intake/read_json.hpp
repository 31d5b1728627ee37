// SPDX-License-Identifier: EUPL-1.2
// A JSON or JSON Lines file in, its records out as the rows of a table; the first row is the
// header: all paths in order of first appearance.
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "intake/json_cells.hpp"
#include "intake/rows.hpp"

namespace schouw {

// What the user wants instead of the guess.
struct JsonWish {
    std::optional<std::string> records;  // path of the array ("data.items"); "." is the document
};

class JsonRows : public RowSource {
public:
    // Reads the file once, for the paths. *.jsonl and *.ndjson are JSON Lines: read again for the
    // rows, with memory for one line and the paths; any other file is one document of at most
    // 64 MiB, kept in memory. Throws Error(io) file.* or json.* with line and column.
    JsonRows(const std::filesystem::path& path, const std::string& shown, const JsonWish& wish);
    ~JsonRows() override;
    JsonRows(const JsonRows&) = delete;
    JsonRows& operator=(const JsonRows&) = delete;

    // The header has the line of the first record. Throws "json.changed" when the file is no
    // longer what it was.
    bool next(Row& row) override;
    Digest sha256() override { return sha256_; }
    long long bytes() override { return bytes_; }
    bool exact() const override { return true; }
    // Where the records stand: "_embedded.items"; empty when they are the document itself.
    const std::string& records() const { return records_; }
    bool lines() const { return lines_ != nullptr; }

private:
    struct Document;
    struct Lines;
    bool next_in_document(Row& row);
    bool next_line(Row& row);
    void learn_document(const JsonWish& wish);
    void learn_lines();
    void end_learning(const std::string& shown, long first_line);

    std::unique_ptr<Document> document_;
    std::unique_ptr<Lines> lines_;
    JsonCells cells_;
    Digest sha256_{};
    long long bytes_ = 0;
    std::string records_;
    long header_line_ = 1;
    bool header_given_ = false;
    bool ended_ = false;
};

}  // namespace schouw
