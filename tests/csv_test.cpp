// SPDX-License-Identifier: EUPL-1.2
// CSV files byte by byte: what goes in comes out, in whatever pieces it is read.
#include <catch2/catch.hpp>
#include <random>

#include "base/error.hpp"
#include "base/file.hpp"
#include "intake/csv.hpp"
#include "support.hpp"

using namespace schouw;

namespace {

using Lines = std::vector<std::vector<std::string>>;

struct Read {
    Lines rows;
    std::vector<long> lines;
    bool open_quote = false;
    bool recoded = false;
    std::string sha256;
};

Read read(const std::string& bytes, const DialectWish& wish = {}) {
    const PrivateFolder folder;
    test::write(folder.path / "t.csv", bytes);
    CsvReader reader(folder.path / "t.csv", "t.csv", wish);
    Read out;
    Row row;
    while (reader.next(row)) {
        out.rows.emplace_back(row.cells.begin(), row.cells.end());
        out.lines.push_back(row.line);
        out.open_quote = out.open_quote || row.oddity == Oddity::open_quote;
        out.recoded = out.recoded || row.recoded;
    }
    out.sha256 = hex(reader.sha256());
    return out;
}

}  // namespace

TEST_CASE("cells, quotes, line ends") {
    CHECK(read("a;b\n1;2\n").rows == Lines{{"a", "b"}, {"1", "2"}});
    CHECK(read("a;b\r\n1;2").rows == Lines{{"a", "b"}, {"1", "2"}});
    CHECK(read("a;b\r1;2\r").rows == Lines{{"a", "b"}, {"1", "2"}});
    CHECK(read("a,b\n\"1,x\",\"say \"\"hi\"\"\"\n").rows ==
          Lines{{"a", "b"}, {"1,x", "say \"hi\""}});
    CHECK(read("a;b\n\"two\nlines\";2\n3;4\n").lines == std::vector<long>{1, 2, 4});
    CHECK(read("a;b\n\"x\"y;2\n").rows == Lines{{"a", "b"}, {"xy", "2"}});
    CHECK(read("a;b\n;\n").rows == Lines{{"a", "b"}, {"", ""}});
    CHECK(read("a;b\n\"open;2\n3;4\n").open_quote);
    CHECK(read("\xef\xbb\xbf"
               "a;b\n1;2\n")
              .rows[0][0] == "a");
    CHECK(read("a|b\n1|2\n").rows[1][1] == "2");
    CHECK(read("a\tb\n1\t2\n").rows[1][1] == "2");
    CHECK(read("a;b\n1;2\n", {.delimiter = ","}).rows[0] == std::vector<std::string>{"a;b"});
}

TEST_CASE("Windows-1252 is read as such") {
    CHECK(read("naam;x\nco\xebrdinatie;\x80\n").rows[1] ==
          std::vector<std::string>{"coërdinatie", "€"});
}

TEST_CASE("what cannot be read is an error, never an empty register") {
    const auto key = [](const std::string& bytes) {
        try {
            read(bytes);
        } catch (const Error& error) {
            return error.message.key;
        }
        return std::string("no error");
    };
    CHECK(key("") == "csv.empty");
    CHECK(key("\xef\xbb\xbf") == "csv.empty");
    CHECK_THROWS_AS(CsvReader("/no/such/file.csv", "x", {}), Error);
    CHECK_THROWS_AS(CsvReader("/tmp", "x", {}), Error);
}

TEST_CASE("random tables come back as they were, over any boundary of the buffer") {
    std::mt19937 random(7);
    const char* const pieces[] = {"a", "é", ";", "\"", "\n", "\r\n", " ", "0123456789", "x;y", ""};
    for (int round = 0; round < 60; ++round) {
        Lines table = {{"k0", "k1", "k2"}};
        std::string bytes = "k0;k1;k2\r\n";
        const int rows = round < 50 ? 40 : 30000;
        for (int i = 0; i < rows; ++i) {
            std::vector<std::string> cells;
            for (int c = 0; c < 3; ++c) {
                std::string cell;
                for (auto n = random() % 6; n > 0; --n) cell += pieces[random() % 10];
                std::string quoted;
                for (const char letter : cell)
                    quoted += letter == '"' ? "\"\"" : std::string(1, letter);
                bytes += (c > 0 ? ";\"" : "\"") + quoted + "\"";
                cells.push_back(cell);
            }
            bytes += "\r\n";
            table.push_back(cells);
        }
        const Read back = read(bytes, {.delimiter = ";"});
        REQUIRE(back.rows == table);
        REQUIRE(back.sha256 == sha256_hex(bytes));
    }
}
