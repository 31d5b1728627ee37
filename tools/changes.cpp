// SPDX-License-Identifier: EUPL-1.2
#include "changes.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.hpp"
#include "report/run_json.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

constexpr std::size_t findings_shown = 200;
constexpr std::size_t remarks_shown = 5;  // of a register

using Sentences = std::vector<std::string>;

Sentences troubles_of(const std::vector<SourceInfo>& sources, const RunChecks& checks,
                      const Catalogue& words) {
    Sentences out;
    const auto add = [&](std::string sentence) {
        if (!sentence.empty()) out.push_back(std::move(sentence));
    };
    for (const auto& source : sources) add(trouble_of(source, words));
    for (const auto& check : checks) add(trouble_of(check, words));
    return out;
}

// Doubtful cells of a register that the run before did not have. Rows may have moved meanwhile: a
// remark is known by its column and what it says.
std::vector<Remark> new_remarks(Store& store, const SourceInfo& source, long long snapshot,
                                const std::optional<RunInfo>& before) {
    if (before && before->snapshot == snapshot) return {};
    const auto name_of = [](const SourceInfo& from, const Remark& remark) {
        const auto cell = static_cast<std::size_t>(remark.column);
        return remark.column >= 0 && cell < from.header.size() ? from.header[cell] : "";
    };
    std::map<std::tuple<std::string, std::string, std::string>, long> known;
    if (before)
        for (const auto& earlier : sources_of(store, before->snapshot))
            if (earlier.register_id == source.register_id)
                for (const auto& remark :
                     remarks_of(store, before->snapshot, source.register_id, true))
                    ++known[{name_of(earlier, remark), remark.key, remark.value}];
    auto remarks = remarks_of(store, snapshot, source.register_id, true);
    std::erase_if(remarks, [&](const Remark& remark) {
        return known[{name_of(source, remark), remark.key, remark.value}]-- > 0;
    });
    return remarks;
}

Sentences remark_sentences(const SourceInfo& source, const std::vector<Remark>& remarks,
                           const Catalogue& words) {
    Sentences out;
    for (std::size_t i = 0; i < std::min(remarks.size(), remarks_shown); ++i)
        out.push_back(
            words.complain({remarks[i].key,
                            {{"value", remarks[i].value}, {"meant", remarks[i].meant}},
                            {source.file, source.sheet, remarks[i].row, remarks[i].column + 1L}},
                           "level.remark"));
    if (remarks.size() > remarks_shown)
        out.push_back(
            words.say("source.more_remarks", {{"n", std::to_string(remarks.size() - remarks_shown)},
                                              {"register", source.register_id}}));
    return out;
}

bool lost_now(const FindingInfo& finding, const RunInfo& run) {
    return finding.unverified && finding.last_run == run.id;
}

bool among(const std::vector<std::pair<std::string, std::string>>& all,
           const FindingInfo& finding) {
    return std::find(all.begin(), all.end(), std::pair(finding.check, finding.key)) != all.end();
}

