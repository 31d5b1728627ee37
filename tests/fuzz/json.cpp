// SPDX-License-Identifier: EUPL-1.2
// Any bytes as JSON or JSON Lines: rows as wide as the header, or an Error; never anything else.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/error.hpp"
#include "base/text.hpp"
#include "intake/read_json.hpp"

using namespace schouw;

namespace {

void expect(bool holds) {
    if (!holds) std::abort();
}

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
    // A file in memory; a folder for its name, because the ending tells what it is.
    static const std::string folder = [] {
        std::string name = "/tmp/schouw-fuzz-XXXXXX";
        expect(::mkdtemp(name.data()) != nullptr);
        return name;
    }();
    static const int memory = [] {
        const int fd = ::memfd_create("json", 0);
        const std::string target = "/proc/self/fd/" + std::to_string(fd);
        expect(fd >= 0 && ::symlink(target.c_str(), (folder + "/t.json").c_str()) == 0 &&
               ::symlink(target.c_str(), (folder + "/t.jsonl").c_str()) == 0);
        std::atexit([] {
            ::unlink((folder + "/t.json").c_str());
            ::unlink((folder + "/t.jsonl").c_str());
            ::rmdir(folder.c_str());
        });
        return fd;
    }();
    const auto* const bytes = data + 1;
    const auto length = static_cast<ssize_t>(size - 1);
    expect(::ftruncate(memory, 0) == 0 && ::pwrite(memory, bytes, size - 1, 0) == length);
    switch (data[0] % 4) {
        case 0: read_all(folder + "/t.jsonl", {}); break;
        case 1: read_all(folder + "/t.json", {"a.b"}); break;
        case 2: read_all(folder + "/t.json", {"."}); break;
        default: read_all(folder + "/t.json", {}); break;
    }
    return 0;
}
