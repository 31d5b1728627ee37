// SPDX-License-Identifier: EUPL-1.2
#include "intake/json_walk.hpp"

#include <algorithm>
#include <iterator>

#include "base/error.hpp"
#include "base/text.hpp"

namespace schouw {
namespace {

constexpr std::size_t few_keys = 16;  // up to here comparing is quicker than a set

struct TooLong {};

}  // namespace

// The bytes for the library's parser, which copies its iterators: all copies share one At.
class JsonWalk::Bytes {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    explicit Bytes(At* at) : at_(at) {}
    reference operator*() const { return *at_->at; }
    Bytes& operator++() {
        if (++at_->at > at_->stop) throw TooLong{};
        return *this;
    }
    Bytes operator++(int) {
        Bytes before = *this;
        ++*this;
        return before;
    }
    // There is one end only; the parser asks for nothing else.
    bool operator==(const Bytes&) const { return at_->at == at_->end; }
    bool operator!=(const Bytes&) const { return at_->at != at_->end; }

private:
    At* at_;
};

std::size_t JsonWalk::walk(const JsonText& text, std::size_t begin, JsonExtent extent) {
    text_ = &text;
    begin_ = begin;
    extent_ = extent;
    depth_ = key_count_ = values_ = 0;
    path_.clear();
    at_.at = text.bytes.data() + begin;
    at_.end = text.bytes.data() + text.bytes.size();
    at_.stop = at_.at + std::min(json_longest_record, text.bytes.size() - begin);
    try {
        nlohmann::json_sax<nlohmann::json>* const events = this;
        nlohmann::json::sax_parse(Bytes(&at_), Bytes(&at_), events,
                                  nlohmann::json::input_format_t::json, false);
    } catch (const TooLong&) {
        const bool record = extent == JsonExtent::whole_value;
        refuse(record ? "json.record_too_long" : "json.value_too_long", {{"limit", "1 MiB"}},
               record ? begin : offset());
    }
    return offset();
}

void JsonWalk::refuse(const char* key, Args args, std::size_t offset) const {
    fail(Exit::io, key, std::move(args), json_place(*text_, offset));
}

// Where only parts are measured, a new one begins here.
void JsonWalk::part() {
    if (extent_ == JsonExtent::each_part)
        at_.stop = at_.at + std::min<std::size_t>(json_longest_record,
                                                  static_cast<std::size_t>(at_.end - at_.at));
}

// Before every value: its path, and that the level around it is not empty.
void JsonWalk::element() {
    part();
    if (++values_ > json_most_values)
        refuse("json.too_many_values", {{"limit", std::to_string(json_most_values)}}, offset());
    if (depth_ == 0) return;
    Level& around = levels_[depth_ - 1];
    around.empty = false;
    if (!around.object) path_.resize(around.path);
}

bool JsonWalk::open(bool object) {
    element();
    if (depth_ == json_deepest)
        refuse("json.too_deep", {{"limit", std::to_string(json_deepest)}}, offset() - 1);
    if (levels_.size() == depth_) levels_.emplace_back();
    Level& level = levels_[depth_++];
    level.object = object;
    level.empty = true;
    level.path = path_.size();
    level.keys = key_count_;
    level.begin = offset() - 1;
    level.known.clear();
    opened();
    return true;
}

bool JsonWalk::close() {
    const Level& level = levels_[depth_ - 1];
    path_.resize(level.path);
    closing();
    key_count_ = level.keys;
    --depth_;
    return true;
}

// Whether this object had the name before; the name is kept.
bool JsonWalk::twice(const std::string& name) {
    Level& level = levels_[depth_ - 1];
    if (key_count_ == keys_.size()) keys_.emplace_back();
    keys_[key_count_] = name;
    const auto first = keys_.begin() + static_cast<std::ptrdiff_t>(level.keys);
    const auto last = keys_.begin() + static_cast<std::ptrdiff_t>(key_count_);
    ++key_count_;
    if (last - first < static_cast<std::ptrdiff_t>(few_keys))
        return std::find(first, last, name) != last;
    if (level.known.empty()) level.known.insert(first, last);
    return !level.known.insert(*last).second;
}

// The opening quote of the string that was read last.
std::size_t JsonWalk::quote_before() const {
    const std::string_view bytes = text_->bytes;
    for (std::size_t at = offset() - 1; at > begin_;) {
        if (bytes[--at] != '"') continue;
        std::size_t slashes = 0;
        while (at - slashes > begin_ && bytes[at - slashes - 1] == '\\') ++slashes;
        if (slashes % 2 == 0) return at;
    }
    return begin_;
}

std::size_t JsonWalk::scalar_begin(RawKind kind, const std::string& text) const {
    const std::size_t end = offset();
    if (text_->bytes[end - 1] == '"' && kind != RawKind::number) return quote_before();
    // The parser knows the end of a number by the byte behind it.
    const std::size_t size = kind == RawKind::blank    ? std::string_view("null").size()
                             : kind == RawKind::number ? text.size() + 1
                                                       : text.size();
    return end - std::min(size, end);
}

bool JsonWalk::key(string_t& name) {
    const std::string shown = clip(visible(name), 60);
    if (key_count_ == json_most_keys)
        refuse("json.too_many_keys", {{"limit", std::to_string(json_most_keys)}}, quote_before());
    const Level& level = levels_[depth_ - 1];
    path_.resize(level.path);
    if (depth_ > 1) path_ += '.';
    path_ += name;
    if (path_.size() > json_longest_path)
        refuse("json.path_too_long", {{"limit", std::to_string(json_longest_path)}},
               quote_before());
    if (twice(name)) refuse("json.key_twice", {{"key", shown}}, quote_before());
    part();
    return true;
}

bool JsonWalk::give(RawKind kind, const std::string& text) {
    element();
    scalar(kind, text);
    return true;
}

bool JsonWalk::null() { return give(RawKind::blank, ""); }

bool JsonWalk::boolean(bool value) { return give(RawKind::boolean, value ? "true" : "false"); }

// The parser gives 0 as unsigned: a signed 0 was written as -0.
bool JsonWalk::number_integer(number_integer_t value) {
    return give(RawKind::number, value == 0 ? "-0" : std::to_string(value));
}

bool JsonWalk::number_unsigned(number_unsigned_t value) {
    return give(RawKind::number, std::to_string(value));
}

bool JsonWalk::number_float(number_float_t, const string_t& written) {
    return give(RawKind::number, written);
}

bool JsonWalk::string(string_t& value) {
    return give(value.empty() ? RawKind::blank : RawKind::text, value);
}

// The library's own words are English and name its tokens: the sentence is chosen by what stands
// at the place. `position` counts from the begin of the value and includes the byte at fault.
bool JsonWalk::parse_error(std::size_t position, const std::string&,
                           const nlohmann::detail::exception& error) {
    const std::string_view bytes = text_->bytes;
    const std::size_t at = begin_ + std::max<std::size_t>(position, 1) - 1;
    if (at >= bytes.size())
        refuse(text_->lines ? "json.line_truncated" : "json.truncated", {}, bytes.size());
    const auto part_of_word = [&](std::size_t i) {
        const char c = bytes[i];
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '+' || c == '-' || c == '.' || c == '_';
    };
    constexpr std::size_t longest_word = 40;
    std::size_t from = at;
    std::size_t to = at;
    while (part_of_word(from) && from > begin_ && at - from < longest_word &&
           part_of_word(from - 1))
        --from;
    while (to < bytes.size() && to - from < longest_word && part_of_word(to)) ++to;
    const std::string word(bytes.substr(from, to - from));
    constexpr int number_overflow = 406;
    if (error.id == number_overflow) refuse("json.number_too_large", {{"found", word}}, from);
    for (const char* name : {"NaN", "nan", "Infinity", "-Infinity", "+Infinity", "inf", "-inf"})
        if (word == name) refuse("json.no_number", {{"found", word}}, from);
    const auto byte = static_cast<unsigned char>(bytes[at]);
    if (byte == '/' || byte == '#') refuse("json.comment", {}, at);
    if (byte < 0x20) refuse("json.control", {{"code", std::to_string(byte)}}, at);
    std::size_t end = at + 1;
    while (end < bytes.size() && (static_cast<unsigned char>(bytes[end]) & 0xC0) == 0x80) ++end;
    const auto found = word.empty() ? bytes.substr(at, end - at) : std::string_view(word);
    refuse("json.syntax", {{"found", visible(found)}}, from);
}

}  // namespace schouw
