// SPDX-License-Identifier: EUPL-1.2
// What a date column said through the snapshots, and how often the day moved.
#include "findings/terms.hpp"

#include <catch2/catch.hpp>

#include "base/file.hpp"
#include "findings/run.hpp"
#include "support.hpp"

using namespace schouw;

namespace {

const char* const schema = R"(
[register]
id = "things"
title = { nl = "Dingen", en = "Things" }
key = ["id"]
duty = "may"
norms = []
[[column]]
id = "id"
type = "text"
title = { nl = "Nummer", en = "Number" }
duty = "must"
norms = []
[[column]]
id = "due_on"
type = "date"
title = { nl = "Uiterlijk op", en = "Due on" }
duty = "may"
na = true
norms = []
)";

const char* const checklist = R"(
[checklist]
id = "things"
title = { nl = "Dingen", en = "Things" }
[[check]]
id = "thing-late"
title = { nl = "Laat", en = "Late" }
register = "things"
severity = "low"
norms = []
origin = ["test"]
tests = "existence"
violates = "due_on < :as_of"
reason = { nl = "Het is laat.", en = "It is late." }
remedy = { nl = "Maak het af.", en = "Finish it." }
)";

// One file a month; the terms after the last of them.
class Months {
public:
    Months() { test::write_things(folder_.path, schema, checklist); }
    void month(const std::string& csv) {
        test::write(folder_.path / "things.csv", csv);
        Setup setup = load_setup(folder_.path);
        RunWish wish;
        wish.as_of = iso(add_months(*parse_iso("2026-01-31"), month_++));
        last_ = run_checks(setup, wish).run.snapshot;
        schemas_ = setup.schemas;
    }
    Terms terms(const std::string& column = "due_on") {
        Store store(folder_.path / "schouw.db", Store::Mode::read);
        return terms_of(store, schemas_.at("things"), column, last_, words_);
    }
    std::vector<Term> of(const std::string& key) {
        Store store(folder_.path / "schouw.db", Store::Mode::read);
        return terms_of(store, schemas_.at("things"), "due_on", key, last_, words_);
    }

private:
    PrivateFolder folder_;
    Schemas schemas_;
    ReadingWords words_ = load_reading_words();
    long month_ = 0;
    long long last_ = 0;
};

std::string text(const std::vector<Term>& terms) {
    std::string out;
    for (const auto& term : terms)
        out += term.as_of.substr(5, 2) + ":" +
               (term.state == State::absent ? "gone"
                : term.date.empty()         ? "none"
                                            : term.date) +
               " ";
    return out;
}

std::string text(const Moves& m) {
    return m.first + " " + m.present + " " + std::to_string(m.moved) + " " +
           std::to_string(m.earlier) + " " + std::to_string(m.withdrawn);
}

}  // namespace

TEST_CASE("terms of a record through the snapshots", "[terms_test]") {
    Months months;
    months.month("Nummer;Uiterlijk op\nA;30-06-2026\nB;n.v.t.\nC;\n");
    months.month("Nummer;Uiterlijk op\nA;30-06-2026\nB;begin 2027\nC;\n");
    months.month("Nummer;Uiterlijk op\nA;31-12-2026\nB;begin 2027\nC;\n");
    months.month("Nummer;Uiterlijk op\nA;\nC;\n");
    months.month("Nummer;Uiterlijk op\nA;31-03-2027\nB;1-1-2027\nC;\n");
    CHECK(text(months.of("A")) == "01:2026-06-30 03:2026-12-31 04:none 05:2027-03-31 ");
    CHECK(months.of("A")[0].written == "30-06-2026");
    CHECK(text(moves_in(months.of("A"))) == "2026-06-30 2027-03-31 2 0 1");
    CHECK(moves_in(months.of("A")).first_on == "2026-01-31");
    // A record that is gone has withdrawn nothing; what it says when it is back counts.
    CHECK(text(months.of("B")) == "01:none 02:2027-03-31 04:gone 05:2027-01-01 ");
    CHECK(text(moves_in(months.of("B"))) == "2027-03-31 2027-01-01 0 1 0");
    CHECK(moves_in(months.of("B")).first_on == "2026-02-28");
    CHECK(text(moves_in(months.of("C"))) == "  0 0 0");
    CHECK(months.terms().size() == 3);
    CHECK(text(months.terms().at("A")) == text(months.of("A")));
    CHECK(months.of("D").empty());
    CHECK(months.terms("id").empty());
    CHECK(months.terms("nowhere").empty());
}

TEST_CASE("terms when the columns of the file change place or go", "[terms_test]") {
    Months months;
    months.month("Nummer;Uiterlijk op\nA;30-06-2026\n");
    months.month("Uiterlijk op;Nummer\n30-06-2026;A\n");
    CHECK(text(months.of("A")) == "01:2026-06-30 ");
    months.month("Nummer\nA\n");
    months.month("Opmerking;Nummer;Uiterlijk op\nx;A;30-07-2026\n");
    CHECK(text(months.of("A")) == "01:2026-06-30 03:gone 04:2026-07-30 ");
    CHECK(text(moves_in(months.of("A"))) == "2026-06-30 2026-07-30 1 0 0");
    // The row is refused and the columns stand elsewhere: the record is still as it was.
    months.month("Uiterlijk op;Opmerking;Nummer\n1-1-2030;x;A\n1-1-2031;y;A\n1-1-2030;z;B\n");
    CHECK(text(months.of("A")) == "01:2026-06-30 03:gone 04:2026-07-30 ");
}

TEST_CASE("terms keep the meaning that the column gave them", "[terms_test]") {
    Months months;
    months.month("Nummer;Uiterlijk op\nA;3/4/2027\nB;2/13/2027\n");
    months.month("Nummer;Uiterlijk op\nA;3/4/2027\nB;13/2/2027\n");
    // March 4th, until the column showed that the day comes first.
    CHECK(text(months.of("A")) == "01:2027-03-04 02:2027-04-03 ");
}

TEST_CASE("terms through a month in which the file could not be read", "[terms_test]") {
    Months months;
    months.month("Nummer;Uiterlijk op\nA;30-06-2026\n");
    months.month("");
    months.month("Nummer;Uiterlijk op\nA;30-06-2026\n");
    CHECK(text(months.of("A")) == "01:2026-06-30 ");
}
