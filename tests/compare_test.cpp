// SPDX-License-Identifier: EUPL-1.2
// Random registers over many rounds: what differs between any two runs, applied to the state after
// the one, must give the state after the other; for findings and for the cells of records.
#include <catch2/catch.hpp>
#include <random>

#include "base/date.hpp"
#include "findings/compare.hpp"
#include "store/record_changes.hpp"
#include "support.hpp"

using namespace schouw;

namespace {

constexpr int rounds = 30;
constexpr int keys = 24;

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
aliases = ["In orde"]
duty = "may"
norms = []
[[column]]
id = "by"
type = "date"
title = { nl = "Voor", en = "By" }
aliases = ["Uiterlijk"]
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
due = "by"
reason = { nl = "Slecht, voor {by}.", en = "Bad, by {by}." }
remedy = { nl = "Maak het goed.", en = "Make it good." }
)";

using Record = std::map<std::string, std::string>;  // column or header → cell
using Records = std::map<std::string, Record>;      // by key

// One column of the file: the names that it may have, and what it is called in the model.
struct Head {
    std::string name;
    std::string id;
};

// What stands in the register, round after round; and the file that says so.
class World {
public:
    explicit World(unsigned seed) : random_(seed) {}

    std::string next(int round) {
        std::vector<Head> heads = {{"Nummer", "id"},
                                   {round % 7 > 3 ? "In orde" : "Goed", "good"},
                                   {round % 5 > 2 ? "Uiterlijk" : "Voor", "by"},
                                   {"Opmerking", "Opmerking"}};
        if (round % 4 == 3) std::shuffle(heads.begin() + 1, heads.end(), random_);
        std::string csv;
        for (const auto& head : heads) csv += (csv.empty() ? "" : ";") + head.name;
        whole = true;
        for (int i = 0; i < keys; ++i) {
            const std::string key = "K" + std::to_string(i);
            const Record record = change(key);
            if (record.empty()) continue;
            const int times = round % 6 == 5 && i == round % keys ? 2 : 1;
            if (times == 1) now_[key] = record;
            whole = whole && times == 1;
            for (int n = 0; n < times; ++n) {
                csv += '\n';
                for (const auto& head : heads)
                    csv += (&head == heads.data() ? "" : ";") + record.at(head.id);
            }
            seen_.insert(key);
        }
        // A record that is not in the file is gone, when no row was refused.
        if (whole) std::erase_if(now_, [&](const auto& one) { return !seen_.contains(one.first); });
        seen_.clear();
        return csv + "\n";
    }
    const Records& now() const { return now_; }
    bool whole = true;

private:
    int dice(int sides) { return static_cast<int>(random_() % static_cast<unsigned>(sides)); }

    // The record of a key as the file has it this time; empty when it does not.
    Record change(const std::string& key) {
        Record& record = file_[key];
        if (dice(8) == 0) record.clear();
        if (record.empty() && dice(3) == 0) return {};
        if (record.empty() || dice(3) == 0)
            record["good"] = dice(3) == 0 ? "" : dice(2) ? "nee" : "ja";
        if (!record.contains("by") || dice(4) == 0)
            record["by"] = dice(5) == 0 ? "" : iso(Date{20000 + dice(900)});
        if (!record.contains("Opmerking") || dice(5) == 0)
            record["Opmerking"] = dice(2) ? "" : "een \"\"\"\\ï";
        record["id"] = key;
        if (record["Opmerking"].find('"') != std::string::npos)
            record["Opmerking"] = "x" + std::to_string(dice(9));
        return record;
    }

    std::mt19937 random_;
    Records file_, now_;
    std::set<std::string> seen_;
};

// What matters of a finding: "" for never found.
std::string state(const FindingInfo& finding) {
    if (!is_open(finding.kind)) return "closed";
    return std::string(finding.unverified ? "unverified" : "open") + " " + finding.facts + " " +
           finding.due;
}

using States = std::map<std::string, std::string>;

States states(Store& store, long long run) {
    States out;
    for (const auto& finding : findings_after(store, run)) out[finding.key] = state(finding);
    return out;
}

struct Round {
    RunInfo run;
    Records records;
    States states;
};

