// SPDX-License-Identifier: EUPL-1.2
#include "intake/csv.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "intake/dialect.hpp"
#include "intake/encoding.hpp"
#include "intake/repair.hpp"

namespace schouw {

const std::vector<std::string> quote_words = {"\"", "'", "none"};
const std::vector<std::string> escape_words = {"doubled", "backslash"};

namespace {

constexpr std::size_t longest_row = 16 << 20;

bool ascii(std::string_view text) {
    unsigned char bits = 0;
    for (const char c : text) bits |= static_cast<unsigned char>(c);
    return bits < 0x80;
}

}  // namespace

bool Row::blank() const {
    for (const auto cell : cells)
        if (!trim(cell).empty()) return false;
    return true;
}

CsvReader::CsvReader(const std::filesystem::path& path, const std::string& shown,
                     const DialectWish& wish, bool digest)
    : shown_(shown), stream_(path, shown, digest) {
    stream_.fill();
    if (stream_.bytes() == stream_.size()) stream_.fill();
    candidates_ = guess_dialect(stream_, wish);
    const auto size = static_cast<std::size_t>(stream_.end() - stream_.begin());
    if (size == 0) fail(Exit::io, "csv.empty", {{"why", ""}}, {shown_, "", 0, 0});
}

bool CsvReader::next(Row& row) {
    for (;;) {
        if (stream_.begin() < stream_.end() && parse(row)) return true;
        const auto size = static_cast<std::size_t>(stream_.end() - stream_.begin());
        if (size > longest_row)
            fail(Exit::io, "csv.row_too_long", {{"limit", "16 MiB"}}, {shown_, "", line_, 0});
        if (!stream_.fill()) {
            if (stream_.begin() == stream_.end()) return false;
            if (!stream_.eof()) continue;
            return parse(row);
        }
    }
}

// Whether what was read may not be what was meant.
bool CsvReader::suspect() const {
    const std::size_t columns = dialect().columns;
    // A quote in the midst of a cell of several lines: an open quote may have found its end in
    // another row.
    const bool astray = split_.odd_quote && split_.lines > 1;
    return split_.open_quote || (columns > 1 && (astray || split_.cells.size() != columns));
}

// One row from the buffer; false when it is not yet there as a whole.
bool CsvReader::parse(Row& row) {
    const std::string_view text(stream_.begin(),
                                static_cast<std::size_t>(stream_.end() - stream_.begin()));
    split_row(text, stream_.eof(), dialect(), split_);
    if (split_.too_many)
        fail(Exit::io, "csv.too_many_cells", {{"limit", std::to_string(most_cells)}},
             {shown_, "", line_, 0});
    // A quote that is not closed within reach is not waited for until the end of a large file.
    const bool lost = split_.end == nullptr && text.size() > longest_row / 4;
    if (split_.end == nullptr && !lost) return false;
    row.oddity = split_.odd_quote ? Oddity::stray_quote : Oddity::none;
    Split* read = &split_;
    if (lost || suspect()) {
        const Oddity found = repair_row(text, stream_.eof(), dialect(), other_);
        if (found != Oddity::none) {
            row.oddity = split_.open_quote ? Oddity::open_quote : found;
            read = &other_;
        } else if (lost || split_.open_quote) {
            split_broken(text, stream_.eof(), dialect(), other_);
            if (other_.end == nullptr) return false;
            row.oddity = Oddity::open_quote;
            read = &other_;
        }
    }
    settle(*read);
    row.line = line_;
    row.recoded = row.hidden = false;
    row.kinds.clear();
    std::swap(row.cells, read->cells);
    const char* const begin = stream_.begin();
    line_ += read->lines;
    stream_.use(read->end);
    const std::string_view raw(begin, static_cast<std::size_t>(read->end - begin));
    if (!ascii(raw)) recode(row, raw);
    return true;
}

// Reads what is no UTF-8 in the single-byte encoding that the file has, or most likely has.
void CsvReader::recode(Row& row, std::string_view raw) {
    const std::string& encoding = dialect().encoding;
    const bool single = encoding == "Windows-1252" || encoding == "ISO-8859-15";
    if (!single && valid_utf8(raw)) return;
    recoded_.clear();
    recoded_.reserve(row.cells.size());
    for (auto& cell : row.cells) {
        if (ascii(cell) || (!single && valid_utf8(cell))) continue;
        row.recoded = row.recoded || !single;
        recoded_.push_back(from_single_byte(cell, single ? encoding : guess_single_byte(cell)));
        cell = recoded_.back();
    }
}

}  // namespace schouw
