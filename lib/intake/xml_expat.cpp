// SPDX-License-Identifier: EUPL-1.2
#include "intake/xml_expat.hpp"

#include <algorithm>
#include <cstring>
#include <new>

#include "base/error.hpp"

namespace schouw {
namespace {

constexpr XML_Char separator = '\n';
constexpr std::size_t piece = 64 << 10;
constexpr std::size_t most_names = 200'000;
constexpr std::size_t most_name_bytes = 16 << 20;
constexpr long long longest_tag = 4 << 20;

// "uri\nlocal" as expat gives it, taken apart.
std::string_view local_of(std::string_view name, Ns& ns) {
    const auto end = name.find(separator);
    ns = end == name.npos ? Ns::none : ns_of(name.substr(0, end));
    return end == name.npos ? name : name.substr(end + 1);
}

}  // namespace

XmlExpat::XmlExpat(PartStream& stream, XmlSink& sink, const std::string& opening,
                   std::string_view rest)
    : stream_(stream), sink_(sink), parser_(XML_ParserCreateNS(nullptr, separator)) {
    if (!parser_) throw std::bad_alloc();
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser_.get(), on_text);
    XML_SetStartNamespaceDeclHandler(parser_.get(), on_prefix);
    XML_SetStartDoctypeDeclHandler(parser_.get(), on_dtd);
    muted_ = true;
    if (!opening.empty()) feed(opening, false);
    muted_ = false;
    waiting_ = rest;
}

bool XmlExpat::run() {
    if (suspended_) {
        suspended_ = false;
        if (judge(XML_ResumeParser(parser_.get()))) return true;
    }
    while (!last_) {
        if (used_ == waiting_.size()) {
            waiting_ = stream_.next();
            used_ = 0;
            last_ = waiting_.empty();
        }
        const std::string_view now = std::string_view(waiting_).substr(used_, piece);
        used_ += now.size();
        if (feed(now, last_)) return true;
    }
    return false;
}

bool XmlExpat::feed(std::string_view bytes, bool last) {
    // A buffer of no bytes is none in some of expat's versions (2.5.0-1+deb12u1).
    if (bytes.empty()) return judge(XML_Parse(parser_.get(), "", 0, last ? 1 : 0));
    void* const buffer = XML_GetBuffer(parser_.get(), static_cast<int>(bytes.size()));
    if (buffer == nullptr) throw std::bad_alloc();
    std::copy(bytes.begin(), bytes.end(), static_cast<char*>(buffer));
    fed_ += static_cast<long long>(bytes.size());
    return judge(XML_ParseBuffer(parser_.get(), static_cast<int>(bytes.size()), last ? 1 : 0));
}

bool XmlExpat::judge(XML_Status status) {
    if (thrown_) std::rethrow_exception(thrown_);
    if (status == XML_STATUS_SUSPENDED) {
        suspended_ = true;
        return true;
    }
    if (status == XML_STATUS_ERROR) {
        const XML_Error error = XML_GetErrorCode(parser_.get());
        if (error == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
        refuse(error == XML_ERROR_UNKNOWN_ENCODING ? "book.encoding" : "book.xml");
    }
    // What expat keeps waiting is one tag without an end.
    if (fed_ - XML_GetCurrentByteIndex(parser_.get()) > longest_tag) refuse("book.long_tag");
    return false;
}

void XmlExpat::refuse(const char* key) const {
    fail(Exit::io, key, {{"part", stream_.name()}, {"limit", std::to_string(deepest_xml)}},
         {stream_.shown(), "", 0, 0});
}

// An exception may not pass through expat: it waits until expat has returned.
template <class Act>
void XmlExpat::guarded(Act act) {
    if (thrown_) return;
    try {
        act();
    } catch (...) {
        thrown_ = std::current_exception();
        XML_StopParser(parser_.get(), XML_FALSE);
    }
}

void XmlExpat::on_start(void* self, const XML_Char* name, const XML_Char** attributes) {
    auto& expat = *static_cast<XmlExpat*>(self);
    expat.guarded([&] { expat.start(name, attributes); });
}

void XmlExpat::start(std::string_view name, const XML_Char** attributes) {
    if (++depth_ > deepest_xml) refuse("book.too_deep");
    if (muted_) return;
    note(name);
    attributes_.clear();
    for (; *attributes != nullptr; attributes += 2) {
        note(attributes[0]);
        XmlAttribute& attribute = attributes_.emplace_back();
        attribute.name = local_of(attributes[0], attribute.ns);
        attribute.value = attributes[1];
    }
    XmlTag tag;
    tag.name = local_of(name, tag.ns);
    tag.attributes = attributes_;
    sink_.start(tag);
}

// Expat keeps each name that it met, so it may not meet any number of them.
void XmlExpat::note(std::string_view name) {
    std::string& slot = recent_[std::hash<std::string_view>()(name) % recent_.size()];
    if (slot == name) return;
    slot = name;
    if (!names_.insert(slot).second) return;
    name_bytes_ += name.size();
    if (names_.size() > most_names || name_bytes_ > most_name_bytes) refuse("book.names");
}

void XmlExpat::on_prefix(void* self, const XML_Char* prefix, const XML_Char*) {
    auto& expat = *static_cast<XmlExpat*>(self);
    if (prefix != nullptr) expat.guarded([&] { expat.note(prefix); });
}

void XmlExpat::on_text(void* self, const XML_Char* text, int size) {
    auto& expat = *static_cast<XmlExpat*>(self);
    if (expat.muted_) return;
    expat.guarded([&] { expat.sink_.text({text, static_cast<std::size_t>(size)}); });
}

void XmlExpat::on_end(void* self, const XML_Char*) {
    auto& expat = *static_cast<XmlExpat*>(self);
    --expat.depth_;
    if (expat.muted_) return;
    expat.guarded([&] {
        expat.sink_.end();
        if (expat.sink_.pause) XML_StopParser(expat.parser_.get(), XML_TRUE);
        expat.sink_.pause = false;
    });
}

void XmlExpat::on_dtd(void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    auto& expat = *static_cast<XmlExpat*>(self);
    expat.guarded([&] { expat.refuse("book.dtd"); });
}

}  // namespace schouw
