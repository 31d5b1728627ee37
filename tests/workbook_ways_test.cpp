// SPDX-License-Identifier: EUPL-1.2
// The property on which the scanner rests: with it or with expat alone, the same cells and the
// same refusal, for any document.
#include <catch2/catch.hpp>
#include <random>

#include "book_support.hpp"

using namespace schouw;
using test::seen;
using test::Xlsx;

namespace {

using Random = std::mt19937;

std::string one_of(Random& random, const std::vector<std::string>& words) {
    return words[random() % words.size()];
}

// Text with everything that is special somewhere.
std::string some_text(Random& random) {
    std::string out;
    for (auto n = random() % 6; n > 0; --n)
        out += one_of(random, {"abc",        " ",
                               "é",          "€",
                               "😀",          "&amp;",
                               "&lt;",       "&#10;",
                               "&#x41;",     "&#xD;",
                               "]",          "]]",
                               ">",          "\n",
                               "\t",         "\r\n",
                               "_x000D_",    "'",
                               "\"",         "0",
                               "-1.5e3",     "<![CDATA[<x>]]>",
                               "<!-- c -->", "<?p i?>"});
    return out;
}

std::string some_cell(Random& random) {
    std::string attributes;
    if (random() % 8 == 0) attributes += " x:y=\"1\"";
    if (random() % 2 == 0)
        attributes += one_of(random, {" s=\"1\"", " s='2'", " s = \"1\"", " s=\"&#49;\""});
    const std::string open = one_of(random, {"<c", "<c ", "<c\n"}) + attributes;
    switch (random() % 6) {
        case 0: return open + "/>";
        case 1: return open + " t=\"s\"><v>" + std::to_string(random() % 4) + "</v></c>";
        case 2: return open + " t=\"inlineStr\"><is><t>" + some_text(random) + "</t></is></c>";
        case 3: return open + " t=\"str\"><f>A1</f><v>" + some_text(random) + "</v></c >";
        case 4: return open + "><v>" + std::to_string(random() % 100000) + "</v></c>";
        default: return open + "><x:v>1</x:v><v>" + std::to_string(random() % 1000) + ".25</v></c>";
    }
}

Xlsx some_book(Random& random) {
    Xlsx book;
    for (auto rows = random() % 6; rows > 0; --rows) {
        book.sheet +=
            one_of(random, {"<row>", "<row >", "<row ht=\"1\" x:z='2'>", "\n <row hidden=\"1\">"});
        for (auto cells = random() % 5; cells > 0; --cells) book.sheet += some_cell(random);
        book.sheet += "</row>";
    }
    for (int i = 0; i < 4; ++i) book.strings += "<si><t>" + some_text(random) + "</t></si>";
    book.styles =
        "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/></cellXfs>";
    book.after = one_of(random, {"", "<x:ext xmlns:w=\"u\"><w:a/></x:ext>",
                                 "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>"});
    return book;
}

// The document, with a byte or a bit of another place in it, now and then.
std::string damaged(Random& random, std::string text) {
    for (auto n = random() % 4; n > 0 && !text.empty(); --n) {
        const auto at = random() % text.size();
        switch (random() % 4) {
            case 0: text[at] = static_cast<char>(text[at] ^ (1 << (random() % 8))); break;
            case 1: text.erase(at, random() % 4); break;
            case 2: text.insert(at, text.substr(random() % text.size(), random() % 12)); break;
            default: text[at] = "<>&\"'/=: ]\0\r\xc3"[random() % 14]; break;
        }
    }
    return text;
}

}  // namespace

TEST_CASE("the scanner and expat give the same cells, or the same refusal") {
    Random random(20260101);
    const PrivateFolder folder;
    int read = 0;
    int refused = 0;
    for (int i = 0; i < 1200; ++i) {
        auto parts = some_book(random).parts();
        for (auto& [name, text] : parts) {
            const bool sheet = name == "xl/worksheets/sheet1.xml";
            if (!sheet && name != "xl/sharedStrings.xml") continue;
            const auto root = text.find(sheet ? "<worksheet" : "<sst");
            text.insert(text.find('>', root), " xmlns:x=\"urn:x\"");
            if (i % 2 == 1) text = damaged(random, text);
        }
        test::write_zip(folder.path / "t.xlsx", parts, false);
        const std::string scanned = seen(folder.path / "t.xlsx", 0, true);
        const std::string parsed = seen(folder.path / "t.xlsx", 0, false);
        INFO(i);
        for (const auto& [name, text] : parts)
            if (name.find("sheet1") != name.npos || name.find("Strings") != name.npos)
                UNSCOPED_INFO(name << ": " << text);
        REQUIRE(scanned == parsed);
        ++(scanned.find("!book.") == scanned.npos ? read : refused);
    }
    CHECK(read > 400);
    CHECK(refused > 200);
}
