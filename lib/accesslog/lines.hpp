// SPDX-License-Identifier: EUPL-1.2
// The lines of one log file, a block at a time: what LogReader does not need to know of CSV and
// JSON.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "accesslog/reader.hpp"

namespace schouw {

using Values = std::array<std::string_view, field_count>;  // without a field: empty

// What became of one line: its values, or why there are none. `values` null and `why` null: blank.
struct LineSink {
    std::function<void(const Values& values, long line)> take;
    std::function<void(Refused why, long line)> refuse;
    std::function<void()> ignore;
};

// A buffer that is refilled; 64 bytes behind its end are readable.
class Block {
public:
    Block() : bytes_(size + 64) {}
    static constexpr std::size_t size = 1 << 20;
    // Reads on behind what is left. False when nothing came; the last line then ends with a newline
    // even if the file has none.
    bool fill(LogStream& stream);
    const char* begin() const { return bytes_.data() + begin_; }
    const char* end() const { return bytes_.data() + end_; }
    void use(const char* to) { begin_ = static_cast<std::size_t>(to - bytes_.data()); }
    bool full() const { return begin_ == 0 && end_ == size; }
    long long read() const { return read_; }

private:
    std::vector<char> bytes_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    long long read_ = 0;
    bool closed_ = false;
};

class LogLines {
public:
    virtual ~LogLines() = default;
    // One block; false at the end. Throws Error(io) when the file cannot be read further.
    virtual bool next(const LineSink& sink) = 0;
    virtual long long bytes() const = 0;
};

// The lines of an open stream: JSON when the first sign is {, else CSV whose header is matched
// here. Throws Error(io) for an empty file, UTF-16, and a header without a field that `log` names
// or without a moment.
std::unique_ptr<LogLines> open_lines(LogStream& stream, const LogConfig& log, FieldCells& cells);

// The separator that the first line has most of.
char guess_delimiter(std::string_view line);
// A line by the strict rule: a cell begins with a quote or has none that counts.
std::vector<std::string> split_line(std::string_view line, char delimiter);
// Scalars of a JSON object by their paths; of an array the first. False when it is no object.
bool json_cells(std::string_view line,
                const std::function<void(const std::string& path, std::string&& text)>& cell);

}  // namespace schouw
