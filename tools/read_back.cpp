// SPDX-License-Identifier: EUPL-1.2
#include "read_back.hpp"

#include <expat.h>

#include <charconv>
#include <memory>
#include <string_view>

#include "base/error.hpp"
#include "base/file.hpp"
#include "intake/archive.hpp"

namespace schouw {
namespace {

constexpr std::size_t largest_workbook = std::size_t{1} << 31;

struct Element {
    long said = -1;  // how many children it says it has; -1 when it says nothing
    long children = 0;
};

struct Seen {
    std::vector<Element> open;
    std::size_t values = 0;
    bool sound = true;
};

void on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
    Seen& seen = *static_cast<Seen*>(data);
    if (!seen.open.empty()) ++seen.open.back().children;
    Element element;
    for (; *attributes != nullptr; attributes += 2) {
        const std::string_view key = attributes[0];
        const std::string_view value = attributes[1];
        if (key == "uniqueCount" || (key == "count" && element.said < 0))
            std::from_chars(value.data(), value.data() + value.size(), element.said);
    }
    seen.open.push_back(element);
    const std::string_view is = name;
    if (is == "v" || is == "is") ++seen.values;
}

void on_end(void* data, const XML_Char*) {
    Seen& seen = *static_cast<Seen*>(data);
    const Element& element = seen.open.back();
    if (element.said >= 0 && element.said != element.children) seen.sound = false;
    seen.open.pop_back();
}

[[noreturn]] void not_whole() { fail(Exit::io, "report.not_whole"); }

// The number of cells with a value, for a worksheet.
std::size_t look_at(Archive& archive, Entry& entry) {
    const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(
        XML_ParserCreate(nullptr), XML_ParserFree);
    Seen seen;
    XML_SetUserData(parser.get(), &seen);
    XML_SetElementHandler(parser.get(), on_start, on_end);
    PartStream stream(archive, entry);
    for (;;) {
        const std::string_view block = stream.next();
        if (XML_Parse(parser.get(), block.data(), static_cast<int>(block.size()), block.empty()) !=
            XML_STATUS_OK)
            not_whole();
        if (block.empty()) break;
    }
    if (!seen.sound) not_whole();
    return seen.values;
}

bool is_xml(const std::string& name) { return name.ends_with(".xml") || name.ends_with(".rels"); }

std::string worksheet(std::size_t number) {
    return "xl/worksheets/sheet" + std::to_string(number) + ".xml";
}

}  // namespace

void read_back(const std::filesystem::path& workbook, const std::vector<std::size_t>& cells) {
    Archive archive(read_file(workbook, largest_workbook), workbook.string());
    for (const auto& name : archive.names())
        if (is_xml(name) && !name.starts_with("xl/worksheets/sheet"))
            look_at(archive, *archive.find(name));
    std::size_t sheets = 0;
    while (Entry* entry = archive.find(worksheet(sheets + 1))) {
        const std::size_t values = look_at(archive, *entry);
        if (!cells.empty() && (sheets >= cells.size() || values != cells[sheets])) not_whole();
        ++sheets;
    }
    if (sheets == 0 || (!cells.empty() && sheets != cells.size())) not_whole();
}

}  // namespace schouw
