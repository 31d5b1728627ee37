// SPDX-License-Identifier: EUPL-1.2
// The separators of a CSV text, found 64 bytes at a time.
#pragma once
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace schouw {

struct Marks {
    std::uint64_t quotes = 0;
    std::uint64_t lines = 0;
    std::uint64_t cells = 0;
};

// A bit for each of 64 bytes that is the sign.
inline Marks marks_of(const char* p, char delimiter) {
    Marks marks;
#if defined(__SSE2__)
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i line = _mm_set1_epi8('\n');
    const __m128i cell = _mm_set1_epi8(delimiter);
    for (unsigned i = 0; i < 4; ++i) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p + 16 * i));
        const auto mask = [&](const __m128i sign) {
            const auto bits = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, sign)));
            return static_cast<std::uint64_t>(bits) << (16 * i);
        };
        marks.quotes |= mask(quote);
        marks.lines |= mask(line);
        marks.cells |= mask(cell);
    }
#else
    for (unsigned i = 0; i < 64; ++i) {
        marks.quotes |= static_cast<std::uint64_t>(p[i] == '"') << i;
        marks.lines |= static_cast<std::uint64_t>(p[i] == '\n') << i;
        marks.cells |= static_cast<std::uint64_t>(p[i] == delimiter) << i;
    }
#endif
    return marks;
}

// From each set bit to the next one: what lies within quotes.
inline std::uint64_t within(std::uint64_t quotes) {
    for (unsigned step = 1; step < 64; step *= 2) quotes ^= quotes << step;
    return quotes;
}

constexpr std::size_t most_cells = 512;
constexpr std::size_t longest_line = 64 << 10;  // bytes of one record

// Calls record(starts, cells, quoted) for each whole record of [begin, end): starts[i] is where
// cell i begins, starts[cells] one behind the separator of the last; quoted: there may be a quote.
// A quote that is never closed would swallow the file: a record of more than `longest_line` bytes
// ends with its first line, and so does one of several lines that record() refuses by returning
// false. Returns where the first record begins that is not whole. 64 bytes behind `end` must be
// readable.
template <class Record>
const char* scan_records(const char* begin, const char* end, char delimiter, Record&& record) {
    const char* starts[most_cells + 2];
    const char* at = begin;
    while (at < end) {
        std::size_t cells = 0;
        starts[0] = at;
        std::uint64_t open = 0;  // all ones within quotes
        bool quoted = false;
        const char* resume = nullptr;
        for (const char* p = at; p < end && resume == nullptr; p += 64) {
            Marks marks = marks_of(p, delimiter);
            if (end - p < 64) {
                const std::uint64_t valid = (1ULL << (end - p)) - 1;
                marks.quotes &= valid;
                marks.lines &= valid;
                marks.cells &= valid;
            }
            std::uint64_t all = marks.cells | marks.lines;
            if ((marks.quotes | open) != 0) {
                quoted = true;
                const std::uint64_t inside = within(marks.quotes) ^ open;
                open = static_cast<std::uint64_t>(-static_cast<std::int64_t>(inside >> 63));
                all &= ~inside;
            }
            while (all != 0) {
                const auto bit = static_cast<unsigned>(std::countr_zero(all));
                all &= all - 1;
                const char* const behind = p + bit + 1;
                if (cells < most_cells) ++cells;
                starts[cells] = behind;
                if ((marks.lines >> bit & 1) == 0) continue;
                const bool taken = record(static_cast<const char* const*>(starts), cells, quoted);
                if (!taken && quoted) {
                    const auto* line = static_cast<const char*>(
                        std::memchr(starts[0], '\n', static_cast<std::size_t>(behind - starts[0])));
                    if (line + 1 < behind) {
                        resume = line + 1;
                        break;
                    }
                }
                cells = 0;
                starts[0] = behind;
            }
            if (starts[0] > p) quoted = (marks.quotes | open) != 0;
            if (resume == nullptr && p + 64 - starts[0] > static_cast<long>(longest_line)) {
                const auto* line = static_cast<const char*>(
                    std::memchr(starts[0], '\n', static_cast<std::size_t>(end - starts[0])));
                if (line == nullptr) break;
                starts[1] = line + 1;
                record(static_cast<const char* const*>(starts), 0, true);
                resume = line + 1;
            }
        }
        if (resume == nullptr) return starts[0];
        at = resume;
    }
    return at;
}

}  // namespace schouw
