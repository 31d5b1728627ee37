// SPDX-License-Identifier: EUPL-1.2
#include "intake/read_json.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "intake/json_lines.hpp"
#include "intake/json_outline.hpp"

namespace schouw {
namespace {

constexpr std::string_view white = " \t\r\n";

bool is_lines(const std::filesystem::path& path) {
    std::string ending = path.extension().string();
    for (char& c : ending)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return ending == ".jsonl" || ending == ".ndjson";
}

std::string read_document(JsonFile& file) {
    const auto too_large = [&] {
        fail(Exit::io, "json.too_large", {{"limit", "64 MiB"}}, {file.shown(), "", 0, 0});
    };
    if (file.size() > static_cast<long long>(json_largest_document)) too_large();
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(file.size()) + 1);
    // One byte more than it should have tells that it grew.
    while (bytes.size() <= json_largest_document &&
           file.read(bytes, std::min<std::size_t>(bytes.capacity() - bytes.size(), 1 << 20)))
        if (bytes.size() == bytes.capacity()) bytes.reserve(bytes.size() + 4096);
    if (bytes.size() > json_largest_document) too_large();
    return bytes;
}

}  // namespace

struct JsonRows::Document {
    std::string bytes;
    JsonText text;
    JsonRecords found;
    std::size_t at = 0;
    std::size_t counted = 0;  // up to here the newlines are in `line`
    long line = 1;

    void restart() {
        at = found.begin;
        counted = 0;
        line = 1;
    }
    // Moves to the next record; false behind the last.
    bool seek() {
        if (found.single) return at == found.begin;
        while (text.bytes[at] != '{' && text.bytes[at] != ']') ++at;
        return text.bytes[at] == '{';
    }
    long line_here() {
        line += std::count(text.bytes.begin() + static_cast<std::ptrdiff_t>(counted),
                           text.bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n');
        counted = at;
        return line;
    }
};

struct JsonRows::Lines {
    JsonFile file;
    std::optional<JsonLines> lines;
    JsonText text;

    Lines(const std::filesystem::path& path, const std::string& shown) : file(path, shown) {
        lines.emplace(file);
    }
    // The next line that is not blank, and in `begin` where its record begins.
    bool next(std::size_t& begin) {
        while (lines->next(text.bytes)) {
            text.line = lines->number();
            begin = text.bytes.find_first_not_of(white);
            if (begin == std::string_view::npos) continue;
            check_json_utf8(text);
            return true;
        }
        return false;
    }
    // A record is an object, and there is nothing behind it on its line.
    void check(std::size_t begin, std::size_t end) const {
        if (text.bytes[begin] != '{')
            fail(Exit::io, "json.not_object", {}, json_place(text, begin));
        const auto rest = text.bytes.find_first_not_of(white, end);
        if (rest != std::string_view::npos)
            fail(Exit::io, "json.line_trailing", {}, json_place(text, rest));
    }
};

JsonRows::JsonRows(const std::filesystem::path& path, const std::string& shown,
                   const JsonWish& wish) {
    if (is_lines(path)) {
        lines_ = std::make_unique<Lines>(path, shown);
        lines_->text = {{}, shown, 1, true};
        learn_lines();
        return;
    }
    JsonFile file(path, shown);
    document_ = std::make_unique<Document>();
    document_->bytes = read_document(file);
    sha256_ = file.sha256();
    bytes_ = file.bytes();
    const std::string_view all = document_->bytes;
    document_->text = {all.substr(json_mark(all, shown)), shown, 1, false};
    learn_document(wish);
}

JsonRows::~JsonRows() = default;

void JsonRows::learn_document(const JsonWish& wish) {
    Document& document = *document_;
    if (document.text.bytes.find_first_not_of(white) == std::string_view::npos)
        fail(Exit::io, "json.empty", {}, {document.text.shown, "", 0, 0});
    check_json_utf8(document.text);
    document.found = find_json_records(document.text, wish.records);
    records_ = document.found.path;
    document.restart();
    document.seek();
    const long first = document.line_here();
    while (document.seek()) document.at = cells_.learn(document.text, document.at);
    document.restart();
    end_learning(document.text.shown, first);
}

void JsonRows::learn_lines() {
    Lines& lines = *lines_;
    long first = 0;
    std::size_t begin = 0;
    while (lines.next(begin)) {
        if (first == 0) first = lines.text.line;
        lines.check(begin, cells_.learn(lines.text, begin));
    }
    if (first == 0) fail(Exit::io, "json.empty", {}, {lines.text.shown, "", 0, 0});
    sha256_ = lines.file.sha256();
    bytes_ = lines.file.bytes();
    lines.file.rewind();
    lines.lines.emplace(lines.file);
    end_learning(lines.text.shown, first);
}

void JsonRows::end_learning(const std::string& shown, long first_line) {
    header_line_ = first_line;
    if (cells_.end_learning() == 0)
        fail(Exit::io, "json.no_fields", {}, {shown, "", first_line, 0});
}

bool JsonRows::next(Row& row) {
    row.oddity = Oddity::none;
    row.recoded = row.hidden = false;
    if (!header_given_) {
        header_given_ = true;
        row.line = header_line_;
        cells_.header(row);
        return true;
    }
    return document_ ? next_in_document(row) : next_line(row);
}

bool JsonRows::next_in_document(Row& row) {
    Document& document = *document_;
    if (!document.seek()) return false;
    row.line = document.line_here();
    document.at = cells_.read(document.text, document.at, row);
    return true;
}

bool JsonRows::next_line(Row& row) {
    if (ended_) return false;
    Lines& lines = *lines_;
    std::size_t begin = 0;
    if (lines.next(begin)) {
        row.line = lines.text.line;
        lines.check(begin, cells_.read(lines.text, begin, row));
        return true;
    }
    ended_ = true;
    if (lines.file.sha256() != sha256_)
        fail(Exit::io, "json.changed", {}, {lines.text.shown, "", 0, 0});
    return false;
}

}  // namespace schouw
