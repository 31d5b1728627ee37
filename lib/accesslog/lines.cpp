// SPDX-License-Identifier: EUPL-1.2
#include "accesslog/lines.hpp"

#include <algorithm>
#include <cstring>

#include "accesslog/scan.hpp"
#include "base/text.hpp"

namespace schouw {

bool Block::fill(LogStream& stream) {
    if (begin_ > 0) {
        std::memmove(bytes_.data(), bytes_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    if (closed_) return false;
    const std::size_t before = end_;
    while (end_ < size) {
        const std::size_t got = stream.read(bytes_.data() + end_, size - end_);
        read_ += static_cast<long long>(got);
        end_ += got;
        if (got > 0) continue;
        closed_ = true;
        if (end_ > 0 && bytes_[end_ - 1] != '\n') bytes_[end_++] = '\n';  // there are 64 behind
        break;
    }
    return end_ > before;
}

char guess_delimiter(std::string_view line) {
    char best = ';';
    long most = 0;
    for (const char sign : {';', ',', '\t', '|'}) {
        bool quoted = false;
        long count = 0;
        for (const char c : line) {
            if (c == '"') quoted = !quoted;
            if (c == sign && !quoted) ++count;
        }
        if (count > most) {
            most = count;
            best = sign;
        }
    }
    return best;
}

std::vector<std::string> split_line(std::string_view line, char delimiter) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    bool fresh = true;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quoted && c == '"') {
            if (i + 1 < line.size() && line[i + 1] == '"') {
                cells.back() += '"';
                ++i;
            } else {
                quoted = false;
            }
        } else if (!quoted && fresh && c == '"') {
            quoted = true;
            fresh = false;
        } else if (!quoted && c == delimiter) {
            cells.emplace_back();
            fresh = true;
        } else {
            cells.back() += c;
            fresh = false;
        }
    }
    return cells;
}

namespace {

std::string_view without_end(std::string_view line) {
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
    return line;
}

void refuse_file(const char* key, const LogStream& stream, Args args = {}) {
    fail(Exit::io, key, std::move(args), {stream.shown(), "", 0, 0});
}

// Where each cell belongs, or why the file cannot be used.
FieldCells match_or_fail(const std::vector<std::string>& header, const LogConfig& log,
                         const LogStream& stream) {
    std::vector<std::string> absent;
    const FieldCells cells = match_fields(header, log.columns, log.guess, absent);
    if (!absent.empty())
        refuse_file("logs.no_such_column", stream,
                    {{"name", absent.front()},
                     {"header", join(header, ", ")},
                     {"meant", did_you_mean(absent.front(), header).value_or("-")}});
    if (cells[at(Field::moment)] < 0)
        refuse_file("logs.no_moment", stream, {{"header", join(header, ", ")}});
    return cells;
}

class CsvLines : public LogLines {
public:
    CsvLines(LogStream& stream, Block&& block, const LogConfig& log, FieldCells& cells)
        : stream_(stream), block_(std::move(block)) {
        const auto* const line = static_cast<const char*>(std::memchr(
            block_.begin(), '\n', static_cast<std::size_t>(block_.end() - block_.begin())));
        if (line == nullptr) refuse_file("logs.long_header", stream);
        header_ = std::string(block_.begin(), line + 1);
        const std::string_view text = without_end(header_);
        delimiter_ = log.delimiter.value_or(guess_delimiter(text));
        const auto names = split_line(text, delimiter_);
        width_ = names.size();
        cells = match_or_fail(names, log, stream);
        for (std::size_t i = 0; i < field_count; ++i)
            if (cells[i] >= 0) {
                wanted_.push_back({i, static_cast<std::size_t>(cells[i])});
                last_wanted_ = last_wanted_ || wanted_.back().cell + 1 == width_;
            }
        block_.use(line + 1);
    }

    bool next(const LineSink& sink) override {
        sink_ = &sink;
        if (block_.begin() == block_.end() && !block_.fill(stream_)) return false;
        const char* const used =
            scan_records(block_.begin(), block_.end(), delimiter_,
                         [this](const char* const* starts, std::size_t cells, bool quoted) {
                             return record(starts, cells, quoted);
                         });
        const bool stuck = used == block_.begin();
        block_.use(used);
        if (block_.begin() == block_.end()) return true;
        if (stuck && block_.full()) return skip_line();
        if (!block_.fill(stream_) && block_.begin() != block_.end() && stuck) return skip_line();
        return true;
    }
    long long bytes() const override { return block_.read(); }

private:
    struct Wanted {
        std::size_t field;
        std::size_t cell;
    };

