// SPDX-License-Identifier: EUPL-1.2
// Any bytes as JSON or JSON Lines: rows as wide as the header, or an Error; never anything else.
#include "base/error.hpp"
#include "base/text.hpp"
#include "intake/read_json.hpp"
#include "memory_file.hpp"

using namespace schouw;
using fuzz::expect;

namespace {

void read_all(const std::string& file, const JsonWish& wish) {
    try {
        JsonRows source(file, "t", wish);
        Row row;
        expect(source.next(row));
        const std::size_t columns = row.cells.size();
        expect(columns > 0);
        for (long line = 1; source.next(row);) {
            expect(row.cells.size() == columns && row.kinds.size() == columns && row.line >= line);
            for (const auto cell : row.cells) expect(valid_utf8(cell));
            line = row.line;
        }
        expect(!source.next(row));
    } catch (const Error& error) {
        expect(error.exit == Exit::io && error.message.key.starts_with("json."));
    }
}

}  // namespace

// The first byte chooses between a document, one with a wish, and JSON Lines.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    static const fuzz::MemoryFile file{"t.json", "t.jsonl"};  // the ending tells what it is
    file.set(fuzz::bytes_of(data + 1, size - 1));
    switch (data[0] % 4) {
        case 0: read_all(file.folder / "t.jsonl", {}); break;
        case 1: read_all(file.folder / "t.json", {"a.b"}); break;
        case 2: read_all(file.folder / "t.json", {"."}); break;
        default: read_all(file.folder / "t.json", {}); break;
    }
    return 0;
}
