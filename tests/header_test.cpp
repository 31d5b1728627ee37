// SPDX-License-Identifier: EUPL-1.2
#include <catch2/catch.hpp>

#include <algorithm>
#include <numeric>

#include "registers/assign.hpp"
#include "registers/header.hpp"
#include "support.hpp"

using namespace schouw;

namespace {

Column column(const std::string& id, const std::string& nl, const std::string& en,
              std::vector<std::string> aliases = {}) {
    Column out;
    out.id = id;
    out.title = {nl, en};
    out.aliases = std::move(aliases);
    return out;
}

Schema example() {
    Schema schema;
    schema.id = "x";
    schema.columns = {column("number", "Nummer", "Number"),
                      column("purpose", "Doeleinden", "Purposes", {"doel van de verwerking"}),
                      column("retention", "Bewaartermijn", "Retention"),
                      column("started_on", "Begindatum", "Start date"),
                      column("ended_on", "Einddatum", "End date"),
                      column("year_2024", "Jaar 2024", "Year 2024"),
                      column("responsible", "Verantwoordelijk", "Responsible")};
    schema.key = {0};
    return schema;
}

// The column that the header is taken for: as it is, by a sure guess (~) or a doubtful one (?).
std::string taken(const std::string& header) {
    const Schema schema = example();
    const HeaderMatch match = match_header(schema, Source{}, {header});
    if (!match.ids[0].empty()) return match.ids[0];
    const auto guesses = guess_columns(schema, match);
    if (guesses.empty()) return "";
    return (guesses[0].sure ? "~" : "?") +
           schema.columns[static_cast<std::size_t>(guesses[0].column)].id;
}

}  // namespace

TEST_CASE("case, accents, hyphens, blanks and signs do not count in a header") {
    CHECK(taken("DOEL VAN DE VERWERKING:") == "purpose");
    CHECK(taken("  Bewaar\xc2\xad"
                "termijn*") == "retention");  // soft hyphen
    CHECK(taken("Bewáár-termijn") == "retention");
    CHECK(taken("start\xc2\xa0"
                "date") == "started_on");
    CHECK(taken("end_date") == "ended_on");
}

TEST_CASE("a slip of the pen is taken, what could be another column is not") {
    CHECK(taken("Bewaartermjin") == "~retention");
    CHECK(taken("Doeleinde") == "~purpose");
    CHECK(taken("Numer") == "?number");                    // short, and the key
    CHECK(taken("Jaar 2025") == "?year_2024");             // another digit
    CHECK(taken("Onverantwoordelijk") == "?responsible");  // begins otherwise
    CHECK(taken("Datum") == "");
    CHECK(taken("Kleur") == "");
}

TEST_CASE("a cell that two columns look like is in doubt") {
    Schema schema = example();
    schema.columns.push_back(column("retention_b", "Bewaartermijm", "Retention b"));
    const auto guesses = guess_columns(schema, match_header(schema, Source{}, {"Bewaartermijns"}));
    REQUIRE(guesses.size() == 1);
    CHECK_FALSE(guesses[0].sure);
}

TEST_CASE("a source may give one cell to several columns, the register's own names may not") {
    const Schema schema = example();
    Source source;
    source.mapped = {{"number", {"Omschrijving"}}, {"purpose", {"omschrijving"}}};
    HeaderMatch match = match_header(schema, source, {"Omschrijving", "Bewaartermijn"});
    CHECK(match.ids[0] == "number purpose");
    CHECK(match.cell_of[0] == 0);
    CHECK(match.cell_of[1] == 0);
    CHECK(match.matched == 3);
    source.columns = {{"purpose", "Bewaartermijn"}};  // the source wins over the mapping
    match = match_header(schema, source, {"Omschrijving", "Bewaartermijn"});
    CHECK(match.ids == std::vector<std::string>{"number", "purpose"});
    match = match_header(schema, Source{}, {"Doeleinden", "purpose"});
    CHECK(match.twice.size() == 1);
}

TEST_CASE("the assignment has the largest sum there is") {
    for (unsigned seed = 1; seed <= 300; ++seed) {
        unsigned state = seed;
        const auto next = [&](unsigned below) {
            state = state * 1664525U + 1013904223U;
            return (state >> 16U) % below;
        };
        const std::size_t rows = 1 + next(4);
        const std::size_t columns = 1 + next(5);
        std::vector<std::vector<int>> score(rows, std::vector<int>(columns));
        for (auto& row : score)
            for (int& cell : row) cell = next(3) == 0 ? 0 : static_cast<int>(next(100));
        const auto found = assign(score);
        int sum = 0;
        std::vector<int> used;
        for (std::size_t i = 0; i < rows; ++i) {
            if (found[i] < 0) continue;
            const int value = score[i][static_cast<std::size_t>(found[i])];
            CHECK(value > 0);
            sum += value;
            CHECK(std::find(used.begin(), used.end(), found[i]) == used.end());
            used.push_back(found[i]);
        }
        std::vector<std::size_t> order(columns + rows);  // each way to lay columns beside rows
        std::iota(order.begin(), order.end(), 0U);
        int best = 0;
        do {
            int now = 0;
            for (std::size_t i = 0; i < rows; ++i)
                if (order[i] < columns) now += score[i][order[i]];
            best = std::max(best, now);
        } while (rows + columns <= 7 && std::next_permutation(order.begin(), order.end()));
        if (rows + columns <= 7) CHECK(sum == best);
    }
}
