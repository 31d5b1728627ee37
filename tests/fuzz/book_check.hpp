// SPDX-License-Identifier: EUPL-1.2
// A workbook read whole: what holds for any of them, and all that was seen as one text.
#pragma once
#include <string>

#include "base/error.hpp"
#include "base/text.hpp"
#include "intake/workbook.hpp"
#include "memory_file.hpp"

namespace schouw::fuzz {

// "A1 text|…" of all sheets; an Error ends a sheet: "!book.xml". Rows after the 10,000th of a sheet
// are not looked at: an ODS row may say that it is there a million times.
inline std::string read_book(const std::filesystem::path& path, bool scan) {
    std::string seen;
    const auto refused = [&](const Error& error) {
        expect(error.exit == Exit::io && error.message.key.starts_with("book."));
        seen += "!" + error.message.key;
    };
    try {
        Workbook book(path, "t", scan);
        expect(!book.sheets().empty());
        for (std::size_t sheet = 0; sheet < book.sheets().size(); ++sheet) try {
                auto reader = book.open(sheet);
                BookRow row;
                long last = 0;
                while (last < 10'000 && reader.next(row)) {
                    expect(row.number > last && row.number <= last_book_row);
                    expect(!row.cells.empty() && row.cells.size() <= last_book_column);
                    expect(row.cells.back().kind != RawKind::blank);
                    last = row.number;
                    seen += "\n" + std::to_string(last) + (row.hidden ? "*" : "");
                    for (const auto& cell : row.cells) {
                        expect(valid_utf8(cell.text));
                        expect((cell.kind == RawKind::blank) == cell.text.empty());
                        seen += "|" + std::to_string(static_cast<int>(cell.kind)) + " ";
                        seen += cell.text;
                    }
                }
                for (const auto& range : book.merged(sheet))
                    seen += "\n" + std::to_string(range.first_row) + ":" +
                            std::to_string(range.last_column);
            } catch (const Error& error) {
                refused(error);
            }
        book.sha256();
    } catch (const Error& error) {
        refused(error);
    }
    return seen;
}

}  // namespace schouw::fuzz
