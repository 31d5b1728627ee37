// SPDX-License-Identifier: EUPL-1.2
#include "intake/dialect.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "intake/encoding.hpp"

namespace schouw {
namespace {

constexpr std::size_t first_look = 16 << 10;  // bytes for all candidates
constexpr std::size_t head_size = 64 << 10;   // for those that are left
constexpr std::size_t part_size = 16 << 10;
constexpr std::size_t part_count = 8;

// UTF-8, allowing for a character that the end of the head cut in two.
bool looks_utf8(std::string_view head, bool whole) {
    for (int cut = 0; cut < (whole ? 1 : 4); ++cut) {
        if (valid_utf8(head)) return true;
        if (!head.empty()) head.remove_suffix(1);
    }
    return false;
}

// UTF-16 by its mark, or by the many zero bytes of Latin letters.
Wide looks_wide(std::string_view head) {
    if (head.starts_with("\xff\xfe")) return Wide::little;
    if (head.starts_with("\xfe\xff")) return Wide::big;
    const std::size_t size = std::min<std::size_t>(head.size(), 1000) & ~std::size_t{1};
    std::size_t zeros[2] = {0, 0};
    for (std::size_t i = 0; i < size; ++i) zeros[i % 2] += head[i] == '\0' ? 1U : 0U;
    if (size < 4) return Wide::no;
    if (zeros[1] > size / 5 && zeros[0] < size / 20) return Wide::little;
    if (zeros[0] > size / 5 && zeros[1] < size / 20) return Wide::big;
    return Wide::no;
}

std::string_view head_of(const ByteStream& stream) {
    return {stream.begin(), static_cast<std::size_t>(stream.end() - stream.begin())};
}

// Encoding and byte order mark; the stream stands behind the mark then.
void find_encoding(ByteStream& stream, const DialectWish& wish, Dialect& dialect) {
    Wide wide = looks_wide(head_of(stream));
    if (wish.encoding)
        wide = *wish.encoding == "UTF-16LE"   ? Wide::little
               : *wish.encoding == "UTF-16BE" ? Wide::big
                                              : Wide::no;
    if (wide != Wide::no) stream.widen(wide);
    const std::string_view head = head_of(stream);
    dialect.bom = head.starts_with("\xef\xbb\xbf");
    if (dialect.bom) stream.use(stream.begin() + 3);
    if (wide != Wide::no)
        dialect.encoding = wide == Wide::little ? "UTF-16LE" : "UTF-16BE";
    else
        dialect.encoding = wish.encoding.value_or(
            looks_utf8(head, stream.eof()) ? "UTF-8" : guess_single_byte(head));
}

std::vector<std::string> delimiters_in(std::string_view text, const DialectWish& wish) {
    if (wish.delimiter) return {*wish.delimiter};
    std::vector<std::string> found;
    for (const char* one : {";", ",", "\t", "|", ":", " "}) {
        if (text.find(one) == text.npos) continue;
        const std::string mark = one;
        found.push_back(mark);
        if (mark == " ") continue;
        for (const auto& longer : {mark + mark, mark + " ", " " + mark + " "})
            if (text.find(longer) != text.npos) found.push_back(longer);
    }
    if (text.find(';') == text.npos) found.emplace_back(";");  // a single column, that is
    return found;
}

std::vector<Dialect> all_ways(const Dialect& base, std::string_view text, const DialectWish& wish) {
    std::vector<char> quotes = {'"'};
    if (wish.quote)
        quotes = {*wish.quote};
    else if (text.find('\'') != text.npos)
        quotes.push_back('\'');
    std::vector<bool> escapes = {wish.backslash.value_or(false)};
    if (!wish.backslash && text.find('\\') != text.npos) escapes.push_back(true);
    std::vector<Dialect> ways;
    for (const auto& delimiter : delimiters_in(text, wish))
        for (const char quote : quotes)
            for (const bool backslash : escapes) {
                Dialect way = base;
                way.delimiter = delimiter;
                way.quote = quote;
                way.backslash = backslash;
                ways.push_back(std::move(way));
            }
    return ways;
}

void sort_best_first(std::vector<Candidate>& candidates) {
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const auto& a, const auto& b) { return a.score > b.score + 1e-9; });
}

}  // namespace

std::vector<Candidate> guess_dialect(ByteStream& stream, const DialectWish& wish) {
    Dialect base;
    find_encoding(stream, wish, base);
    const std::string_view head = head_of(stream);
    const std::string_view look = head.substr(0, first_look);
    const bool all_seen = stream.eof() && look.size() == head.size();
    std::vector<Candidate> candidates;
    for (auto& way : all_ways(base, look, wish))
        candidates.push_back(judge(std::move(way), {look}, all_seen));
    sort_best_first(candidates);
    if (all_seen || candidates.empty()) return candidates;
    const double enough = candidates.front().score / 2;
    std::erase_if(candidates, [&](const auto& one) { return one.score < enough; });
    std::vector<std::string_view> parts = {head.substr(0, head_size)};
    std::vector<std::string> far;
    if (head.size() > head_size * 4 && stream.eof()) {
        const std::size_t step = (head.size() - head_size) / part_count;
        for (std::size_t at = head_size; at + step <= head.size(); at += step)
            parts.push_back(head.substr(at + step - part_size, part_size));
    } else if (!stream.eof() && !base.encoding.starts_with("UTF-16")) {
        far = stream.samples(part_count, part_size);
        for (const auto& part : far) parts.emplace_back(part);
    }
    for (auto& one : candidates)
        one = judge(std::move(one.dialect), parts, stream.eof() && head.size() <= head_size);
    sort_best_first(candidates);
    return candidates;
}

}  // namespace schouw
