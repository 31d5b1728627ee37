// SPDX-License-Identifier: EUPL-1.2
// Waivers: which keys a pattern names, text that means harm, and, over random registers and random
// waivers, that accepting changes no verdict and that open = accepted + counted, against a model
// written the plain way.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "base/date.hpp"
#include "base/file.hpp"
#include "findings/run.hpp"
#include "findings/waive.hpp"
#include "findings/wording.hpp"
#include "store/history.hpp"
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
[[column]]
id = "good"
type = "boolean"
title = { nl = "Goed", en = "Good" }
duty = "may"
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

const char* const workspace =
    "organisation = \"Test\"\nregisters = [\"./things.toml\"]\n"
    "checklists = [\"./list.toml\"]\n[sources.things]\nfile = \"things.csv\"\n";

std::string day(int round) { return iso(Date{parse_iso("2026-01-01")->days + round}); }

// One waiver of the random test: on a key, a pattern or a finding.
struct Wild {
    std::string finding, pattern, key;  // key: of the finding
    int from = 0, until = 0;
    bool names(const std::string& other) const {
        if (!finding.empty()) return other == key;
        if (pattern == "*") return true;
        if (pattern == "K1?") return other.size() == 3 && other[1] == '1';
        return other == pattern;
    }
};

std::string file_of(const std::vector<Wild>& all) {
    std::string text;
    for (const auto& one : all) {
        WaiverInfo waiver;
        waiver.finding = one.finding;
        if (one.finding.empty()) {
            waiver.check = "thing-bad";
            waiver.key = one.pattern;
        }
        waiver.reason = "Reden";
        waiver.owner = "Een";
        waiver.approver = "Twee";
        waiver.from = day(one.from);
        waiver.until = day(one.until);
        text = with_waiver(text, waiver, "");
    }
    return text;
}

Wild wild(std::mt19937& random, int round) {
    Wild one;
    const std::string key = "K" + std::to_string(random() % 20);
    one.from = round - 3 + static_cast<int>(random() % 6);
    one.until = one.from + static_cast<int>(random() % 10);
    switch (random() % 4) {
        case 0: one.pattern = "*"; break;
        case 1: one.pattern = "K1?"; break;
        case 2: one.pattern = key; break;
        default: one.key = key; one.finding = finding_id("thing-bad", "things", key);
    }
    return one;
}

std::string shown(const RunCheckInfo& check) {
    std::string out;
    for (const auto n :
         {check.met, check.not_met, check.unknown, check.not_applicable, check.to_judge})
        out += std::to_string(n) + " ";
    return out;
}

struct Twin {  // the same registers, with waivers and without
    PrivateFolder with, without;
    Twin() {
        for (const auto* folder : {&with, &without}) {
            test::write(folder->path / "things.toml", schema);
            test::write(folder->path / "list.toml", checklist);
            test::write(folder->path / "schouw.toml", workspace);
        }
    }
    static RunOutcome run(const PrivateFolder& folder, const std::string& csv, int round) {
        test::write(folder.path / "things.csv", csv);
        Setup setup = load_setup(folder.path);
        return run_checks(setup, {day(round), "", {}});
    }
};

}  // namespace

TEST_CASE("which keys a pattern names") {
    const auto matches = [](const char* pattern, const char* key) {
        return key_matches(pattern, key);
    };
    CHECK(matches("*", ""));
    CHECK(matches("*", "anything"));
    CHECK(matches("D1", "D1"));
    CHECK_FALSE(matches("D1", "d1"));
    CHECK_FALSE(matches("D1", "D11"));
    CHECK_FALSE(matches("D11", "D1"));
    CHECK(matches("D?", "D1"));
    CHECK_FALSE(matches("D?", "D"));
    CHECK_FALSE(matches("D?", "D12"));
    CHECK(matches("?", "é"));  // a character, not a byte
    CHECK(matches("a*b*c", "axxbxbxc"));
    CHECK_FALSE(matches("a*b*c", "axxbxb"));
    CHECK(matches("*-2026-*", "V-2026-2026-01"));
    CHECK(matches("a\\*", "a*"));
    CHECK_FALSE(matches("a\\*", "ab"));
    CHECK(matches("\\?", "?"));
    CHECK(matches("\\\\", "\\"));
    CHECK(matches("a\\b", "a\\b"));
    CHECK(matches("[\"a\",\"*\"]", "[\"a\",\"b\"]"));
    CHECK(matches("*a", std::string(5000, 'a').c_str()));
    CHECK_FALSE(matches("*a*a*a*a*a*a*a*ab", std::string(5000, 'a').c_str()));
}

