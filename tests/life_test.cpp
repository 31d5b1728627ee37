// SPDX-License-Identifier: EUPL-1.2
// Random registers over many rounds: the life of each finding against a model written the plain
// way, and the counts kept with each run against the events themselves.
#include <catch2/catch.hpp>
#include <fstream>
#include <random>

#include "base/date.hpp"
#include "base/file.hpp"
#include "findings/run.hpp"
#include "store/history.hpp"
#include "support.hpp"

using namespace schouw;

namespace {

constexpr int rounds = 40;
constexpr int keys = 30;

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
id = "good"
type = "boolean"
title = { nl = "Goed", en = "Good" }
duty = "may"
norms = []
)";

const char* const checklist = R"(
[checklist]
id = "things"
title = { nl = "Dingen", en = "Things" }
[[check]]
id = "thing-bad"
title = { nl = "Slecht", en = "Bad" }
register = "things"
severity = "low"
norms = []
origin = ["test"]
tests = "existence"
violates = "good = 0"
reason = { nl = "Het is slecht.", en = "It is bad." }
remedy = { nl = "Maak het goed.", en = "Make it good." }
)";

// What the store should say of one key: "" (never found) or a word.
struct Model {
    std::map<std::string, std::string> state;  // key → open, unverified, solved, withdrawn

    // good: key → "ja", "nee" or "" ; `whole`: no row was refused.
    LifeCounts round(const std::map<std::string, std::string>& good, bool whole) {
        LifeCounts counts;
        for (const auto& [key, cell] : good) {
            std::string& now = state[key];
            const bool open = now == "open" || now == "unverified";
            if (cell == "nee") {
                if (!open) ++(now.empty() ? counts.appeared : counts.reopened);
                now = "open";
            } else if (open && cell == "ja") {
                now = "solved";
                ++counts.solved;
            } else if (open) {
                now = "unverified";
            }
        }
        for (auto& [key, now] : state) {
            if (good.contains(key) || (now != "open" && now != "unverified")) continue;
            now = whole ? "withdrawn" : "unverified";
            if (whole) ++counts.withdrawn;
        }
        for (const auto& [key, now] : state) {
            counts.open += now == "open" || now == "unverified" ? 1 : 0;
            counts.unverified += now == "unverified" ? 1 : 0;
        }
        return counts;
    }
};

std::string text(const LifeCounts& c) {
    std::string out;
    for (const auto n :
         {c.open, c.appeared, c.reopened, c.unverified, c.solved, c.withdrawn, c.lapsed})
        out += std::to_string(n) + " ";
    return out;
}

}  // namespace

TEST_CASE("the life of findings over many rounds") {
    const PrivateFolder folder;
    test::write_things(folder.path, schema, checklist);
    std::mt19937 random(20161);
    Model model;
    for (int round = 0; round < rounds; ++round) {
        std::map<std::string, std::string> good;
        std::string csv = "Nummer;Goed\n";
        std::string doubled;
        for (int i = 0; i < keys; ++i) {
            const std::string key = "K" + std::to_string(i);
            const auto dice = random() % 10;
            if (dice == 0) continue;  // taken out
            const std::string cell = dice < 4 ? "nee" : dice < 6 ? "" : "ja";
            csv += key + ";" + cell + "\n";
            if (round % 5 == 4 && i == round % keys)
                doubled = key + ";ja\n" + key + ";nee\n";  // three of one key: none is a record
            else
                good[key] = cell;
        }
        test::write(folder.path / "things.csv", csv + doubled);
        Setup setup = load_setup(folder.path);
        RunWish wish;
        wish.as_of = iso(Date{parse_iso("2026-01-01")->days + round});
        const RunOutcome outcome = run_checks(setup, wish);
        INFO("round " << round << "\n" << csv << doubled);
        REQUIRE(outcome.run.complete == doubled.empty());
        const LifeCounts wanted = model.round(good, doubled.empty());
        REQUIRE(text(life_counts(*outcome.store, outcome.run.id)["thing-bad"]) == text(wanted));
        for (const auto& finding : findings_after(*outcome.store, outcome.run.id, "thing-bad")) {
            const std::string state = model.state.at(finding.key);
            INFO(finding.key << " " << state);
            CHECK(is_open(finding.kind) == (state == "open" || state == "unverified"));
            CHECK(finding.unverified == (state == "unverified"));
            CHECK((finding.kind == EventKind::withdrawn) == (state == "withdrawn"));
        }
        REQUIRE(outcome.store->number("SELECT sum(kind IN (1, 2)) - sum(kind IN (3, 4, 5)) FROM "
                                      "finding_event") == wanted.open);
    }
}