    // A quote that is open at the end of the file: its first line alone. A line that is longer than
    // a block: on to the next one.
    bool skip_line() {
        if (const char* const behind = line_end()) {
            const char* const starts[] = {block_.begin(), behind};
            odd_record({block_.begin(), static_cast<std::size_t>(behind - block_.begin())}, starts,
                       0);
            block_.use(behind);
            return true;
        }
        sink_->refuse(Refused::too_long, ++line_);
        do {
            block_.use(block_.end());
            if (!block_.fill(stream_)) return false;
        } while (line_end() == nullptr);
        block_.use(line_end());
        return true;
    }

    // Behind the first newline of the block, or null.
    const char* line_end() const {
        const auto* const line = static_cast<const char*>(std::memchr(
            block_.begin(), '\n', static_cast<std::size_t>(block_.end() - block_.begin())));
        return line == nullptr ? nullptr : line + 1;
    }

    bool record(const char* const* starts, std::size_t cells, bool quoted) {
        const std::string_view text(
            starts[0],
            static_cast<std::size_t>((cells == 0 ? starts[1] : starts[cells]) - starts[0]));
        if (cells != width_ || quoted) return odd_record(text, starts, cells);
        ++line_;
        for (const auto& [field, cell] : wanted_)
            values_[field] = {starts[cell],
                              static_cast<std::size_t>(starts[cell + 1] - starts[cell] - 1)};
        if (last_wanted_) trim_last();
        sink_->take(values_, line_);
        return true;
    }

    // The carriage return before the newline is no part of the last cell.
    void trim_last() {
        for (const auto& [field, cell] : wanted_)
            if (cell + 1 == width_ && values_[field].ends_with('\r'))
                values_[field].remove_suffix(1);
    }

    // Blank, quoted, of another width, of several lines, or a header once more.
    bool odd_record(std::string_view text, const char* const* starts, std::size_t cells) {
        const std::string_view whole = without_end(text);
        if (cells > 0 && trim(whole).empty()) {
            ++line_;
            sink_->ignore();
            return true;
        }
        if (text == header_) {
            ++line_;
            sink_->ignore();
            return true;
        }
        if (cells == width_ && well_quoted(starts, cells)) {
            line_ += std::count(text.begin(), text.end(), '\n');
            const long first = line_ - std::count(whole.begin(), whole.end(), '\n');
            take_quoted(starts);
            sink_->take(values_, first);
            return true;
        }
        // Once more, its first line alone: a quote in the middle of a cell is a sign like any
        // other.
        const auto end = text.find('\n');
        const auto parts = split_line(without_end(text.substr(0, end)), delimiter_);
        ++line_;
        if (cells == 0 && end > longest_line) {
            sink_->refuse(Refused::too_long, line_);
        } else if (parts.size() != width_) {
            sink_->refuse(Refused::cells, line_);
        } else {
            for (const auto& [field, cell] : wanted_) values_[field] = parts[cell];
            sink_->take(values_, line_);
        }
        return end + 1 >= text.size();
    }

    // Every cell with a quote in it begins and ends with one, and those within are doubled.
    bool well_quoted(const char* const* starts, std::size_t cells) const {
        for (std::size_t i = 0; i < cells; ++i) {
            std::string_view cell(starts[i],
                                  static_cast<std::size_t>(starts[i + 1] - starts[i] - 1));
            if (i + 1 == cells && cell.ends_with('\r')) cell.remove_suffix(1);
            if (cell.find('"') == cell.npos) continue;
            if (cell.size() < 2 || cell.front() != '"' || cell.back() != '"') return false;
            cell = cell.substr(1, cell.size() - 2);
            for (std::size_t at_quote = cell.find('"'); at_quote != cell.npos;
                 at_quote = cell.find('"', at_quote + 2))
                if (at_quote + 1 >= cell.size() || cell[at_quote + 1] != '"') return false;
        }
        return true;
    }

    void take_quoted(const char* const* starts) {
        for (const auto& [field, cell] : wanted_) {
            std::string_view value(starts[cell],
                                   static_cast<std::size_t>(starts[cell + 1] - starts[cell] - 1));
            if (cell + 1 == width_ && value.ends_with('\r')) value.remove_suffix(1);
            if (value.starts_with('"')) {
                value = value.substr(1, value.size() - 2);
                if (value.find('"') != value.npos) {
                    std::string& own = unquoted_[field];
                    own.clear();
                    for (std::size_t i = 0; i < value.size(); ++i) {
                        own += value[i];
                        if (value[i] == '"') ++i;
                    }
                    value = own;
                }
            }
            values_[field] = value;
        }
    }

