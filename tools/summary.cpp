// SPDX-License-Identifier: EUPL-1.2
#include "summary.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "changes.hpp"
#include "checks/checklist.hpp"
#include "findings/score.hpp"
#include "report/run_json.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

struct ListTotals {
    std::string title;
    std::array<long long, 5> counts{};
};

std::vector<ListTotals> by_checklist(const std::vector<RunCheckInfo>& checks,
                                     const Catalogue& words) {
    std::vector<ListTotals> lists;
    for (const auto& check : checks) {
        const std::string title = in_language(check.definition.at("checklist_title"), words);
        auto at = std::find_if(lists.begin(), lists.end(),
                               [&](const ListTotals& list) { return list.title == title; });
        if (at == lists.end()) at = lists.insert(lists.end(), ListTotals{title, {}});
        const long long counts[] = {check.met, check.not_met, check.unknown, check.not_applicable,
                                    check.to_judge};
        for (std::size_t i = 0; i < 5; ++i) at->counts[i] += counts[i];
    }
    return lists;
}

void print_lists(const std::vector<RunCheckInfo>& checks, const Catalogue& words) {
    std::vector<std::vector<std::string>> rows;
    std::array<long long, 5> sum{};
    for (const auto& list : by_checklist(checks, words)) {
        std::vector<std::string> row = {list.title};
        for (std::size_t i = 0; i < 5; ++i) {
            row.push_back(words.number(list.counts[i]));
            sum[i] += list.counts[i];
        }
        rows.push_back(row);
    }
    rows.push_back({words.say("summary.total")});
    for (const auto total : sum) rows.back().push_back(words.number(total));
    print_table({{words.say("summary.checklist"), false, true},
                 {words.say("summary.met"), true, false},
                 {words.say("summary.not_met"), true, false},
                 {words.say("summary.unknown"), true, false},
                 {words.say("summary.not_applicable"), true, false},
                 {words.say("summary.to_judge"), true, false}},
                rows);
}

using WaivedCounts = std::map<std::string, long long>;  // by check

struct Life {
    std::array<long long, 4> open_by_severity{};
    std::array<long long, 4> counted_by_severity{};  // open, and no waiver covers it
    long long waived = 0, duty = 0;                  // accepted; of these, a statutory duty
    LifeCounts sum;
};

// The definition of each check that has findings, as the run or an earlier one had it.
struct Definitions {
    std::map<std::string, const Json*> all;
    std::map<std::string, Json> earlier;
    const Json& at(const std::string& check) const { return *all.at(check); }
};

Definitions definitions_of(Store& store, const RunInfo& run,
                           const std::map<std::string, LifeCounts>& counts,
                           const std::vector<RunCheckInfo>& checks) {
    Definitions definitions;
    for (const auto& check : checks) definitions.all[check.id] = &check.definition;
    for (const auto& [id, count] : counts) {
        if (definitions.all.contains(id)) continue;
        Json& earlier = definitions.earlier[id];
        earlier = definition_of(store, id, run.id).value_or(Json::object());
        definitions.all[id] = &earlier;
    }
    return definitions;
}

Life life_of(const std::map<std::string, LifeCounts>& counts, const WaivedCounts& waived,
             const Definitions& checks) {
    Life life;
    for (const auto& [id, count] : counts) {
        const auto at = waived.find(id);
        const long long accepted = at == waived.end() ? 0 : at->second;
        life.waived += accepted;
        if (statutory_duty(checks.at(id))) life.duty += accepted;
        life.sum.open += count.open;
        life.sum.appeared += count.appeared;
        life.sum.reopened += count.reopened;
        life.sum.unverified += count.unverified;
        life.sum.solved += count.solved;
        life.sum.withdrawn += count.withdrawn;
        life.sum.lapsed += count.lapsed;
        life.sum.now_unverified += count.now_unverified;
        const auto rank = severity_rank(checks.at(id).value("severity", ""));
        life.open_by_severity[rank] += count.open;
        life.counted_by_severity[rank] += count.open - accepted;
    }
    return life;
}

Args life_args(const Life& life, const Catalogue& words) {
    const auto n = [&](long long value) { return words.number(value); };
    return {{"open", n(life.sum.open)},
            {"critical", n(life.open_by_severity[0])},
            {"high", n(life.open_by_severity[1])},
            {"medium", n(life.open_by_severity[2])},
            {"low", n(life.open_by_severity[3])},
            {"new", n(life.sum.appeared)},
            {"reopened", n(life.sum.reopened)},
            {"solved", n(life.sum.solved)},
            {"withdrawn", n(life.sum.withdrawn)},
            {"lapsed", n(life.sum.lapsed)},
            {"unverified", n(life.sum.unverified)}};
}

void print_waived(const Life& life, const Catalogue& words) {
    if (life.waived == 0) return;
    const auto n = [&](long long value) { return words.number(value); };
    print_wrapped(words.say("waiver.line", {{"waived", n(life.waived)},
                                            {"open", n(life.sum.open)},
                                            {"critical", n(life.counted_by_severity[0])},
                                            {"high", n(life.counted_by_severity[1])},
                                            {"medium", n(life.counted_by_severity[2])},
                                            {"low", n(life.counted_by_severity[3])}}));
    if (life.duty > 0) print_wrapped(words.say("waiver.duty", {{"duty", n(life.duty)}}));
}