void compare_findings(Store& store, const Round& a, const Round& b) {
    const Comparison found = compare_runs(store, a.run, b.run);
    States made = a.states;
    for (const auto& turn : found.findings) {
        INFO("turn " << turn_words[static_cast<std::size_t>(turn.turn)] << " " << turn.now.key);
        const auto before = made.find(turn.now.key);
        CHECK((before == made.end()) == (turn.before == nullptr));
        if (turn.before) CHECK(before->second == state(*turn.before));
        made[turn.now.key] = state(turn.now);
        const bool closed = turn.turn == Turn::solved || turn.turn == Turn::withdrawn ||
                            turn.turn == Turn::lapsed || turn.turn == Turn::passing;
        CHECK(closed == !is_open(turn.now.kind));
    }
    CHECK(made == b.states);
    long long change = 0;
    for (const auto& [turn, count] : found.counts)
        change += turn == Turn::appeared || turn == Turn::reopened                          ? count
                  : turn == Turn::solved || turn == Turn::withdrawn || turn == Turn::lapsed ? -count
                                                                                            : 0;
    CHECK(life_counts(store, a.run.id)["thing-bad"].open + change ==
          life_counts(store, b.run.id)["thing-bad"].open);
}

void compare_counts(Store& store, const Round& a, const Round& b) {
    Comparison found = compare_runs(store, a.run, b.run);
    const LifeCounts counts = life_counts(store, b.run.id)["thing-bad"];
    CHECK(found.counts[Turn::appeared] == counts.appeared);
    CHECK(found.counts[Turn::reopened] == counts.reopened);
    CHECK(found.counts[Turn::solved] == counts.solved);
    CHECK(found.counts[Turn::withdrawn] == counts.withdrawn);
    CHECK(found.counts[Turn::unverified] == counts.now_unverified);
    CHECK(found.counts[Turn::passing] == 0);
    CHECK(found.counts[Turn::returned] == 0);
}

// Cells by id where the register knows the column, else by header.
const std::string& name_of(const CellChange& cell) {
    return cell.column.empty() ? cell.header : cell.column;
}

void compare_register(Store& store, const Round& a, const Round& b) {
    Records made = a.records;
    const auto all = [](const std::string&) { return true; };
    for (const auto& change : compare_records(store, a.run.snapshot, b.run.snapshot, {}, all))
        for (const auto& record : change.records) {
            INFO("record " << record.key << " " << static_cast<int>(record.turn));
            CHECK(made.contains(record.key) == (record.turn != RecordTurn::added));
            if (record.turn == RecordTurn::removed) {
                made.erase(record.key);
                continue;
            }
            CHECK(!record.cells.empty());
            for (const auto& cell : record.cells) {
                std::string& known = made[record.key][name_of(cell)];
                CHECK(known == cell.before);
                known = cell.after;
            }
        }
    CHECK(made == b.records);
}

}  // namespace

TEST_CASE("what differs between two runs, applied to the one, gives the other") {
    const auto seed = GENERATE(1u, 2016u, 679u);
    const PrivateFolder folder;
    test::write_things(folder.path, schema, checklist);
    World world(seed);
    std::vector<Round> all;
    for (int round = 0; round < rounds; ++round) {
        test::write(folder.path / "things.csv", world.next(round));
        Setup setup = load_setup(folder.path);
        RunWish wish;
        wish.as_of = iso(Date{parse_iso("2026-01-01")->days + round});
        RunOutcome outcome = run_checks(setup, wish);
        REQUIRE(outcome.run.complete == world.whole);
        all.push_back({outcome.run, world.now(), states(*outcome.store, outcome.run.id)});
    }
    Store store(folder.path / "schouw.db", Store::Mode::read);
    for (std::size_t a = 0; a < all.size(); ++a)
        for (std::size_t b = a; b < all.size(); ++b) {
            INFO("seed " << seed << ", from run " << all[a].run.id << " to " << all[b].run.id);
            compare_findings(store, all[a], all[b]);
            compare_register(store, all[a], all[b]);
            if (b == a + 1) compare_counts(store, all[a], all[b]);
        }
    CHECK(compare_runs(store, all.back().run, all.back().run).findings.empty());
}
