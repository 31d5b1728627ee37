// SPDX-License-Identifier: EUPL-1.2
// JSON and JSON Lines as tables: every scalar on its path, every refusal with its place.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "base/error.hpp"
#include "base/file.hpp"
#include "intake/read_json.hpp"
#include "support.hpp"

using namespace schouw;

namespace {

struct Table {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::vector<RawKind>> kinds;
    std::vector<long> lines;
    std::string records;
    std::string sha256;
    long long bytes = 0;
};

Table read(const std::string& text, const std::string& name = "t.json", const JsonWish& wish = {}) {
    const PrivateFolder folder;
    test::write(folder.path / name, text);
    JsonRows source(folder.path / name, name, wish);
    Table out;
    out.records = source.records();
    Row row;
    while (source.next(row)) {
        out.rows.emplace_back(row.cells.begin(), row.cells.end());
        out.kinds.push_back(row.kinds);
        out.lines.push_back(row.line);
        REQUIRE(row.kinds.size() == row.cells.size());
    }
    CHECK_FALSE(source.next(row));
    out.sha256 = hex(source.sha256());
    out.bytes = source.bytes();
    return out;
}

Table lines(const std::string& text) { return read(text, "t.jsonl"); }

// The error as "json.key line:column".
std::string error(const std::string& text, const std::string& name = "t.json",
                  const JsonWish& wish = {}) {
    try {
        read(text, name, wish);
    } catch (const Error& error) {
        CHECK(error.exit == Exit::io);
        CHECK(error.message.place.file == name);
        return error.message.key + " " + std::to_string(error.message.place.row) + ":" +
               std::to_string(error.message.place.column);
    }
    return "no error";
}

std::string line_error(const std::string& text) { return error(text, "t.jsonl"); }

using Lines = std::vector<std::vector<std::string>>;

}  // namespace

TEST_CASE("records of a document: paths in order of appearance, lines, kinds") {
    const Table table = read(R"([
  {"id": 1, "naam": "A", "adres": {"plaats": "X", "nr": 5}},

  {"id": 2, "dpia": true, "naam": null,
   "leeg": ""}
]
)");
    CHECK(table.rows == Lines{{"id", "naam", "adres.plaats", "adres.nr", "dpia", "leeg"},
                              {"1", "A", "X", "5", "", ""},
                              {"2", "", "", "", "true", ""}});
    CHECK(table.lines == std::vector<long>{2, 2, 4});
    using enum RawKind;
    CHECK(table.kinds[1] == std::vector<RawKind>{number, text, text, number, blank, blank});
    CHECK(table.kinds[2] == std::vector<RawKind>{number, blank, blank, blank, boolean, blank});
    CHECK(table.records.empty());
}

TEST_CASE("scalars stay as they are written") {
    const Table table = read(
        R"([{"a": 12345678901234567890, "b": 1.10, "c": -0, "d": 1E5, "e": 98765432109876543210987,
             "f": "\u00e9\n\"", "g": false, "h": -9223372036854775808, "i": 0, "j": 0.1000}])");
    CHECK(table.rows[1] == std::vector<std::string>{"12345678901234567890", "1.10", "-0", "1E5",
                                                    "98765432109876543210987", "é\n\"", "false",
                                                    "-9223372036854775808", "0", "0.1000"});
}

TEST_CASE("lists become one cell") {
    const auto cell = [](const std::string& value) {
        const Table table = read("[{\"x\":" + value + "}]");
        REQUIRE(table.rows[0] == std::vector<std::string>{"x"});
        CHECK(table.kinds[1][0] == (table.rows[1][0].empty() ? RawKind::blank : RawKind::text));
        return table.rows[1][0];
    };
    CHECK(cell(R"(["a","b"])") == "a; b");
    CHECK(cell(R"([1,2.50,true,"x"])") == "1; 2.50; true; x");
    CHECK(cell(R"(["a;b", 1, "c"])") == R"(["a;b", 1, "c"])");
    CHECK(cell(R"(["a\nb","\"q\""])") == R"(["a\nb", "\"q\""])");
    CHECK(cell(R"(["[a]"])") == R"(["[a]"])");
    CHECK(cell(R"([[1,2],[3]])") == "1; 2; 3");
    CHECK(cell(R"(["a",null,"","b"])") == "a; b");
    CHECK(cell("[]").empty());
    CHECK(cell("{}").empty());
    CHECK(cell("[null]").empty());
}

TEST_CASE("a list of objects gives a list for each inner path") {
    const Table table = read(R"([
 {"p": []},
 {"p": [{"naam": "BSN", "rol": "inwoner"}, {"naam": "adres"}, {"naam": "x", "sub": {"n": [1,2]}}]},
 {"p": null}])");
    CHECK(table.rows == Lines{{"p.naam", "p.rol", "p.sub.n"},
                              {"", "", ""},
                              {"BSN; adres; x", "inwoner", "1; 2"},
                              {"", "", ""}});
}

