// SPDX-License-Identifier: EUPL-1.2
// The scanner behind XmlReader: UTF-8, no DTD, no CDATA, comments or processing instructions, and
// namespaces declared on the root only. It never judges: whatever else it meets, it leaves.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "intake/xml.hpp"
#include "intake/xml_names.hpp"

namespace schouw {

class XmlScanner {
public:
    enum class Stop { paused, ended, unusual };
    XmlScanner(PartStream& stream, XmlSink& sink);
    Stop run();
    // After `unusual`: what another parser must read to be where this one stopped (the sink has
    // heard it), and the bytes from there that were taken from the stream.
    std::string opening() const;
    std::string_view rest() const { return {at_, static_cast<std::size_t>(end_ - at_)}; }

private:
    enum class Step { token, more, unusual };
    Step token();
    Step content(const char* at);
    Step open_tag(const char* at);
    Step close_tag(const char* at);
    Step attribute(const char*& at);
    Step value(const char*& at, char quote, std::string_view& out);
    bool declaration();
    bool refill();

    PartStream& stream_;
    XmlSink& sink_;
    std::vector<char> buffer_;
    const char* at_ = nullptr;
    const char* end_ = nullptr;  // a NUL stands there
    bool eof_ = false;
    bool begun_ = false;
    bool closed_ = false;  // the root is
    std::string root_tag_;
    std::string open_;  // names of the open elements, one after another
    std::vector<std::uint32_t> starts_;
    XmlNames names_;
    std::array<RawAttribute, 64> raw_;
    std::array<XmlAttribute, 64> attributes_;
    std::array<std::string, 64> decoded_;
    std::size_t count_ = 0;
    std::string text_;
};

}  // namespace schouw
