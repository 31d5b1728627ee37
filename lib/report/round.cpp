// SPDX-License-Identifier: EUPL-1.2
#include "report/round.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "checks/checklist.hpp"
#include "findings/wording.hpp"
#include "store/known.hpp"

namespace schouw {
namespace {

const char* const digest_sql = "SELECT digest FROM snapshot WHERE id = ?";
const char* const closed_sql = R"(
    SELECT kind, count(*) FROM finding_event WHERE run = ? GROUP BY kind)";

constexpr std::size_t grave = 1;  // critical and high

bool digit(char c) { return c >= '0' && c <= '9'; }

std::size_t position(const std::vector<std::string>& words, const std::string& word) {
    return static_cast<std::size_t>(std::find(words.begin(), words.end(), word) - words.begin());
}

void add_checks(Store& store, Round& round) {
    std::map<std::string, std::size_t> lists;
    auto known = checks_known(store, round.run);
    auto runs = runs_of(store, known);
    for (auto& info : known) {
        RoundCheck check{
            info.id,
            std::move(info.definition),
            std::move(info.why),
            {info.met, info.not_met, info.unknown, info.not_applicable, info.to_judge, info.waived},
            0,
            0,
            0,
            info.run,
            runs.at(info.run).as_of};
        check.severity = std::min(position(severity_words, check.definition.value("severity", "")),
                                  severity_words.size() - 1);
        const std::string list = check.definition.value("checklist", "");
        const auto [at, added] = lists.emplace(list, round.lists.size());
        if (added)
            round.lists.push_back(
                {list, check.definition.at("checklist_title"), {}, {}, {}, {}, 0, 0});
        check.list = at->second;
        round.lists[at->second].checks.push_back(round.checks.size());
        round.lists[at->second].tally += check.tally;
        round.tally += check.tally;
        for (Score* score : {&round.lists[at->second].score, &round.score})
            score->add(check.severity, check.tally.met, check.tally.not_met,
                       check.tally.unknown + check.tally.to_judge);
        round.checks.push_back(std::move(check));
    }
    for (auto& [id, run] : runs)
        if (id != round.run.id) round.earlier.push_back(std::move(run));
}

void add_findings(Store& store, Round& round) {
    std::map<std::string, std::size_t> checks;
    for (std::size_t i = 0; i < round.checks.size(); ++i) checks[round.checks[i].id] = i;
    for (auto& info : findings_after(store, round.run.id)) {
        if (!is_open(info.kind)) continue;
        const auto check = checks.find(info.check);
        if (check == checks.end()) {
            ++round.outside;
            continue;
        }
        const bool overdue = !info.due.empty() && info.due <= round.run.as_of;
        std::string status = status_word(info);
        round.findings.push_back({check->second, std::move(info), std::move(status), overdue});
    }
    const auto& all = round.checks;
    const auto rank = [&](const RoundFinding& finding) {
        return std::make_tuple(all[finding.check].severity, finding.check);
    };
    std::stable_sort(round.findings.begin(), round.findings.end(),
                     [&](const RoundFinding& a, const RoundFinding& b) {
                         if (rank(a) != rank(b)) return rank(a) < rank(b);
                         return natural_less(a.info.key, b.info.key);
                     });
}

void count_findings(Round& round) {
    for (const auto& finding : round.findings) {
        RoundCheck& check = round.checks[finding.check];
        ++check.open;
        ++round.by_severity[check.severity];
        round.fresh += finding.status == "new" ? 1 : 0;
        round.reopened += finding.info.is_new && finding.status == "reopened" ? 1 : 0;
        round.unverified += finding.info.unverified ? 1 : 0;
        round.overdue += finding.overdue ? 1 : 0;
        ++round.lists[check.list].open;
        round.lists[check.list].fresh += finding.info.is_new ? 1 : 0;
    }
}

void count_closed(Store& store, Round& round) {
    SQLite::Statement closed(store.db(), closed_sql);
    closed.bind(1, static_cast<int64_t>(round.run.id));
    while (closed.executeStep()) {
        const auto kind = static_cast<EventKind>(closed.getColumn(0).getInt());
        const long long count = closed.getColumn(1).getInt64();
        if (kind == EventKind::solved) round.solved = count;
        if (kind == EventKind::withdrawn) round.withdrawn = count;
        if (kind == EventKind::lapsed) round.lapsed = count;
    }
}

}  // namespace

Tally& Tally::operator+=(const Tally& other) {
    met += other.met;
    not_met += other.not_met;
    unknown += other.unknown;
    not_applicable += other.not_applicable;
    to_judge += other.to_judge;
    waived += other.waived;
    return *this;
}

bool wholly_met(const RoundCheck& check) {
    return check.tally.met > 0 && check.tally.met == check.tally.applicable();
}

Light light_of(const std::vector<RoundCheck>& checks, const std::vector<std::size_t>& which) {
    Tally tally;
    bool serious = false;
    for (const auto i : which) {
        tally += checks[i].tally;
        serious = serious || (checks[i].tally.not_met > 0 && checks[i].severity <= grave);
    }
    if (tally.answered() == 0) return Light::unclear;
    if (serious) return Light::bad;
    const long long open_to_question = tally.unknown + tally.to_judge;
    if (tally.met == 0) return open_to_question > tally.not_met ? Light::unclear : Light::bad;
    if (tally.not_met > 0) return Light::fair;
    return open_to_question > 0 ? Light::unclear : Light::good;
}

Tone tone_of(Light light) {
    const Tone tones[] = {Tone::good, Tone::fair, Tone::bad, Tone::unclear};
    return tones[static_cast<int>(light)];
}

Tone tone_of_severity(std::size_t severity) {
    return severity <= grave ? Tone::bad : severity == grave + 1 ? Tone::fair : Tone::none;
}

bool natural_less(const std::string& a, const std::string& b) {
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() && j < b.size()) {
        if (!digit(a[i]) || !digit(b[j])) {
            if (a[i] != b[j]) return a[i] < b[j];
            ++i;
            ++j;
            continue;
        }
        const auto end = [](const std::string& text, std::size_t at) {
            while (at < text.size() && digit(text[at])) ++at;
            return at;
        };
        const std::size_t to_a = end(a, i);
        const std::size_t to_b = end(b, j);
        while (i < to_a && a[i] == '0') ++i;
        while (j < to_b && b[j] == '0') ++j;
        if (to_a - i != to_b - j) return to_a - i < to_b - j;
        const int order = a.compare(i, to_a - i, b, j, to_b - j);
        if (order != 0) return order < 0;
        i = to_a;
        j = to_b;
    }
    if ((i < a.size()) != (j < b.size())) return j < b.size();
    return a < b;
}

Round gather(Store& store, const RunInfo& run) {
    Round round;
    round.run = run;
    for (const auto& other : all_runs(store))
        if (other.id < run.id) round.before = other;
    SQLite::Statement digest(store.db(), digest_sql);
    digest.bind(1, static_cast<int64_t>(run.snapshot));
    if (digest.executeStep()) round.snapshot_digest = digest.getColumn(0).getString();
    add_checks(store, round);
    add_findings(store, round);
    count_findings(round);
    count_closed(store, round);
    for (auto& list : round.lists) list.light = light_of(round.checks, list.checks);
    round.sources = sources_of(store, run.snapshot);
    for (const auto& source : round.sources) {
        round.totals.read += source.totals.read;
        round.totals.accepted += source.totals.accepted;
        round.totals.refused += source.totals.refused;
        round.totals.ignored += source.totals.ignored;
        round.totals.remarks += source.totals.remarks;
    }
    return round;
}

}  // namespace schouw
