// SPDX-License-Identifier: EUPL-1.2
// Any bytes as a workbook: rows within bounds, or an Error.
#include "intake/workbook.hpp"

#include "base/error.hpp"
#include "book_check.hpp"

using namespace schouw;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::MemoryFile file{"t.xlsx"};
    file.set(fuzz::bytes_of(data, size));
    fuzz::read_book(file.folder / "t.xlsx", true);
    return 0;
}
