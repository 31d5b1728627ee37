// SPDX-License-Identifier: EUPL-1.2
#include "intake/xml.hpp"

#include <utility>

#include "base/error.hpp"
#include "intake/xml_expat.hpp"
#include "intake/xml_scanner.hpp"

namespace schouw {

Ns ns_of(std::string_view uri) {
    // ECMA-376 part 1 (strict) and part 4 (transitional); OpenDocument 1.3 part 3.
    static constexpr std::pair<std::string_view, Ns> known[] = {
        {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", Ns::sheet},
        {"http://purl.oclc.org/ooxml/spreadsheetml/main", Ns::sheet},
        {"http://schemas.openxmlformats.org/officeDocument/2006/relationships", Ns::relation},
        {"http://purl.oclc.org/ooxml/officeDocument/relationships", Ns::relation},
        {"http://schemas.openxmlformats.org/package/2006/relationships", Ns::relations},
        {"urn:oasis:names:tc:opendocument:xmlns:office:1.0", Ns::office},
        {"urn:oasis:names:tc:opendocument:xmlns:table:1.0", Ns::table},
        {"urn:oasis:names:tc:opendocument:xmlns:text:1.0", Ns::text},
        {"urn:oasis:names:tc:opendocument:xmlns:style:1.0", Ns::style},
        {"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", Ns::extended},
        {"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", Ns::manifest},
        {"http://www.w3.org/XML/1998/namespace", Ns::xml},
    };
    for (const auto& [name, ns] : known)
        if (name == uri) return ns;
    return uri.empty() ? Ns::none : Ns::other;
}

std::string_view XmlTag::get(std::string_view wanted, Ns space) const {
    for (const XmlAttribute& attribute : attributes)
        if (attribute.ns == space && attribute.name == wanted) return attribute.value;
    return {};
}

XmlReader::XmlReader(Archive& archive, Entry& entry, XmlSink& sink, XmlWay way)
    : stream_(std::make_unique<PartStream>(archive, entry)), sink_(sink) {
    if (way == XmlWay::any)
        scanner_ = std::make_unique<XmlScanner>(*stream_, sink_);
    else
        expat_ = std::make_unique<XmlExpat>(*stream_, sink_, "", "");
}

XmlReader::~XmlReader() = default;

bool XmlReader::run() {
    if (scanner_) {
        const auto stop = scanner_->run();
        if (stop != XmlScanner::Stop::unusual) return stop == XmlScanner::Stop::paused;
        expat_ = std::make_unique<XmlExpat>(*stream_, sink_, scanner_->opening(), scanner_->rest());
        scanner_.reset();
    }
    return expat_->run();
}

void read_xml(Archive& archive, const std::string& part, XmlSink& sink, std::uint64_t limit) {
    Entry* const entry = archive.find(part);
    if (entry == nullptr)
        fail(Exit::io, "book.missing_part", {{"part", part}}, {archive.shown(), "", 0, 0});
    // A part that gives more than it says is damaged, so that its size can be believed.
    if (entry->size > limit)
        fail(Exit::io, "book.large_part", {{"part", part}}, {archive.shown(), "", 0, 0});
    XmlReader reader(archive, *entry, sink);
    while (reader.run()) {
    }
}

}  // namespace schouw
