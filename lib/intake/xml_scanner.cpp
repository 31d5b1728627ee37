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

enum : unsigned char { name_char = 1, name_start = 2, text_stop = 4, value_stop = 8, space = 16 };

constexpr std::array<unsigned char, 256> classes = [] {
    std::array<unsigned char, 256> out{};
    for (int c = 0; c < 256; ++c) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        const bool digit = c >= '0' && c <= '9';
        unsigned char bits = 0;
        if (letter) bits |= name_start;
        if (letter || digit || c == '-' || c == '.' || c == ':') bits |= name_char;
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

std::string_view between(const char* from, const char* to) {
    return {from, static_cast<std::size_t>(to - from)};
}

// Short names: quicker than a call.
bool same(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i] != b[i]) return false;
    return true;
}

// Characters that XML allows; ASCII was looked at already.
bool allowed_utf8(std::string_view text) {
    return valid_utf8(text) && text.find("\xef\xbf\xbe") == text.npos &&
           text.find("\xef\xbf\xbf") == text.npos;
}

bool add_character(std::string_view digits, bool hexadecimal, std::string& out) {
    if (digits.empty() || digits.size() > 6) return false;
    unsigned code = 0;
    for (const char c : digits) {
        const int lower = c | 32;
        const bool letter = hexadecimal && lower >= 'a' && lower <= 'f';
        if (!letter && (c < '0' || c > '9')) return false;
        code = code * (hexadecimal ? 16 : 10) +
               static_cast<unsigned>(letter ? lower - 'a' + 10 : c - '0');
    }
    if (code < 32 && code != 9 && code != 10 && code != 13) return false;
    if ((code >= 0xd800 && code < 0xe000) || code == 0xfffe || code == 0xffff || code > 0x10ffff)
        return false;
    append_utf8(out, code);
    return true;
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

// A byte order mark and <?xml version="1.0" encoding="UTF-8" standalone="yes"?>, as far as there.
bool XmlScanner::declaration() {
    const char* at = at_;
    if (rest().starts_with("\xef\xbb\xbf")) at += 3;
    if (!between(at, end_).starts_with("<?xml ")) return true;
    at += 5;
    const auto take = [&](std::string_view name, std::initializer_list<std::string_view> values) {
        for (const char* quote : {"\"", "'"})
            for (const auto value : values) {
                const std::string wanted =
                    " " + std::string(name) + "=" + quote + std::string(value) + quote;
                if (between(at, end_).starts_with(wanted)) {
                    at += wanted.size();
                    return true;
                }
            }
        return false;
    };
    if (!take("version", {"1.0"})) return false;
    take("encoding", {"UTF-8", "utf-8"});
    take("standalone", {"yes", "no"});
    if (*at == ' ') ++at;
    if (!between(at, end_).starts_with("?>")) return false;
    at_ = at + 2;
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
    if (!decode(raw, text_)) return Step::unusual;
    at_ = at;
    sink_.text(text_);
    return Step::token;
}

XmlScanner::Step XmlScanner::close_tag(const char* at) {
    if (starts_.empty()) return Step::unusual;
    const std::size_t size = names_.size() - starts_.back();
    if (static_cast<std::size_t>(end_ - at) < size + 1) return Step::more;
    if (at[size] != '>' || !same({at, size}, {names_.data() + starts_.back(), size}))
        return Step::unusual;
    at_ = at + size + 1;
    names_.resize(starts_.back());
    starts_.pop_back();
    closed_ = starts_.empty();
    sink_.end();
    return Step::token;
}

XmlScanner::Step XmlScanner::open_tag(const char* at) {
    const char* const name = at;
    if ((class_of(*at) & name_start) == 0) return at == end_ ? Step::more : Step::unusual;
    while ((class_of(*at) & name_char) != 0) ++at;
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
    if (root && (whole.size() > longest_root || !declare_namespaces())) return Step::unusual;
    XmlTag tag;
    if (!resolve(qualified, tag.name, tag.ns, true)) return Step::unusual;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < count_; ++i) {
        for (std::size_t j = 0; j < i; ++j)
            if (same(raw_[i].name, raw_[j].name)) return Step::unusual;
        XmlAttribute& attribute = attributes_[kept];
        if (raw_[i].name.front() == 'x' && raw_[i].name.starts_with("xmlns")) {
            if (!root) return Step::unusual;
            continue;
        }
        if (!resolve(raw_[i].name, attribute.name, attribute.ns, false)) return Step::unusual;
        attribute.value = raw_[i].value;
        ++kept;
    }
    tag.attributes = {attributes_.data(), kept};
    if (root) root_tag_ = whole;
    at_ = at;
    if (!empty) {
        starts_.push_back(static_cast<std::uint32_t>(names_.size()));
        names_ += qualified;
    }
    closed_ = starts_.empty();
    sink_.start(tag);
    if (empty) sink_.end();
    return Step::token;
}