void print_sources(const std::vector<SourceInfo>& sources, const Catalogue& words) {
    Totals sum;
    long long registers = 0;
    std::vector<std::string> absent;
    for (const auto& source : sources) {
        if (source.state == "not_configured") absent.push_back(source.register_id);
        if (source.state == "read") ++registers;
        sum.read += source.totals.read;
        sum.accepted += source.totals.accepted;
        sum.refused += source.totals.refused;
        sum.ignored += source.totals.ignored;
        sum.remarks += source.totals.remarks;
    }
    print_wrapped(words.say("summary.sources", {{"registers", words.number(registers)},
                                                {"read", words.number(sum.read)},
                                                {"accepted", words.number(sum.accepted)},
                                                {"refused", words.number(sum.refused)},
                                                {"ignored", words.number(sum.ignored)},
                                                {"remarks", words.number(sum.remarks)}}));
    if (!absent.empty()) {
        std::string list;
        for (const auto& id : absent) list += (list.empty() ? "" : ", ") + id;
        print_wrapped(words.say("summary.absent", {{"registers", list}}));
    }
}

Ink tone_of(const std::string& severity) {
    const auto rank = severity_rank(severity);
    return rank < 2 ? Ink::bad : rank == 2 ? Ink::doubtful : Ink::plain;
}

// The heaviest open findings, grouped by check.
void print_heaviest(const std::map<std::string, LifeCounts>& counts, const WaivedCounts& waived,
                    const Definitions& checks, const Catalogue& words) {
    std::map<std::string, long long> count;
    for (const auto& [id, of] : counts)
        if (of.open > 0) count[id] = of.open;
    std::vector<std::pair<std::string, long long>> order(count.begin(), count.end());
    const auto rank = [&](const std::string& id) {
        return severity_rank(checks.at(id).value("severity", ""));
    };
    std::stable_sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
        return std::pair(rank(a.first), -a.second) < std::pair(rank(b.first), -b.second);
    });
    if (order.empty()) return;
    print_line();
    print_line(words.say("summary.heaviest"), Ink::bold);
    constexpr std::size_t shown = 12;
    for (std::size_t i = 0; i < std::min(shown, order.size()); ++i) {
        const Json& check = checks.at(order[i].first);
        const std::string severity = check.value("severity", "");
        print("  " + words.say("severity." + severity), tone_of(severity));
        print_line(
            "  " + words.number(order[i].second) + " × " + in_language(check.at("title"), words) +
            "  (" + order[i].first + ")" +
            (waived.contains(order[i].first)
                 ? words.say("waiver.of_check", {{"n", words.number(waived.at(order[i].first))}})
                 : ""));
    }
    if (order.size() > shown)
        print_line(words.say("summary.more",
                             {{"n", words.number(static_cast<long long>(order.size() - shown))}}));
}

}  // namespace

std::size_t severity_rank(const std::string& severity) {
    const auto at = std::find(severity_words.begin(), severity_words.end(), severity);
    return std::min<std::size_t>(static_cast<std::size_t>(at - severity_words.begin()), 3);
}

long long open_at_or_above(Store& store, const RunInfo& run, const RunChecks& checks,
                           const std::string& severity) {
    if (severity == "never") return 0;
    const auto counts = life_counts(store, run.id);
    const auto definitions = definitions_of(store, run, counts, checks);
    const Life life = life_of(counts, waived_counts(store, run.id), definitions);
    long long open = 0;
    for (std::size_t rank = 0; rank <= severity_rank(severity); ++rank)
        open += life.counted_by_severity[rank];
    return open;
}

void complain_about_sources(Store& store, const RunInfo& run, const RunChecks& checks,
                            const Shared& shared) {
    for (const auto& source : sources_of(store, run.snapshot)) {
        const std::string trouble = trouble_of(source, shared.words);
        if (!trouble.empty()) talk(trouble);
        if (source.state == "failed" || source.totals.remarks == 0) continue;
        constexpr long long shown = 5;
        for (const auto& remark : remarks_of(store, run.snapshot, source.register_id, true, shown))
            talk(
                shared.words.complain({remark.key,
                                       {{"value", remark.value}, {"meant", remark.meant}},
                                       {source.file, source.sheet, remark.row, remark.column + 1L}},
                                      "level.remark"));
        const long long more = count_doubts(store, run.snapshot, source.register_id) - shown;
        if (more > 0)
            talk(shared.words.say("source.more_remarks",
                                  {{"n", std::to_string(more)}, {"register", source.register_id}}));
    }
    for (const auto& check : checks)
        if (const std::string trouble = trouble_of(check, shared.words); !trouble.empty())
            talk(trouble);
}

void print_summary(Store& store, const RunInfo& run, const RunChecks& checks, bool replay,
                   const Catalogue& words) {
    const auto counts = life_counts(store, run.id);
    const auto definitions = definitions_of(store, run, counts, checks);
    print_line(words.say("summary.title", {{"run", std::to_string(run.id)},
                                           {"organisation", run.about.value("organisation", "")},
                                           {"date", words.date(run.as_of)}}),
               Ink::bold);
    if (replay) print_wrapped(words.say("summary.replay"));
    if (run.about.value("hypothetical", false))
        print_wrapped(
            words.say("summary.hypothetical",
                      {{"date", words.date(run.about.value("registers_as_of", run.as_of))}}));
    print_sources(sources_of(store, run.snapshot), words);
    if (!run.complete) print_line(words.say("summary.incomplete"), Ink::bad);
    print_line();
    print_lists(checks, words);
    const auto waived = waived_counts(store, run.id);
    const Life life = life_of(counts, waived, definitions);
    print_heaviest(counts, waived, definitions, words);
    print_line();
    print_wrapped(score_sentence(score_of(checks), words));
    print_wrapped(words.say("summary.findings", life_args(life, words)));
    print_waived(life, words);
    print_wrapped(words.say("summary.hash", {{"hash", run.hash}}));
    print_wrapped(words.say("summary.next"));
}

}  // namespace schouw
