// SPDX-License-Identifier: EUPL-1.2
#include "intake/xml_scanner.hpp"

#include <algorithm>
#include <cstring>

#include "base/text.hpp"
#include "intake/book_text.hpp"

namespace schouw {
namespace {

constexpr std::size_t longest_token = 1 << 20;
constexpr std::size_t longest_root = 64 << 10;

constexpr std::string_view declarations[] = {
    R"(<?xml version="1.0")",
    R"(<?xml version="1.0" encoding="UTF-8")",
    R"(<?xml version="1.0" encoding="utf-8")",
    R"(<?xml version="1.0" standalone="yes")",
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes")",
    R"(<?xml version="1.0" encoding="utf-8" standalone="yes")",
    R"(<?xml version="1.0" encoding="UTF-8" standalone="no")"};

enum : unsigned char { name_char = 1, name_start = 2, text_stop = 4, value_stop = 8, space = 16 };

constexpr std::array<unsigned char, 256> classes = [] {
    std::array<unsigned char, 256> out{};
    for (int c = 0; c < 256; ++c) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        const bool digit = c >= '0' && c <= '9';
        unsigned char bits = 0;
        if (letter) bits |= name_start;
        if (letter || digit || c == '-' || c == '.') bits |= name_char;
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') bits |= space;
        // Line ends are normalised and "]]>" is refused by expat.
        if ((c < 32 && c != '\t' && c != '\n') || c == '<' || c == '&' || c == ']')
            bits |= text_stop;
        if (c < 32 || c == '<' || c == '&' || c == '"' || c == '\'') bits |= value_stop;
        out[static_cast<std::size_t>(c)] = bits;
    }
    return out;
}();

unsigned char class_of(char c) { return classes[static_cast<unsigned char>(c)]; }

// Past a name; says whether it has a colon.
const char* past_name(const char* at, bool& prefixed) {
    while ((class_of(*at) & name_char) != 0) ++at;
    prefixed = *at == ':';
    while ((class_of(*at) & name_char) != 0 || *at == ':') ++at;
    return at;
}

std::string_view between(const char* from, const char* to) {
    return {from, static_cast<std::size_t>(to - from)};
}

// Characters that XML allows; ASCII was looked at already.
bool allowed_utf8(std::string_view text) {
    return valid_utf8(text) && text.find("\xef\xbf\xbe") == text.npos &&
           text.find("\xef\xbf\xbf") == text.npos;
}

}  // namespace

XmlScanner::XmlScanner(PartStream& stream, XmlSink& sink) : stream_(stream), sink_(sink) {
    buffer_.resize(1);
    at_ = end_ = buffer_.data();
}

// What is left goes to the front, the next block behind it. False at the end of the part.
bool XmlScanner::refill() {
    const std::string_view block = eof_ ? std::string_view() : stream_.next();
    eof_ = block.empty();
    if (eof_) return false;
    const std::size_t left = rest().size();
    if (left + block.size() + 1 > buffer_.size()) {
        std::vector<char> larger(left + block.size() + 1);
        std::memcpy(larger.data(), at_, left);
        buffer_.swap(larger);
    } else {
        std::memmove(buffer_.data(), at_, left);
    }
    std::memcpy(buffer_.data() + left, block.data(), block.size());
    at_ = buffer_.data();
    end_ = at_ + left + block.size();
    buffer_[left + block.size()] = '\0';
    return true;
}

XmlScanner::Stop XmlScanner::run() {
    if (!begun_) {
        while (rest().size() < 256 && refill()) {
        }
        if (!declaration()) return Stop::unusual;
        begun_ = true;
    }
    for (;;) {
        const Step step = token();
        if (step == Step::unusual || (step == Step::more && rest().size() > longest_token))
            return Stop::unusual;
        if (step == Step::more && !refill())
            return closed_ && at_ == end_ ? Stop::ended : Stop::unusual;
        if (sink_.pause) {
            sink_.pause = false;
            return Stop::paused;
        }
    }
}

// A byte order mark and one of the declarations that programs write, as far as they are there.
bool XmlScanner::declaration() {
    std::string_view head = rest();
    if (head.starts_with("\xef\xbb\xbf")) head.remove_prefix(3);
    if (head.starts_with("<?xml ")) {
        const auto size = std::min(head.find("?>"), head.size());
        std::string said(head.substr(0, size));
        if (said.find('"') == said.npos) std::replace(said.begin(), said.end(), '\'', '"');
        if (std::find(std::begin(declarations), std::end(declarations), said) ==
                std::end(declarations) ||
            !head.substr(size).starts_with("?>"))
            return false;
        head.remove_prefix(size + 2);
    }
    at_ = head.data();
    return true;
}

XmlScanner::Step XmlScanner::token() {
    if (*at_ != '<') return content(at_);
    if (end_ - at_ < 2) return Step::more;
    return at_[1] == '/' ? close_tag(at_ + 2) : open_tag(at_ + 1);
}