TEST_CASE("where the records stand") {
    const std::string hal = R"({"_links": {"self": {"href": "u"}}, "_embedded":
        {"leeg": [], "verwerkingsactiviteiten": [{"id": "1"}, {"id": "2"}], "meer": [{"z": 1}]}})";
    CHECK(read(hal).records == "_embedded.verwerkingsactiviteiten");
    CHECK(read(hal).rows == Lines{{"id"}, {"1"}, {"2"}});
    CHECK(read(hal, "t.json", {"_embedded.meer"}).rows == Lines{{"z"}, {"1"}});
    CHECK(error(hal, "t.json", {"_embedded.weg"}) == "json.records_absent 1:1");
    CHECK(error(hal, "t.json", {"_embedded.leeg"}) == "json.no_records 2:18");
    const std::string paged = R"({"count": 1, "next": null, "diep": {"a": [{"x": 1}]},
        "tekst": ["a"], "results": [{"id": 7}]})";
    CHECK(read(paged).records == "results");
    CHECK(error(paged, "t.json", {"tekst"}) == "json.not_object 2:19");
    const std::string one = R"({"id": 1, "soort": {"naam": "x"}, "lijst": ["a", "b"]})";
    CHECK(read(one).rows == Lines{{"id", "soort.naam", "lijst"}, {"1", "x", "a; b"}});
    CHECK(read(paged, "t.json", {"."}).rows[0] ==
          std::vector<std::string>{"count", "next", "diep.a.x", "tekst", "results.id"});
    CHECK(read("[{\"a\":1}]", "t.json", {"."}).rows == Lines{{"a"}, {"1"}});
    CHECK(error("[{\"a\":1}]", "t.json", {"data"}) == "json.records_absent 1:1");
}

TEST_CASE("JSON Lines: a record per line") {
    const Table table = lines("\xEF\xBB\xBF{\"a\":1}\r\n\n  {\"b\":[{\"c\":\"x\"}]} \n{\"a\":3}");
    CHECK(table.rows == Lines{{"a", "b.c"}, {"1", ""}, {"", "x"}, {"3", ""}});
    CHECK(table.lines == std::vector<long>{1, 1, 3, 4});
    CHECK(read("{\"a\":1}\n", "T.NDJSON").rows == Lines{{"a"}, {"1"}});
    CHECK(line_error("{\"a\":1}\n[1]\n") == "json.not_object 2:1");
    CHECK(line_error("{\"a\":1}\n 5\n") == "json.not_object 2:2");
    CHECK(line_error("{\n\"a\":1}\n") == "json.line_truncated 1:2");
    CHECK(line_error("{\"a\":1} {\"a\":2}\n") == "json.line_trailing 1:9");
    CHECK(line_error("{\"a\":1}\n{\"a\":1,\"a\":2}\n") == "json.key_twice 2:8");
    CHECK(line_error("{\"a\":\"é\xff\"}") == "json.utf8 1:8");
    CHECK(line_error("\n \n") == "json.empty 0:0");
    CHECK(line_error("{\"a\":1}\n{\"a\":\"" + std::string(1 << 20, 'x') + "\"}") ==
          "json.line_too_long 2:0");
}

TEST_CASE("the digest is that of all bytes") {
    const std::string text = "\xEF\xBB\xBF[{\"a\":1}]\n\n";
    CHECK(read(text).sha256 == sha256_hex(text));
    CHECK(read(text).bytes == static_cast<long long>(text.size()));
    const std::string many = "{\"a\":1}\n\n{\"b\":2}\n";
    CHECK(lines(many).sha256 == sha256_hex(many));
    CHECK(lines(many).bytes == static_cast<long long>(many.size()));
}

