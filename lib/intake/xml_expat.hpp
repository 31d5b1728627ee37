// SPDX-License-Identifier: EUPL-1.2
// Expat behind XmlReader: any well-formed XML, one pause at a time; DTDs and depth refused.
#pragma once
#include <expat.h>

#include <array>
#include <exception>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "intake/xml.hpp"

namespace schouw {

class XmlExpat {
public:
    // `opening` is parsed without a word to the sink, then `rest`, then the stream.
    XmlExpat(PartStream& stream, XmlSink& sink, const std::string& opening, std::string_view rest);
    bool run();  // as XmlReader::run

private:
    struct Free {
        void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
    };
    static void on_start(void* self, const XML_Char* name, const XML_Char** attributes);
    static void on_text(void* self, const XML_Char* text, int size);
    static void on_end(void* self, const XML_Char* name);
    static void on_dtd(void* self, const XML_Char*, const XML_Char*, const XML_Char*, int);
    static void on_prefix(void* self, const XML_Char* prefix, const XML_Char* uri);
    void start(std::string_view name, const XML_Char** attributes);
    void note(std::string_view name);
    template <class Act>
    void guarded(Act act);
    // Parses one buffer; true when it was suspended by the sink.
    bool feed(std::string_view bytes, bool last);
    bool judge(XML_Status status);
    [[noreturn]] void refuse(const char* key) const;

    PartStream& stream_;
    XmlSink& sink_;
    std::unique_ptr<std::remove_pointer_t<XML_Parser>, Free> parser_;
    std::string waiting_;  // a block of the part, parsed up to `used_`
    std::size_t used_ = 0;
    std::vector<XmlAttribute> attributes_;
    std::set<std::string, std::less<>> names_;
    std::array<std::string, 256> recent_;  // some of them, where they are found quickly
    std::size_t name_bytes_ = 0;
    std::exception_ptr thrown_;
    std::size_t depth_ = 0;
    long long fed_ = 0;
    bool muted_ = false;
    bool suspended_ = false;
    bool last_ = false;
};

}  // namespace schouw
