// SPDX-License-Identifier: EUPL-1.2
#include "intake/split.hpp"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <cstring>

namespace schouw {
namespace {

// The first of these three characters, or the end. A row holds many short cells: SSE2, which every
// amd64 has, looks at 16 bytes at once; elsewhere one by one.
const char* find3(const char* at, const char* end, char a, char b, char c) {
#ifdef __SSE2__
    const __m128i va = _mm_set1_epi8(a);
    const __m128i vb = _mm_set1_epi8(b);
    const __m128i vc = _mm_set1_epi8(c);
    for (; end - at >= 16; at += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        const __m128i hit =
            _mm_or_si128(_mm_cmpeq_epi8(bytes, va),
                         _mm_or_si128(_mm_cmpeq_epi8(bytes, vb), _mm_cmpeq_epi8(bytes, vc)));
        const int mask = _mm_movemask_epi8(hit);
        if (mask != 0) return at + __builtin_ctz(static_cast<unsigned>(mask));
    }
#endif
    while (at < end && *at != a && *at != b && *at != c) ++at;
    return at;
}

class Splitter {
public:
    Splitter(std::string_view text, bool last, const Dialect& dialect, Split& split,
             const Leniency& leniency)
        : at_(text.data()),
          end_(text.data() + text.size()),
          last_(last),
          first_(dialect.delimiter.front()),
          rest_(std::string_view(dialect.delimiter).substr(1)),
          quote_(dialect.quote),
          backslash_(dialect.backslash),
          leniency_(leniency),
          split_(split) {}

    void run() {
        for (;;) {
            if (split_.cells.size() == most_cells) {
                split_.too_many = true;
                split_.end = at_;
                return;
            }
            skip_padding();
            const bool quoted =
                quote_ != '\0' && at_ < end_ && *at_ == quote_ && at_ != leniency_.plain;
            if (!(quoted ? read_quoted() : read_plain(at_))) return;
            if (at_ == end_) break;
            if (is_delimiter(at_)) {
                at_ += 1 + rest_.size();
                continue;
            }
            if (*at_ == '\r' && at_ + 1 == end_ && !last_) return;
            at_ += (*at_ == '\r' && at_ + 1 < end_ && at_[1] == '\n') ? 2 : 1;
            break;
        }
        ++split_.lines;
        split_.end = at_;
    }

private:
    bool is_delimiter(const char* at) const {
        return *at == first_ &&
               (rest_.empty() || (static_cast<std::size_t>(end_ - at) > rest_.size() &&
                                  std::memcmp(at + 1, rest_.data(), rest_.size()) == 0));
    }
    bool ends_cell(const char* at) const {
        return at == end_ || *at == '\n' || *at == '\r' || is_delimiter(at);
    }

    // Blanks before an opening quote are not part of the cell: `a, "b"`.
    void skip_padding() {
        if (quote_ == '\0' || at_ == end_ || *at_ != ' ' || first_ == ' ') return;
        const char* next = at_;
        while (next < end_ && *next == ' ') ++next;
        if (next < end_ && *next == quote_) at_ = next;
    }

    // The end of a plain cell; null when it is not in the text.
    const char* plain_end(const char* from) const {
        for (;;) {
            from = find3(from, end_, first_, '\n', '\r');
            if (from == end_) return last_ ? end_ : nullptr;
            if (*from != first_) return from;
            const bool half = static_cast<std::size_t>(end_ - from) <= rest_.size();
            if (half && !last_) return nullptr;
            if (is_delimiter(from) && !escaped(from)) return from;
            ++from;
        }
    }
    bool escaped(const char* at) const {
        return backslash_ && quote_ == '\0' && at > at_ && at[-1] == '\\';
    }

    bool read_plain(const char* start) {
        const char* stop = plain_end(start);
        if (stop == nullptr) return false;
        const std::string_view cell(start, static_cast<std::size_t>(stop - start));
        if (backslash_ && cell.find('\\') != cell.npos) {
            std::string text;
            unescape(start, stop, text);
            add(std::move(text));
        } else {
            split_.cells.push_back(cell);
        }
        at_ = stop;
        return true;
    }