TEST_CASE("text that means harm comes back from the file as it was") {
    const std::string hostile[] = {"\"\n[[waiver]]\ncheck = \"x",
                                   "'''\"\"\"\\",
                                   "tab\tbell\aescape\x1b[31m",
                                   "\xe2\x80\xae"
                                   "omgekeerd",
                                   "\xf3\xa0\x81\xa1tag en \xf0\x9f\x98\x80",
                                   "# geen commentaar",
                                   "\r\n\x7f\xc2\x85",
                                   "é à – “”"};
    for (const auto& text : hostile) {
        WaiverInfo waiver;
        waiver.check = "thing-bad";
        waiver.key = text;
        waiver.reason = text;
        waiver.owner = text;
        waiver.approver = text;
        waiver.evidence = text;
        waiver.from = waiver.until = "2026-01-01";
        const std::string file = with_waiver("# eerste\r\n", waiver, text);
        INFO(file);
        CHECK(file.starts_with("# eerste\r\n"));
        const Toml toml = parse_toml(file, "waivers.toml");
        const auto tables = tables_of(toml, toml.root, "waiver");
        REQUIRE(tables.size() == 1);
        for (const char* key : {"key", "reason", "owner", "approver", "evidence"})
            CHECK(text_of(toml, *tables[0], key) == text);
        CHECK(file.find("\xe2\x80\xae") == std::string::npos);
        CHECK(file.find('\x1b') == std::string::npos);
    }
}

TEST_CASE("waivers change no verdict, and open is accepted and counted together") {
    std::mt19937 random(202606);
    const Twin twin;
    std::vector<Wild> wilds;
    std::map<std::string, int> solved;  // key → the round that last saw it solved
    std::map<std::string, bool> open;
    long long accepted = 0, again = 0;
    for (int round = 0; round < 60; ++round) {
        const Wild one = wild(random, round);
        const bool there = std::any_of(wilds.begin(), wilds.end(), [&](const Wild& other) {
            return other.finding == one.finding && other.pattern == one.pattern &&
                   other.from == one.from;
        });
        if (random() % 2 == 0 && !there) wilds.push_back(one);
        if (wilds.size() > 12) wilds.erase(wilds.begin() + static_cast<long>(random() % 12));
        std::string csv = "Nummer;Goed\n";
        for (int i = 0; i < 20; ++i) {
            const std::string key = "K" + std::to_string(i);
            const auto dice = random() % 10;
            if (dice == 0) {
                open[key] = false;  // taken out: withdrawn, and that is not solved
                continue;
            }
            csv += key + (dice < 6 ? ";nee\n" : dice < 7 ? ";\n" : ";ja\n");
            if (dice >= 7 && open[key]) solved[key] = round;
            if (dice < 6 || dice >= 7) open[key] = dice < 6;
        }
        test::write(twin.with.path / "waivers.toml", file_of(wilds));
        INFO("round " << round << "\n" << csv << file_of(wilds));
        RunOutcome with = Twin::run(twin.with, csv, round);
        RunOutcome without = Twin::run(twin.without, csv, round);
        const auto findings = findings_after(*with.store, with.run.id);
        const auto plain = findings_after(*without.store, without.run.id);
        REQUIRE(findings.size() == plain.size());
        long long waived = 0, counted = 0;
        for (std::size_t i = 0; i < findings.size(); ++i) {
            const FindingInfo& finding = findings[i];
            REQUIRE(finding.key == plain[i].key);
            CHECK(finding.kind == plain[i].kind);
            CHECK(finding.reopened == plain[i].reopened);
            CHECK(finding.first_seen == plain[i].first_seen);
            CHECK(plain[i].waiver == nullptr);
            const std::string& key = finding.key;
            int until = -1;
            for (const auto& other : wilds) {
                const bool ended = solved.contains(key) && solved[key] >= other.from;
                if (open[key] && !ended && other.names(key) && other.from <= round &&
                    round <= other.until)
                    until = std::max(until, other.until);
            }
            INFO(key);
            REQUIRE(is_open(finding.kind) == open[key]);
            REQUIRE((finding.waiver != nullptr) == (until >= 0));
            if (until >= 0) CHECK(finding.waiver->until == day(until));
            if (finding.waiver != nullptr && finding.reopened > 0) ++again;
            if (is_open(finding.kind)) ++(finding.waiver != nullptr ? waived : counted);
        }
        accepted += waived;
        const auto checks = checks_of(*with.store, with.run.id);
        CHECK(shown(checks[0]) == shown(checks_of(*without.store, without.run.id)[0]));
        CHECK(checks[0].waived == waived);
        CHECK(waived_counts(*with.store, with.run.id)["thing-bad"] == waived);
        CHECK(life_counts(*with.store, with.run.id)["thing-bad"].open == waived + counted);
        REQUIRE(with.store->number("SELECT count(*) FROM finding_event") ==
                without.store->number("SELECT count(*) FROM finding_event"));
        REQUIRE(with.store->number("SELECT count(*) FROM waived w JOIN waived o ON "
                                   "o.check_name = w.check_name AND o.record_key = w.record_key "
                                   "AND o.rowid > w.rowid WHERE w.to_run IS NULL") == 0);
    }
    CHECK(accepted > 100);  // the dice did fall both ways
    CHECK(again > 0);
}