XmlScanner::Step XmlScanner::attribute(const char*& at) {
    const char* const name = at;
    if ((class_of(*at) & name_start) == 0) return Step::unusual;
    while ((class_of(*at) & name_char) != 0) ++at;
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
    if (!decode(out, decoded)) return Step::unusual;
    out = decoded;
    return Step::token;
}

bool XmlScanner::decode(std::string_view raw, std::string& out) const {
    static constexpr std::pair<std::string_view, char> named[] = {
        {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    for (;;) {
        const auto mark = raw.find('&');
        out += raw.substr(0, mark);
        if (mark == raw.npos) return true;
        const auto end = raw.find(';', mark);
        if (end == raw.npos) return false;
        const std::string_view name = raw.substr(mark + 1, end - mark - 1);
        raw.remove_prefix(end + 1);
        const auto* const known = std::find_if(std::begin(named), std::end(named),
                                               [&](const auto& one) { return one.first == name; });
        if (known != std::end(named)) {
            out += known->second;
        } else if (!name.starts_with('#') ||
                   !(name.starts_with("#x") ? add_character(name.substr(2), true, out)
                                            : add_character(name.substr(1), false, out))) {
            return false;
        }
    }
}

// Remembers the prefixes of the root; two for one namespace is unusual.
bool XmlScanner::declare_namespaces() {
    prefixes_ = {{"xml", Ns::xml}};
    for (std::size_t i = 0; i < count_; ++i) {
        const std::string_view name = raw_[i].name;
        if (name == "xmlns") default_ns_ = ns_of(raw_[i].value);
        if (!name.starts_with("xmlns:")) continue;
        const std::string_view prefix = name.substr(6);
        if (prefix.empty() || prefix.starts_with("xml") || raw_[i].value.empty()) return false;
        for (std::size_t j = 0; j < i; ++j)
            if (raw_[j].value == raw_[i].value && raw_[j].name != "xmlns") return false;
        prefixes_.push_back({std::string(prefix), ns_of(raw_[i].value)});
    }
    std::stable_partition(prefixes_.begin(), prefixes_.end(),
                          [](const Prefix& one) { return one.ns != Ns::other; });
    return true;
}

bool XmlScanner::resolve(std::string_view qualified, std::string_view& local, Ns& ns,
                         bool element) const {
    std::size_t colon = 0;
    while (colon < qualified.size() && qualified[colon] != ':') ++colon;
    if (colon == qualified.size()) {
        local = qualified;
        ns = element ? default_ns_ : Ns::none;
        return true;
    }
    local = qualified.substr(colon + 1);
    if (local.empty() || local.find(':') != local.npos ||
        (class_of(local.front()) & name_start) == 0)
        return false;
    for (const Prefix& prefix : prefixes_)
        if (same(prefix.name, qualified.substr(0, colon))) {
            ns = prefix.ns;
            return true;
        }
    return false;
}

std::string XmlScanner::opening() const {
    std::string out = root_tag_;
    if (root_tag_.empty() || root_tag_.ends_with("/>")) return out;
    for (std::size_t i = 1; i < starts_.size(); ++i) {
        const std::size_t end = i + 1 < starts_.size() ? starts_[i + 1] : names_.size();
        out += "<" + names_.substr(starts_[i], end - starts_[i]) + ">";
    }
    if (closed_) out += "</" + root_tag_.substr(1, root_tag_.find_first_of(" \t\r\n>") - 1) + ">";
    return out;
}

}  // namespace schouw
