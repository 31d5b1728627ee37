// SPDX-License-Identifier: EUPL-1.2
// A log in a cluster, as far as no server is needed: addresses, quoting, rows, definitions.
#include <catch2/catch.hpp>

#include "accesslog/address.hpp"
#include "accesslog/cluster.hpp"
#include "accesslog/line_sql.hpp"
#include "support.hpp"

using namespace schouw;

namespace {

std::string shown(const std::string& address) {
    try {
        const ClusterAddress read = read_address(address, {});
        return read.url() + " " + read.database + " " + read.table +
               (read.this_machine() ? " here" : "");
    } catch (const Error& error) {
        return error.message.key;
    }
}

std::string cells(std::string_view text) {
    std::string out;
    const bool whole = take_rows(text, [&](std::span<const std::string> row) {
        for (const auto& cell : row) out += cell + "|";
        out += "/";
    });
    return whole ? out : "cut off";
}

LogConfig with_columns(Columns columns) {
    LogConfig log;
    log.columns = std::move(columns);
    return log;
}

LineSql lines(const std::string& type, const LogConfig& log) {
    return {read_address("clickhouse://localhost/a.b", {}),
            log,
            {{"when", type}, {"who", "String"}, {"nr", "Nullable(UInt32)"}}};
}

const LogConfig usual = with_columns({{Field::moment, "when"}, {Field::user, "who"}});

}  // namespace

TEST_CASE("addresses of tables in a cluster") {
    CHECK(shown("clickhouse://localhost/logs.ris") == "http://localhost:8123/ logs ris here");
    CHECK(shown("clickhouses://db.example.org/logs.ris") ==
          "https://db.example.org:8443/ logs ris");
    CHECK(shown("clickhouse://127.0.0.1:9/a.b.c") == "http://127.0.0.1:9/ a b.c here");
    CHECK(shown("clickhouse://[::1]:81/a.b") == "http://[::1]:81/ a b here");
    CHECK(shown("clickhouse://127.evil.example/a.b") == "http://127.evil.example:8123/ a b");
    CHECK(shown("clickhouse://user:word@localhost/a.b") == "logs.password_in_address");
    for (const char* bad :
         {"", "clickhouse://", "clickhouse://localhost", "clickhouse://localhost/", "http://a/b.c",
          "clickhouse://localhost/logs", "clickhouse://localhost/logs.",
          "clickhouse://localhost/.x", "clickhouse:///a.b", "clickhouse://localhost:0/a.b",
          "clickhouse://localhost:65536/a.b", "clickhouse://localhost:80x/a.b",
          "clickhouse://local host/a.b", "clickhouse://[::1/a.b", "clickhouse://a?b/a.b",
          "CLICKHOUSE://a/b.c"})
        CHECK(shown(bad) == "logs.bad_address");
}

TEST_CASE(
    "texts and names in SQL cannot break out of their quotes, nor be taken for our own words") {
    CHECK(sql_text("o'brien\\") == "'o\\'brien\\\\'");
    CHECK(sql_name("a`b\\") == "`a\\`b\\\\`");
    CHECK(sql_text("{user}") == "'\\x7Buser}'");
    CHECK(sql_text(std::string_view("a\0b", 3)) == "'a\\0b'");
    CHECK(sent_cell("a\tb\nc\\d\r") == "a\\tb\\nc\\\\d\\r");
}

TEST_CASE("rows of a cluster are all there, or none are") {
    CHECK(cells("") == "");
    CHECK(cells("a\tb\n1\t\n") == "a|b|/1||/");
    CHECK(cells("a\\tb\\n\\\\c\\'\t\\0\n") == std::string("a\tb\n\\c'|\0|/", 11));
    CHECK(cells("a\tb\n1\t2") == "cut off");
    CHECK(cells("a\tb\n1\n") == "cut off");
    CHECK(cells("a\tb\n1\t2\t3\n") == "cut off");
}

TEST_CASE("a query defines what it uses of a line, once and in order, and nothing else") {
    LineSql sql = lines("DateTime('UTC')", usual);
    sql.set_known({1'774'000'000, 1'775'000'000});
    const std::string text =
        sql.fill("-- told\nWITH {line} SELECT {user}, {day} FROM {log} WHERE {lines} {more}",
                 {1'774'000'000, 1'775'000'000}, {{"more", "AND {user} != ''"}});
    CHECK(text ==
          "WITH `who` AS schouw_user, toInt64(`when`) AS schouw_utc, schouw_utc + 3600 + 3600 * "
          "((schouw_utc >= 1774746000 AND schouw_utc < 1775176400)) AS schouw_local, "
          "intDiv(schouw_local + 3155760000, 86400) - 36525 AS schouw_day SELECT schouw_user, "
          "schouw_day FROM `a`.`b` WHERE schouw_utc >= 1774000000 AND schouw_utc < 1775000000 AND "
          "`when` >= toDateTime(1774000000) AND `when` < toDateTime(1775000000) AND schouw_user != "
          "''\n");
}

TEST_CASE("of a table: columns that are not there, and a moment without a time") {
    const auto key = [](const auto& make) {
        try {
            make();
        } catch (const Error& error) {
            return error.message.key;
        }
        return std::string("none");
    };
    CHECK(key([] { lines("DateTime", usual); }) == "none");
    CHECK(key([] { lines("Nullable(DateTime64(3, 'UTC'))", usual); }) == "none");
    CHECK(key([] { lines("Date", usual); }) == "logs.cluster_no_time");
    CHECK(key([] { lines("DateTime", with_columns({{Field::user, "who"}})); }) == "logs.no_moment");
    CHECK(key([] {
              lines("DateTime", with_columns({{Field::moment, "wen"}}));
          }) == "logs.no_such_column");
    LogConfig only = usual;
    only.cluster.only = {{"gemeente", "0363"}};
    CHECK(key([&] { lines("DateTime", only); }) == "logs.no_such_column");
}