// Findings that came, came back, closed, can no longer be told, were accepted or count again, the
// heaviest first.
std::vector<FindingInfo> changed_in(std::vector<FindingInfo> findings, const RunInfo& run,
                                    const WaivedChanges& waived,
                                    const std::map<std::string, Json>& definitions) {
    std::erase_if(findings, [&](const FindingInfo& finding) {
        const bool closed_now = !is_open(finding.kind) && finding.kind != EventKind::renamed &&
                                finding.changed_run == run.id;
        return !finding.is_new && !closed_now && !lost_now(finding, run) &&
               !among(waived.begun, finding) && !among(waived.ended, finding);
    });
    const auto rank = [&](const FindingInfo& finding) {
        return severity_rank(definitions.at(finding.check).value("severity", ""));
    };
    std::stable_sort(findings.begin(), findings.end(),
                     [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    return findings;
}

void print_findings(Store& store, const RunInfo& run, const std::vector<SourceInfo>& sources,
                    const WaivedChanges& waived, const Catalogue& words) {
    auto all = findings_touched(store, run.id);
    const auto definitions = definitions_for(store, run, all);
    const auto findings = changed_in(std::move(all), run, waived, definitions);
    for (std::size_t i = 0; i < std::min(findings.size(), findings_shown); ++i) {
        const FindingInfo& finding = findings[i];
        const Json& check = definitions.at(finding.check);
        const std::string status = lost_now(finding, run) ? "unverified" : status_word(finding);
        std::string word = words.say("status." + status);
        if (among(waived.begun, finding)) word += ", " + waiver_mark(finding, check, words);
        if (among(waived.ended, finding)) word += ", " + words.say("waiver.again");
        print_line(word + ": " + in_language(check.at("title"), words) + " – " + finding.key +
                   " (" + where(place_of(finding, check, sources)) + ")");
    }
    if (findings.size() > findings_shown)
        print_line(words.say(
            "changes.more",
            {{"n", words.number(static_cast<long long>(findings.size() - findings_shown))}}));
}

// "2 nieuw, 1 opgelost"
Sentences counted(const LifeCounts& sum, const WaivedChanges& waived, const Catalogue& words) {
    Sentences parts;
    const auto part = [&](const char* key, long long n) {
        if (n > 0) parts.push_back(words.say(key, {{"n", words.number(n)}}));
    };
    part("changes.new", sum.appeared);
    part("changes.reopened", sum.reopened);
    part("changes.solved", sum.solved);
    part("changes.withdrawn", sum.withdrawn);
    part("changes.lapsed", sum.lapsed);
    part("changes.now_unverified", sum.now_unverified);
    part("waiver.begun", static_cast<long long>(waived.begun.size()));
    part("waiver.ended", static_cast<long long>(waived.ended.size()));
    return parts;
}

LifeCounts sum_of(const std::map<std::string, LifeCounts>& counts) {
    LifeCounts sum;
    for (const auto& [check, of] : counts) {
        sum.open += of.open;
        sum.appeared += of.appeared;
        sum.reopened += of.reopened;
        sum.solved += of.solved;
        sum.withdrawn += of.withdrawn;
        sum.lapsed += of.lapsed;
        sum.now_unverified += of.now_unverified;
    }
    return sum;
}

long long all_waived(Store& store, const RunInfo& run) {
    long long all = 0;
    for (const auto& [check, n] : waived_counts(store, run.id)) all += n;
    return all;
}

void print_subject(const RunInfo& run, const Sentences& parts, long long open, long long waived,
                   const Catalogue& words) {
    print_line(words.say("changes.subject", {{"organisation", run.about.value("organisation", "")},
                                             {"date", words.date(run.as_of)},
                                             {"changes", join(parts, ", ")},
                                             {"open", words.number(open)}}) +
               (waived == 0 ? "" : ", " + words.say("waiver.open", {{"n", words.number(waived)}})));
}

}  // namespace

std::string trouble_of(const SourceInfo& source, const Catalogue& words) {
    if (source.state == "failed") return words.complain(source.failure);
    if (source.totals.refused == 0) return "";
    return words.complain(
        {"source.refused",
         {{"n", std::to_string(source.totals.refused)}, {"register", source.register_id}},
         {source.file, "", 0, 0}});
}

std::string trouble_of(const RunCheckInfo& check, const Catalogue& words) {
    if (check.why.key != "run.check_failed") return "";
    return words.complain(
        {"run.check_failed_name",
         {{"check", check.id}, {"why", check.why.args.empty() ? "" : check.why.args[0].second}},
         {}});
}

void print_changes(Store& store, const RunInfo& run, const RunChecks& checks, bool replay,
                   const Catalogue& words) {
    const LifeCounts sum = sum_of(life_counts(store, run.id));
    const long long accepted = all_waived(store, run);
    if (replay) return print_subject(run, {words.say("changes.replay")}, sum.open, accepted, words);
    const WaivedChanges waived = waived_changes(store, run.id);
    const auto before = run_by_id(store, run.id - 1);
    const auto sources = sources_of(store, run.snapshot);
    const Sentences troubles = troubles_of(sources, checks, words);
    const Sentences known = before ? troubles_of(sources_of(store, before->snapshot),
                                                 checks_of(store, before->id), words)
                                   : Sentences{};
    Sentences parts = counted(sum, waived, words);
    Sentences remarks;
    long long doubts = 0;
    for (const auto& source : sources) {
        const auto fresh = new_remarks(store, source, run.snapshot, before);
        doubts += static_cast<long long>(fresh.size());
        for (auto& sentence : remark_sentences(source, fresh, words))
            remarks.push_back(std::move(sentence));
    }
    if (doubts > 0) parts.push_back(words.say("changes.remarks", {{"n", words.number(doubts)}}));
    if (parts.empty() && troubles == known) return;
    if (!run.complete)
        parts.insert(parts.begin(), words.say("changes.incomplete"));
    else if (before && !before->complete)
        parts.insert(parts.begin(), words.say("changes.complete_again"));
    print_subject(run, parts, sum.open, accepted, words);
    print_findings(store, run, sources, waived, words);
    flush_output();  // the subject comes first, also where both streams go to one place
    for (const auto& sentence : troubles) talk(sentence);
    for (const auto& sentence : remarks) talk(sentence);
}

}  // namespace schouw