TEST_CASE("what is no JSON is an error with its place") {
    CHECK(error("") == "json.empty 0:0");
    CHECK(error("\xEF\xBB\xBF \n") == "json.empty 0:0");
    CHECK(error("[]") == "json.no_records 1:1");
    CHECK(error("{\"_embedded\": {\"x\": []}, \"page\": 1}") == "json.no_records 1:21");
    CHECK(error("[{}]") == "json.no_fields 1:0");
    CHECK(error("[{\"a\":1},\n 2]") == "json.not_object 2:2");
    CHECK(error("[{\"a\":1},\n \"x\\\"y\"]") == "json.not_object 2:2");
    CHECK(error("[{\"a\":1},\n null]") == "json.not_object 2:2");
    CHECK(error("[{\"a\":1},\n [2]]") == "json.not_object 2:2");
    CHECK(error("5") == "json.not_table 1:1");
    CHECK(error("\"x\"") == "json.not_table 1:1");
    CHECK(error(std::string("\xff\xfe[\0", 4)) == "json.utf16 1:1");
    CHECK(error(std::string("[\0{\0", 4)) == "json.utf16 1:1");
    CHECK(error(std::string("\0[", 2)) == "json.utf16 1:1");
    CHECK(error("[{\"a\":\n\"b\xc3\"}]") == "json.utf8 2:3");
    CHECK(error("[{\"a\":1}") == "json.truncated 1:9");
    CHECK(error("[{\"a\":\"b") == "json.truncated 1:9");
    CHECK(error("[{\"a\":tr") == "json.truncated 1:9");
    CHECK(error("[{\"a\":1}]\n{\"b\":2}") == "json.trailing 2:1");
    CHECK(error("[{\"a\":NaN}]") == "json.no_number 1:7");
    CHECK(error("[{\"a\":-Infinity}]") == "json.no_number 1:7");
    CHECK(error("[{\"a\":1e999}]") == "json.number_too_large 1:7");
    CHECK(error("// x\n[]") == "json.comment 1:1");
    CHECK(error("[{\"a\":1, # x\n}]") == "json.comment 1:10");
    CHECK(error("[{\"é\":1,}]") == "json.syntax 1:9");
    CHECK(error("[{\"a\":01}]") == "json.syntax 1:7");
    CHECK(error("[{'a':1}]") == "json.syntax 1:3");
    CHECK(error("[{\"a\":\"\\q\"}]") == "json.syntax 1:9");
    CHECK(error("[{\"a\":\"\\ud800\"}]").starts_with("json.syntax 1:"));
    CHECK(error("[{\"a\":\"x\ny\"}]") == "json.control 1:9");
    CHECK(error("[{\"a\":1,\n\"\\u0061\":2}]") == "json.key_twice 2:1");
    CHECK(error("[{\"a.b\":1,\"a\":{\"b\":2}}]") == "json.path_twice 1:20");
}