    LogStream& stream_;
    Block block_;
    std::string header_;
    char delimiter_ = ';';
    std::size_t width_ = 0;
    std::vector<Wanted> wanted_;
    bool last_wanted_ = false;
    Values values_;
    std::array<std::string, field_count> unquoted_;
    const LineSink* sink_ = nullptr;
    long line_ = 1;
};

class JsonLogLines : public LogLines {
public:
    JsonLogLines(LogStream& stream, Block&& block, const LogConfig& log, FieldCells& cells)
        : stream_(stream), block_(std::move(block)) {
        // The paths of the first lines are the header.
        std::vector<std::string> header;
        const char* p = block_.begin();
        for (int i = 0; i < 200 && p < block_.end(); ++i) {
            const auto* line = static_cast<const char*>(
                std::memchr(p, '\n', static_cast<std::size_t>(block_.end() - p)));
            if (line == nullptr) break;
            json_cells({p, static_cast<std::size_t>(line - p)},
                       [&](const std::string& path, std::string&&) {
                           if (header.size() < most_cells &&
                               std::find(header.begin(), header.end(), path) == header.end())
                               header.push_back(path);
                       });
            p = line + 1;
        }
        for (const auto& [field, path] : log.columns)  // a path may come later
            if (std::find(header.begin(), header.end(), path) == header.end())
                header.push_back(path);
        cells = match_or_fail(header, log, stream);
        for (std::size_t i = 0; i < field_count; ++i)
            if (cells[i] >= 0) fields_[header[static_cast<std::size_t>(cells[i])]].push_back(i);
    }

    bool next(const LineSink& sink) override {
        if (block_.begin() == block_.end() && !block_.fill(stream_)) return false;
        const char* p = block_.begin();
        bool any = false;
        while (p < block_.end()) {
            const auto* line = static_cast<const char*>(
                std::memchr(p, '\n', static_cast<std::size_t>(block_.end() - p)));
            if (line == nullptr) break;
            any = true;
            one({p, static_cast<std::size_t>(line - p)}, sink);
            p = line + 1;
        }
        block_.use(p);
        if (!any && block_.full()) {
            if (!skipping_) {
                ++line_;
                sink.refuse(Refused::too_long, line_);
            }
            skipping_ = true;
            block_.use(block_.end());
        }
        block_.fill(stream_);
        return true;
    }
    long long bytes() const override { return block_.read(); }

private:
    void one(std::string_view line, const LineSink& sink) {
        if (skipping_) {  // the end of a line that was too long
            skipping_ = false;
            return;
        }
        ++line_;
        if (trim(line).empty()) return sink.ignore();
        for (auto& text : texts_) text.clear();
        const bool read = json_cells(line, [&](const std::string& path, std::string&& text) {
            const auto found = fields_.find(path);
            if (found == fields_.end()) return;
            for (const auto field : found->second)
                if (texts_[field].empty()) texts_[field] = text;
        });
        if (!read) return sink.refuse(Refused::json, line_);
        Values values;
        for (std::size_t i = 0; i < field_count; ++i) values[i] = texts_[i];
        sink.take(values, line_);
    }

    LogStream& stream_;
    Block block_;
    std::unordered_map<std::string, std::vector<std::size_t>> fields_;
    std::array<std::string, field_count> texts_;
    long line_ = 0;
    bool skipping_ = false;
};

}  // namespace

std::unique_ptr<LogLines> open_lines(LogStream& stream, const LogConfig& log, FieldCells& cells) {
    Block block;
    if (!block.fill(stream)) refuse_file("csv.empty", stream);
    std::string_view text(block.begin(), static_cast<std::size_t>(block.end() - block.begin()));
    if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
        refuse_file("logs.utf16", stream);
    if (text.starts_with("\xef\xbb\xbf")) {
        block.use(block.begin() + 3);
        text.remove_prefix(3);
    }
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == text.npos) refuse_file("csv.empty", stream);
    if (text[first] == '[') refuse_file("logs.json_array", stream);
    if (text[first] == '{')
        return std::make_unique<JsonLogLines>(stream, std::move(block), log, cells);
    block.use(block.begin() + first);
    return std::make_unique<CsvLines>(stream, std::move(block), log, cells);
}

}  // namespace schouw