    // A quote closes when a delimiter or the end of the line follows it; another is text.
    bool read_quoted() {
        const char* const start = at_ + 1;
        const char* close = start;
        bool own = false;
        for (;; ++close) {
            close = backslash_ ? find3(close, end_, quote_, '\\', quote_)
                               : static_cast<const char*>(std::memchr(
                                     close, quote_, static_cast<std::size_t>(end_ - close)));
            if (close == nullptr) close = end_;
            if (close + 1 >= end_ && !last_) return false;
            if (close == end_) {
                split_.open_quote = true;
                break;
            }
            if (*close == '\\') {
                own = true;
                ++close;
                if (close == end_) break;
                continue;
            }
            if (!leniency_.undoubled && close + 1 < end_ && close[1] == quote_) {
                own = true;
                ++close;
                continue;
            }
            if (closes(close + 1)) break;
            split_.odd_quote = true;
            if (leniency_.closes_first) return read_on(start, close);
            own = true;
        }
        if (close > end_) close = end_;
        for (const char* c = start; c < close; ++c) split_.lines += *c == '\n' ? 1 : 0;
        if (own) {
            std::string text;
            unescape(start, close, text);
            add(std::move(text));
        } else {
            split_.cells.emplace_back(start, static_cast<std::size_t>(close - start));
        }
        at_ = close;
        if (at_ < end_) ++at_;
        while (at_ < end_ && *at_ == ' ' && !ends_cell(at_)) ++at_;
        return true;
    }
    // A quoted cell with text after its closing quote.
    bool read_on(const char* start, const char* close) {
        const char* const stop = plain_end(close + 1);
        if (stop == nullptr) return false;
        std::string text;
        unescape(start, close, text);
        text.append(close + 1, stop);
        for (const char* c = start; c < close; ++c) split_.lines += *c == '\n' ? 1 : 0;
        add(std::move(text));
        at_ = stop;
        return true;
    }
    // After a closing quote: blanks, then the end of the cell.
    bool closes(const char* after) const {
        while (after < end_ && *after == ' ' && !is_delimiter(after)) ++after;
        return ends_cell(after);
    }

    void unescape(const char* from, const char* to, std::string& text) const {
        for (const char* c = from; c < to; ++c) {
            const bool more = c + 1 < to;
            if (backslash_ && *c == '\\' && more &&
                (c[1] == quote_ || c[1] == '\\' || c[1] == first_))
                ++c;
            else if (quote_ != '\0' && !leniency_.undoubled && *c == quote_ && more &&
                     c[1] == quote_)
                ++c;
            text += *c;
        }
    }
    void add(std::string&& text) {
        split_.own.emplace_back(split_.cells.size(), std::move(text));
        split_.cells.emplace_back();
    }

    const char* at_;
    const char* const end_;
    const bool last_;
    const char first_;
    const std::string_view rest_;
    const char quote_;
    const bool backslash_;
    const Leniency leniency_;
    Split& split_;
};

}  // namespace

void split_row(std::string_view text, bool last, const Dialect& dialect, Split& split,
               const Leniency& leniency) {
    split.cells.clear();
    split.own.clear();
    split.end = nullptr;
    split.lines = 0;
    split.open_quote = split.odd_quote = split.too_many = false;
    Splitter(text, last, dialect, split, leniency).run();
}

void settle(Split& split) {
    for (const auto& [cell, text] : split.own) split.cells[cell] = text;
}

const char* line_end(std::string_view text, bool last) {
    const char* const end = text.data() + text.size();
    const char* at = find3(text.data(), end, '\n', '\r', '\n');
    if (at == end) return last ? end : nullptr;
    if (*at == '\r' && at + 1 == end && !last) return nullptr;
    return at + ((*at == '\r' && at + 1 < end && at[1] == '\n') ? 2 : 1);
}

}  // namespace schouw