TEST_CASE("what would cost too much is refused by name") {
    const auto times = [](const std::string& text, std::size_t count) {
        std::string out;
        out.reserve(text.size() * count);
        for (; count > 0; --count) out += text;
        return out;
    };
    CHECK(error(times("[", 100'000)) == "json.too_deep 1:65");
    CHECK(error(times("{\"a\":", 100'000)) == "json.too_deep 1:321");
    CHECK(read(times("[", 1) + times("{\"a\":", 62) + "1" + times("}", 62) + "]").rows[1][0] ==
          "1");
    std::string keys = "[{\"k\":0";
    for (int i = 0; i < 20'000; ++i) keys += ",\n\"" + std::to_string(i) + "\":1";
    CHECK(error(keys + "}]") == "json.too_many_keys 16385:1");
    std::string paths = "[{}";
    for (int i = 0; i < 20'000; ++i) paths += ",\n{\"" + std::to_string(i) + "\":1}";
    CHECK(error(paths + "]") == "json.too_many_paths 16386:12");
    CHECK(error("[{\"" + times("k", 1025) + "\":1}]") == "json.path_too_long 1:3");
    const std::string half(1 << 19, 'x');
    CHECK(error("[{\"a\":1},\n{\"a\":\"" + half + "\",\"b\":\"" + half + "\"}]") ==
          "json.record_too_long 2:1");
    CHECK(error("[{\"a\":\"" + half + half + "\"}]").starts_with("json.value_too_long 1:"));
    CHECK(error("[" + times(" ", 2 << 20) + "]").starts_with("json.value_too_long 1:"));
    CHECK(error("[" + times("1,", 5'000'000) + "1]") == "json.too_many_values 1:8000002");
    CHECK(error("[{\"a\":1}" + times(",{}", 1'000'000) + "]") == "json.too_many_records 1:2");
}

TEST_CASE("a key that stands twice among many is found") {
    std::string text = "[{";
    for (int i = 0; i < 5'000; ++i) text += "\"" + std::to_string(i) + "\":{\"a\":[{},{}]},\n";
    CHECK(error(text + "\"4999\":1}]") == "json.key_twice 5001:1");
    CHECK(read(text + "\"x\":1}]").rows[1].size() == 5'001);
}

TEST_CASE("a larger document is refused, JSON Lines of that size are read") {
    const PrivateFolder folder;
    const auto file = folder.path / "t.json";
    test::write(file, "[]");
    std::filesystem::resize_file(file, json_largest_document + 1);
    try {
        const JsonRows rows(file, "t.json", {});
        FAIL("it was read");
    } catch (const Error& error) {
        CHECK(error.message.key == "json.too_large");
    }
    CHECK_THROWS_AS(JsonRows(folder.path / "none.json", "x", {}), Error);
    CHECK_THROWS_AS(JsonRows(folder.path, "x", {}), Error);
}

TEST_CASE("JSON Lines that change between the two readings are refused") {
    const PrivateFolder folder;
    const auto file = folder.path / "t.jsonl";
    const auto key = [&](const std::string& changed) -> std::string {
        test::write(file, "{\"a\":1}\n{\"a\":2}\n");
        JsonRows source(file, "t.jsonl", {});
        test::write(file, changed);
        Row row;
        try {
            while (source.next(row)) continue;
        } catch (const Error& error) {
            return error.message.key;
        }
        return "no error";
    };
    CHECK(key("{\"a\":1}\n{\"a\":2}\n") == "no error");
    CHECK(key("{\"a\":1}\n{\"b\":2}\n") == "json.changed");
    CHECK(key("{\"a\":1}\n{\"a\":3}\n") == "json.changed");
    CHECK(key("{\"a\":1}\n") == "json.changed");
}

namespace {

// A random value; `expected` gets each scalar under its path, as text.
using Scalars = std::map<std::string, std::vector<std::string>>;

nlohmann::json random_value(std::mt19937& random, int deep, const std::string& path, bool in_list,
                            Scalars& expected, std::set<std::string>& lists) {
    const char* const texts[] = {
        "a", "é €", "x;y", "\n", "\"", "\\", " b ", "[c", "\xF0\x9F\x98\x80", "1"};
    const char* const keys[] = {"id", "naam", "é", "a b", "\"k\"", "soort"};
    const auto add = [&](const nlohmann::json& value, const std::string& text) {
        expected[path].push_back(text);
        if (in_list) lists.insert(path);
        return value;
    };
    switch (random() % (deep > 0 ? 8 : 5)) {
        case 0: return add(true, "true");
        case 1: {
            const auto number = static_cast<std::int64_t>(random()) * -3;
            return add(number, std::to_string(number));
        }
        case 2: return add(0.5, "0.5");
        case 3: return nullptr;
        case 5: {
            auto list = nlohmann::json::array();
            for (auto n = random() % 4; n > 0; --n)
                list.push_back(random_value(random, deep - 1, path, true, expected, lists));
            return list;
        }
        case 6:
        case 7: {
            auto object = nlohmann::json::object();
            for (auto n = random() % 5; n > 0; --n) {
                const std::string key = keys[random() % 6];
                if (object.contains(key)) continue;
                // Each level has names of its own, so that no two values share a path by chance.
                const std::string name = key + std::to_string(deep);
                if (object.contains(name)) continue;
                object[name] =
                    random_value(random, deep - 1, path + "." + name, in_list, expected, lists);
            }
            return object;
        }
        default: {
            std::string text;
            for (auto n = 1 + random() % 3; n > 0; --n) text += texts[random() % 10];
            return add(text, text);
        }
    }
}

// The values of a list's cell, from its JSON text or from between "; ".
std::vector<std::string> values_of(const std::string& cell) {
    std::vector<std::string> out;
    if (cell.starts_with('[')) {
        for (const auto& value : nlohmann::json::parse(cell))
            out.push_back(value.is_string() ? value.get<std::string>() : value.dump());
        return out;
    }
    for (std::size_t at = 0;;) {
        const auto end = cell.find("; ", at);
        out.push_back(cell.substr(at, end - at));
        if (end == std::string::npos) return out;
        at = end + 2;
    }
}

}  // namespace

TEST_CASE("random records: every scalar is found at its path, and nothing else") {
    std::mt19937 random(11);
    for (int round = 0; round < 300; ++round) {
        auto records = nlohmann::json::array();
        std::vector<Scalars> expected;
        std::vector<std::set<std::string>> lists;
        std::string as_lines;
        for (int i = 0; i < 8; ++i) {
            auto record = nlohmann::json::object({{"nr", i}});
            Scalars scalars = {{"nr", {std::to_string(i)}}};
            std::set<std::string> in_lists;
            for (int field = 0; field < 4; ++field) {
                const std::string name = "f" + std::to_string(field);
                record[name] = random_value(random, 4, name, false, scalars, in_lists);
            }
            as_lines += record.dump() + "\n";
            records.push_back(std::move(record));
            expected.push_back(std::move(scalars));
            lists.push_back(std::move(in_lists));
        }
        const std::string text = records.dump(round % 3 - 1);
        const Table table = read(text);
        REQUIRE(table.rows.size() == 9);
        REQUIRE(lines(as_lines).rows == table.rows);
        for (std::size_t i = 0; i < 8; ++i) {
            Scalars found;
            for (std::size_t c = 0; c < table.rows[0].size(); ++c) {
                const auto& path = table.rows[0][c];
                const auto& cell = table.rows[i + 1][c];
                if (table.kinds[i + 1][c] == RawKind::blank) continue;
                found[path] = lists[i].contains(path) ? values_of(cell) : std::vector{cell};
            }
            INFO(text);
            REQUIRE(found == expected[i]);
        }
    }
}