XmlScanner::Step XmlScanner::content(const char* at) {
    bool plain = true;
    unsigned char bits = 0;
    for (;;) {
        while ((class_of(*at) & text_stop) == 0) bits |= static_cast<unsigned char>(*at++);
        if (*at == '<' || at == end_) break;
        if (*at == '&') {
            plain = false;
        } else if (*at != ']' || (at + 1 < end_ && at[1] == ']')) {
            return Step::unusual;
        }
        ++at;
    }
    const std::string_view raw = between(at_, at);
    if (starts_.empty()) {
        for (const char c : raw)
            if ((class_of(c) & space) == 0) return Step::unusual;
        at_ = at;
        return at == end_ ? Step::more : Step::token;
    }
    if (at == end_) return Step::more;
    if (bits >= 0x80 && !allowed_utf8(raw)) return Step::unusual;
    if (plain) {
        at_ = at;
        sink_.text(raw);
        return Step::token;
    }
    text_.clear();
    if (!decode_references(raw, text_)) return Step::unusual;
    at_ = at;
    sink_.text(text_);
    return Step::token;
}

XmlScanner::Step XmlScanner::close_tag(const char* at) {
    if (starts_.empty()) return Step::unusual;
    const std::size_t size = open_.size() - starts_.back();
    if (static_cast<std::size_t>(end_ - at) < size + 1) return Step::more;
    if (at[size] != '>' || !same_name({at, size}, {open_.data() + starts_.back(), size}))
        return Step::unusual;
    at_ = at + size + 1;
    open_.resize(starts_.back());
    starts_.pop_back();
    closed_ = starts_.empty();
    sink_.end();
    return Step::token;
}

XmlScanner::Step XmlScanner::open_tag(const char* at) {
    const char* const name = at;
    if ((class_of(*at) & name_start) == 0) return at == end_ ? Step::more : Step::unusual;
    bool prefixed = false;
    at = past_name(at, prefixed);
    const std::string_view qualified = between(name, at);
    count_ = 0;
    for (;;) {
        const char* const before = at;
        while ((class_of(*at) & space) != 0) ++at;
        if (*at == '>' || *at == '/') break;
        if (at == end_) return Step::more;
        if (at == before || count_ == raw_.size()) return Step::unusual;
        if (const Step step = attribute(at); step != Step::token) return step;
    }
    const bool empty = *at == '/';
    if (empty && at + 1 == end_) return Step::more;
    if (empty && *++at != '>') return Step::unusual;
    ++at;
    if (closed_ || starts_.size() >= deepest_xml) return Step::unusual;
    const std::string_view whole = between(at_, at);
    const bool root = starts_.empty();
    if (root && (whole.size() > longest_root || !names_.declare({raw_.data(), count_})))
        return Step::unusual;
    XmlTag tag{names_.default_ns(), qualified, {}};
    if (prefixed && !names_.resolve(qualified, tag.name, tag.ns)) return Step::unusual;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < count_; ++i) {
        for (std::size_t j = 0; j < i; ++j)
            if (same_name(raw_[i].name, raw_[j].name)) return Step::unusual;
        XmlAttribute& attribute = attributes_[kept];
        if (raw_[i].name.front() == 'x' && raw_[i].name.starts_with("xmlns")) {
            if (!root) return Step::unusual;
            continue;
        }
        attribute.ns = Ns::none;
        attribute.name = raw_[i].name;
        if (raw_[i].prefixed && !names_.resolve(raw_[i].name, attribute.name, attribute.ns))
            return Step::unusual;
        attribute.value = raw_[i].value;
        ++kept;
    }
    tag.attributes = {attributes_.data(), kept};
    if (root) root_tag_ = whole;
    at_ = at;
    if (!empty) {
        starts_.push_back(static_cast<std::uint32_t>(open_.size()));
        open_ += qualified;
    }
    closed_ = starts_.empty();
    sink_.start(tag);
    if (empty) sink_.end();
    return Step::token;
}

XmlScanner::Step XmlScanner::attribute(const char*& at) {
    const char* const name = at;
    if ((class_of(*at) & name_start) == 0) return Step::unusual;
    at = past_name(at, raw_[count_].prefixed);
    if (end_ - at < 2) return Step::more;
    if (*at != '=' || (at[1] != '"' && at[1] != '\'')) return Step::unusual;
    raw_[count_].name = between(name, at);
    const char quote = at[1];
    at += 2;
    const Step step = value(at, quote, raw_[count_].value);
    if (step == Step::token) ++count_;
    return step;
}

XmlScanner::Step XmlScanner::value(const char*& at, char quote, std::string_view& out) {
    const char* const from = at;
    bool plain = true;
    unsigned char bits = 0;
    for (;; ++at) {
        while ((class_of(*at) & value_stop) == 0) bits |= static_cast<unsigned char>(*at++);
        if (*at == quote) break;
        if (at == end_) return Step::more;
        if (*at == '&') {
            plain = false;
        } else if (*at != '"' && *at != '\'') {
            return Step::unusual;
        }
    }
    out = between(from, at++);
    if (bits >= 0x80 && !allowed_utf8(out)) return Step::unusual;
    if (plain) return Step::token;
    std::string& decoded = decoded_[count_];
    decoded.clear();
    if (!decode_references(out, decoded)) return Step::unusual;
    out = decoded;
    return Step::token;
}

std::string XmlScanner::opening() const {
    std::string out = root_tag_;
    if (root_tag_.empty() || root_tag_.ends_with("/>")) return out;
    for (std::size_t i = 1; i < starts_.size(); ++i) {
        const std::size_t end = i + 1 < starts_.size() ? starts_[i + 1] : open_.size();
        out += "<" + open_.substr(starts_[i], end - starts_[i]) + ">";
    }
    if (closed_) out += "</" + root_tag_.substr(1, root_tag_.find_first_of(" \t\r\n>") - 1) + ">";
    return out;
}

}  // namespace schouw
