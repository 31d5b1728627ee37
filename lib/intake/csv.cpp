// SPDX-License-Identifier: EUPL-1.2
#include "intake/csv.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/error.hpp"
#include "base/text.hpp"
#include "intake/dialect.hpp"
#include "intake/encoding.hpp"

namespace schouw {
namespace {

constexpr std::size_t chunk = 1 << 20;
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
                     const DialectWish& wish)
    : shown_(shown) {
    const auto refuse = [&](const char* key, const char* why) {
        fail(Exit::io, key, {{"why", why}}, {shown_, "", 0, 0});
    };
    fd_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd_ < 0) refuse(errno == ENOENT ? "file.absent" : "file.unreadable", std::strerror(errno));
    try {
        struct stat info {};
        if (::fstat(fd_, &info) != 0) refuse("file.unreadable", std::strerror(errno));
        if (!S_ISREG(info.st_mode)) refuse("file.not_regular", "");
        buffer_.resize(chunk);
        hashed_.resize(chunk);
        while (!eof_ && end_ < buffer_.size()) fill();
        const std::string_view head(buffer_.data(), end_);
        dialect_ = guess_dialect(head, eof_, wish);
        if (dialect_.encoding == "UTF-16") refuse("csv.utf16", "");
        if (dialect_.bom) begin_ = 3;
        if (begin_ == end_) refuse("csv.empty", "");
    } catch (...) {
        if (hashing_.valid()) hashing_.wait();
        ::close(fd_);
        throw;
    }
}

CsvReader::~CsvReader() {
    if (hashing_.valid()) hashing_.wait();
    ::close(fd_);
}

// Moves what is left to the front and reads on; the digest of what was read runs beside it.
bool CsvReader::fill() {
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    if (end_ == buffer_.size()) {
        if (buffer_.size() >= longest_row)
            fail(Exit::io, "csv.row_too_long", {{"limit", "16 MiB"}}, {shown_, "", line_, 0});
        buffer_.resize(buffer_.size() * 2);
    }
    ssize_t got = 0;
    const std::size_t room = std::min(buffer_.size() - end_, chunk);
    do {
        got = ::read(fd_, buffer_.data() + end_, room);
    } while (got < 0 && errno == EINTR);
    if (got < 0)
        fail(Exit::io, "file.unreadable", {{"why", std::strerror(errno)}}, {shown_, "", 0, 0});
    if (hashing_.valid()) hashing_.get();
    if (got == 0) {
        eof_ = true;
        sha256_ = hash_.finish();
        return false;
    }
    const auto size = static_cast<std::size_t>(got);
    std::memcpy(hashed_.data(), buffer_.data() + end_, size);
    const auto policy = size < chunk / 4 ? std::launch::deferred : std::launch::async;
    hashing_ = std::async(policy, [this, size] { hash_.add({hashed_.data(), size}); });
    end_ += size;
    bytes_ += got;
    return true;
}

bool CsvReader::next(Row& row) {
    for (;;) {
        if (begin_ < end_ && parse(row)) {
            line_ += lines_in_row_;
            return true;
        }
        if (eof_) return false;
        fill();
    }
}

// One row from the buffer; false when it is not yet there as a whole.
bool CsvReader::parse(Row& row) {
    row.cells.clear();
    row.line = line_;
    row.oddity = Oddity::none;
    row.recoded = false;
    recoded_.clear();
    unfolded_.clear();
    lines_in_row_ = 0;
    const char* at = buffer_.data() + begin_;
    const char* const end = buffer_.data() + end_;
    for (;;) {
        if (at < end && *at == dialect_.quote) {
            bool whole = true;
            // The cell is unfolded in place, so it may only be touched when its end is there.
            at = quoted(at, end, row, whole);
            if (!whole) return false;
        } else {
            at = plain(at, end, row);
        }
        if (at == end && !eof_) return false;
        if (at == end) break;
        if (*at == dialect_.delimiter) {
            ++at;
            continue;
        }
        if (*at == '\r' && at + 1 == end && !eof_) return false;
        at += (*at == '\r' && at + 1 < end && at[1] == '\n') ? 2 : 1;
        break;
    }
    ++lines_in_row_;
    begin_ = static_cast<std::size_t>(at - buffer_.data());
    recode(row);
    return true;
}

const char* CsvReader::plain(const char* at, const char* end, Row& row) const {
    const char* const start = at;
    const char delimiter = dialect_.delimiter;
    while (at < end && *at != delimiter && *at != '\n' && *at != '\r') ++at;
    row.cells.emplace_back(start, static_cast<std::size_t>(at - start));
    return at;
}

// A quoted cell; text between its closing quote and the next separator is kept as written.
const char* CsvReader::quoted(const char* at, const char* end, Row& row, bool& whole) {
    const char quote = dialect_.quote;
    const char* const start = at + 1;
    const char* close = start;
    std::size_t doubled = 0;
    for (;;) {
        close = static_cast<const char*>(
            std::memchr(close, quote, static_cast<std::size_t>(end - close)));
        if (close == nullptr || (close + 1 == end && !eof_)) {
            if (!eof_) {
                whole = false;
                return at;
            }
            row.oddity = Oddity::open_quote;
            close = end;
            break;
        }
        if (close + 1 == end || close[1] != quote) break;
        ++doubled;
        close += 2;
    }
    for (const char* c = start; c < close; ++c) lines_in_row_ += *c == '\n';
    const char* stop = close < end ? close + 1 : end;
    const char* rest = stop;
    while (rest < end && *rest != dialect_.delimiter && *rest != '\n' && *rest != '\r') ++rest;
    if (rest == end && !eof_) {
        whole = false;
        return at;
    }
    if (doubled == 0 && rest == stop) {
        row.cells.emplace_back(start, static_cast<std::size_t>(close - start));
        return stop;
    }
    std::string text;
    for (const char* c = start; c < close; ++c) {
        text += *c;
        if (*c == quote) ++c;
    }
    text.append(stop, rest);
    recoded_.push_back(std::move(text));
    unfolded_.push_back(row.cells.size());  // recode() puts the text there
    row.cells.emplace_back();
    return rest;
}

// Puts the unfolded cells in their places, and reads what is no UTF-8 as Windows-1252.
void CsvReader::recode(Row& row) {
    for (std::size_t i = 0; i < unfolded_.size(); ++i) row.cells[unfolded_[i]] = recoded_[i];
    std::size_t bad = 0;
    for (const auto cell : row.cells) bad += !ascii(cell) && !valid_utf8(cell) ? 1 : 0;
    if (bad == 0 && dialect_.encoding == "UTF-8") return;
    std::vector<std::string> fresh;
    fresh.reserve(row.cells.size());
    for (const auto cell : row.cells) {
        const bool recode = !ascii(cell) && (dialect_.encoding != "UTF-8" || !valid_utf8(cell));
        row.recoded = row.recoded || recode;
        fresh.push_back(recode ? from_windows_1252(cell) : std::string(cell));
    }
    recoded_ = std::move(fresh);
    for (std::size_t i = 0; i < row.cells.size(); ++i) row.cells[i] = recoded_[i];
}

}  // namespace schouw
