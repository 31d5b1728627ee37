// SPDX-License-Identifier: EUPL-1.2
// An XML part in, its elements out one by one to a sink that may pause. A scanner of our own reads
// the plain subset that office programs write; at the first byte that it does not expect, expat
// takes over at that place. The sink cannot see which of the two it hears.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "intake/archive.hpp"

namespace schouw {

// The namespaces that readers look at; strict and transitional ones are the same.
enum class Ns : unsigned char {
    none,
    other,
    sheet,      // spreadsheetml
    relation,   // officeDocument/relationships: r:id
    relations,  // package/2006/relationships: _rels
    office,
    table,
    text,
    style,
    extended,  // calcext of LibreOffice
    manifest,
    xml,
};
Ns ns_of(std::string_view uri);

struct XmlAttribute {
    Ns ns = Ns::none;
    std::string_view name;
    std::string_view value;
};

// Views are valid during the call only.
struct XmlTag {
    Ns ns = Ns::none;
    std::string_view name;
    std::span<const XmlAttribute> attributes;
    // The value, empty when there is none.
    std::string_view get(std::string_view name, Ns ns = Ns::none) const;
    bool is(Ns space, std::string_view local) const { return ns == space && name == local; }
};

// Hears a document. A text may come in pieces.
class XmlSink {
public:
    virtual ~XmlSink() = default;
    virtual void start(const XmlTag& tag) = 0;
    virtual void text(std::string_view piece) = 0;
    virtual void end() = 0;
    bool pause = false;  // set in end(): the reader stops after it
};

enum class XmlWay { any, expat_only };

class XmlScanner;
class XmlExpat;

class XmlReader {
public:
    // Reads the part of the archive into the sink, which must outlive it.
    XmlReader(Archive& archive, Entry& entry, XmlSink& sink, XmlWay way = XmlWay::any);
    ~XmlReader();
    // On until the sink pauses (true) or the document ends (false). Throws Error(io): no
    // well-formed XML, a DTD, deeper than 256, a tag over 4 MiB, and what PartStream throws.
    bool run();
    bool scanned() const { return expat_ == nullptr; }  // not by expat, up to now

private:
    std::unique_ptr<PartStream> stream_;
    XmlSink& sink_;
    std::unique_ptr<XmlScanner> scanner_;
    std::unique_ptr<XmlExpat> expat_;
};

// The whole of a part into a sink; over `limit` bytes it is refused.
constexpr std::uint64_t small_part = 16 << 20;
void read_xml(Archive& archive, const std::string& part, XmlSink& sink,
              std::uint64_t limit = small_part);

constexpr std::size_t deepest_xml = 256;

}  // namespace schouw
