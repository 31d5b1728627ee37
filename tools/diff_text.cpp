// SPDX-License-Identifier: EUPL-1.2
// What differs between two runs, on a terminal.
#include <algorithm>
#include <span>

#include "base/text.hpp"
#include "diff.hpp"
#include "findings/wording.hpp"
#include "summary.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

class DiffText {
public:
    DiffText(const Diff& diff, const Setup& setup, const DiffWish& wish, const Shared& shared)
        : diff_(diff), setup_(setup), wish_(wish), words_(shared.words) {}
    void print() const;

private:
    void title() const;
    void findings() const;
    struct OfCheck {
        std::string check;
        std::span<const FindingTurn> turns;
    };
    std::vector<OfCheck> by_severity() const;
    void finding(const FindingTurn& turn, const Json& known) const;
    void checks() const;
    void check_names(const char* key, const std::vector<std::string>& ids) const;
    void named(const char* heading, const std::vector<NamedChange>& changes, bool values) const;
    void deadlines() const;
    void deadline(const DeadlineMove& move) const;
    void registers() const;
    void column(const ColumnChange& change) const;
    void record(const RecordChange& change) const;
    void sources() const;
    void heading(const std::string& text) const;

    std::string n(long long value) const { return words_.number(value); }
    std::string number(std::size_t value) const { return n(static_cast<long long>(value)); }
    const Json& definition(const std::string& id) const;
    std::string register_title(const std::string& id) const;
    std::string cell(const std::string& text) const;
    std::string reason(const FindingInfo& info, const Json& definition, const RunInfo& run) const;
    bool hides() const { return !wish_.personal; }

    const Diff& diff_;
    const Setup& setup_;
    const DiffWish& wish_;
    const Catalogue& words_;
};

const Json& DiffText::definition(const std::string& id) const {
    const auto at = diff_.definitions.find(id);
    return at != diff_.definitions.end() ? at->second : diff_.earlier.at(id);
}

std::string DiffText::register_title(const std::string& id) const {
    const auto at = setup_.schemas.find(id);
    return at == setup_.schemas.end() ? id : at->second.title.in(words_.language());
}

std::string DiffText::cell(const std::string& text) const {
    return trim(text).empty() ? words_.say("diff.empty") : "\"" + visible(text) + "\"";
}

void DiffText::heading(const std::string& text) const {
    print_line();
    for (const auto& line : wrap(text, std::max(20, std::min(terminal_width(), 100))))
        print_line(line, Ink::bold);
}

void DiffText::title() const {
    const RunInfo& before = diff_.runs.before.run;
    const RunInfo& after = diff_.runs.after.run;
    const auto name = [&](const RunInfo& run) {
        return words_.say(run.label.empty() ? "diff.run" : "diff.run_label",
                          {{"run", std::to_string(run.id)},
                           {"label", run.label},
                           {"date", words_.date(run.as_of)}});
    };
    print_line(words_.say("diff.title", {{"before", name(before)},
                                         {"after", name(after)},
                                         {"organisation", after.about.value("organisation", "")}}),
               Ink::bold);
    for (const auto* run : {&before, &after}) {
        if (!run->complete)
            print_wrapped(words_.say("diff.incomplete", {{"run", std::to_string(run->id)}}));
        if (is_partial(*run))
            print_wrapped(words_.say("diff.partial", {{"run", std::to_string(run->id)}}));
        if (before.id == after.id) break;
    }
    if (before.id == after.id)
        print_wrapped(words_.say("diff.same_run"));
    else if (diff_.nothing())
        print_wrapped(words_.say("diff.nothing"));
}

std::string DiffText::reason(const FindingInfo& info, const Json& definition,
                             const RunInfo& run) const {
    return reason_of(definition, info.facts, run.as_of, words_, hides());
}

void DiffText::finding(const FindingTurn& turn, const Json& known) const {
    const std::string word = turn_words[static_cast<std::size_t>(turn.turn)];
    std::string line = "  " + words_.say("diff.turn." + word) + "  " +
                       finding_id(turn.now.check, known.value("register", ""), turn.now.key) + "  ";
    if (!turn.old_key.empty()) line += shown_key(known, turn.old_key, hides()) + " → ";
    line += shown_key(known, turn.now.key, hides());
    if (!turn.on.empty()) line += "  " + words_.date(turn.on);
    print_line(line);
    if (turn.reopened > 1 || (turn.reopened > 0 && turn.turn != Turn::reopened))
        print_wrapped(words_.say("diff.reopened", {{"n", n(turn.reopened)}}), 4);
    const auto earlier = diff_.earlier.find(turn.now.check);
    const std::string now = reason(turn.now, known, diff_.runs.after.run);
    if (!turn.differs || !turn.before || !is_open(turn.now.kind) || earlier == diff_.earlier.end())
        return print_wrapped(now, 4);
    const std::string was = reason(*turn.before, earlier->second, diff_.runs.before.run);
    if (was == now) {
        print_wrapped(now, 4);
    } else {
        print_wrapped(words_.say("diff.was", {{"text", was}}), 4);
        print_wrapped(words_.say("diff.now", {{"text", now}}), 4);
    }
    if (turn.before->due != turn.now.due)
        print_wrapped(
            words_.say("diff.due",
                       {{"before", turn.before->due.empty() ? words_.say("diff.no_day")
                                                            : words_.date(turn.before->due)},
                        {"after", turn.now.due.empty() ? words_.say("diff.no_day")
                                                       : words_.date(turn.now.due)}}),
            4);
}

// Findings stand by check; here the gravest checks come first.
std::vector<DiffText::OfCheck> DiffText::by_severity() const {
    const auto& all = diff_.runs.findings;
    std::vector<OfCheck> checks;
    for (auto at = all.begin(); at != all.end();) {
        const auto end = std::find_if(at, all.end(), [&](const FindingTurn& turn) {
            return turn.now.check != at->now.check;
        });
        checks.push_back({at->now.check, {at, end}});
        at = end;
    }
    const auto rank = [&](const OfCheck& one) {
        return severity_rank(definition(one.check).value("severity", ""));
    };
    std::stable_sort(checks.begin(), checks.end(),
                     [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    return checks;
}

void DiffText::findings() const {
    std::vector<std::string> parts;
    for (const auto& [turn, count] : diff_.runs.counts)
        parts.push_back(words_.say("diff.count." + turn_words[static_cast<std::size_t>(turn)],
                                   {{"n", n(count)}}));
    heading(words_.say(parts.empty() ? "diff.no_findings" : "diff.findings",
                       {{"changes", join(parts, ", ")},
                        {"open", n(diff_.open_after)},
                        {"open_before", n(diff_.open_before)}}));
    if (wish_.summary) return;
    for (const auto& [check, turns] : by_severity()) {
        const Json& known = definition(check);
        print_line(words_.say("severity." + known.value("severity", "")) + " · " +
                       in_language(known.at("title"), words_) + "  (" + check + ")",
                   Ink::bold);
        if (diff_.measured_differently.contains(check))
            print_wrapped(words_.say("diff.measured_differently"), 2);
        for (const auto& turn : turns) finding(turn, known);
    }
}

void DiffText::check_names(const char* key, const std::vector<std::string>& ids) const {
    if (ids.empty()) return;
    constexpr std::size_t shown = 20;
    std::vector<std::string> names(ids.begin(),
                                   ids.begin() + static_cast<long>(std::min(shown, ids.size())));
    if (ids.size() > shown)
        names.push_back(words_.say("diff.more", {{"n", number(ids.size() - shown)}}));
    print_wrapped(words_.say(key, {{"n", number(ids.size())}, {"checks", join(names, ", ")}}), 2);
}

void DiffText::checks() const {
    const LogicChanges& checks = diff_.runs.checks;
    if (!checks.none()) {
        heading(words_.say("diff.checks"));
        check_names("diff.checks_added", checks.added);
        check_names("diff.checks_gone", checks.gone);
        check_names("diff.checks_changed", checks.changed);
        check_names("diff.checks_reweighted", checks.reweighted);
    }
    named("diff.checklists", diff_.checklists, false);
    named("diff.parameters", diff_.parameters, true);
}

void DiffText::named(const char* key, const std::vector<NamedChange>& changes, bool values) const {
    if (changes.empty()) return;
    heading(words_.say(key));
    for (const auto& change : changes) {
        const char* sentence = change.before.empty()  ? "diff.named_added"
                               : change.after.empty() ? "diff.named_removed"
                               : values               ? "diff.named_value"
                                                      : "diff.named_changed";
        print_wrapped(words_.say(sentence, {{"name", change.name},
                                            {"before", words_.date(change.before)},
                                            {"after", words_.date(change.after)}}),
                      2);
    }
}

void DiffText::deadline(const DeadlineMove& move) const {
    print_line("  " + register_title(move.register_id) + " · " +
               record_name(setup_.schemas, move.register_id, move.key, hides()) + " · " +
               column_label(setup_.schemas, move.register_id, move.column, move.column, words_));
    const bool hidden = hides() && may_be_personal(setup_.schemas, move.register_id, move.column);
    std::vector<std::string> days;
    for (const auto& term : move.terms) {
        if (hidden) break;
        const std::string day = term.state == State::absent ? words_.say("diff.term_gone")
                                : term.date.empty()         ? cell(term.written)
                                                            : words_.date(term.date);
        days.push_back(words_.say("diff.term", {{"day", day}, {"since", words_.date(term.as_of)}}));
    }
    if (!days.empty()) print_wrapped(join(days, " → "), 4);
    std::vector<std::string> parts;
    const auto part = [&](const char* key, int count) {
        if (count > 0) parts.push_back(words_.say(key, {{"n", n(count)}}));
    };
    part("diff.term_later", move.moves.moved);
    part("diff.term_earlier", move.moves.earlier);
    part("diff.term_withdrawn", move.moves.withdrawn);
    std::string told = join(parts, ", ");
    if (!hidden && move.days != 0)
        told += "; " + words_.say(move.days > 0 ? "diff.days_later" : "diff.days_earlier",
                                  {{"n", n(std::abs(move.days))}});
    print_wrapped(told, 4);
}

void DiffText::deadlines() const {
    if (diff_.deadlines.empty()) return;
    heading(words_.say("diff.deadlines", {{"n", number(diff_.deadlines.size())}}));
    if (wish_.summary) return;
    for (const auto& move : diff_.deadlines) deadline(move);
}

void DiffText::column(const ColumnChange& change) const {
    static const char* const keys[] = {"diff.column_added", "diff.column_removed",
                                       "diff.column_renamed", "diff.column_mapped",
                                       "diff.column_moved"};
    const bool mapped = change.turn == ColumnTurn::mapped;
    const char* key = mapped && change.column.empty() ? "diff.column_unmapped"
                      : mapped && change.was.empty()  ? "diff.column_now_mapped"
                                                      : keys[static_cast<int>(change.turn)];
    print_wrapped(words_.say(key, {{"before", change.before},
                                   {"after", change.after},
                                   {"was", change.was.empty() ? "-" : change.was},
                                   {"column", change.column.empty() ? "-" : change.column},
                                   {"n", n(change.filled)}}),
                  2);
}

void DiffText::record(const RecordChange& change) const {
    static const char* const turns[] = {"diff.record.added", "diff.record.removed",
                                        "diff.record.changed", "diff.record.renamed"};
    const auto name = [&](const std::string& key) {
        return record_name(setup_.schemas, change.register_id, key, hides());
    };
    print_line("  " + words_.say(turns[static_cast<int>(change.turn)]) + "  " +
               (change.old_key.empty() ? "" : name(change.old_key) + " → ") + name(change.key));
    if (change.destroyed) return print_wrapped(words_.say("diff.destroyed"), 4);
    if (change.turn == RecordTurn::added || change.turn == RecordTurn::removed) return;
    for (const auto& one : change.cells) {
        const bool hidden =
            hides() && may_be_personal(setup_.schemas, change.register_id, one.column);
        print_wrapped(words_.say(hidden ? "diff.cell_hidden" : "diff.cell",
                                 {{"column", column_label(setup_.schemas, change.register_id,
                                                          one.column, one.header, words_)},
                                  {"before", hidden ? "" : cell(one.before)},
                                  {"after", hidden ? "" : cell(one.after)}}),
                      4);
    }
}

void DiffText::registers() const {
    for (const auto& change : diff_.registers) {
        const RecordCounts counts = count_records(change);
        std::vector<std::string> parts;
        const auto part = [&](const char* key, long long count) {
            if (count > 0) parts.push_back(words_.say(key, {{"n", n(count)}}));
        };
        part("diff.records_added", counts.added);
        part("diff.records_removed", counts.removed);
        part("diff.records_changed", counts.changed);
        part("diff.records_renamed", counts.renamed);
        if (!change.columns.empty()) parts.push_back(words_.say("diff.columns_differ"));
        heading(words_.say("diff.register", {{"title", register_title(change.register_id)},
                                             {"id", change.register_id},
                                             {"changes", join(parts, ", ")}}));
        if (wish_.summary) continue;
        for (const auto& one : change.columns) column(one);
        for (const auto& one : change.records) record(one);
    }
}

void DiffText::sources() const {
    if (diff_.sources.empty()) return;
    heading(words_.say("diff.sources", {{"n", number(diff_.sources.size())}}));
    if (wish_.summary) return;
    for (const auto& [before, after] : diff_.sources) {
        const std::string& id = after.register_id.empty() ? before.register_id : after.register_id;
        const auto state = [&](const SourceInfo& source) {
            return words_.say("diff.state." + (source.state.empty() ? "unknown" : source.state),
                              {{"file", source.file},
                               {"n", n(source.totals.accepted)},
                               {"refused", n(source.totals.refused)}});
        };
        print_wrapped(
            words_.say("diff.source",
                       {{"register", id}, {"before", state(before)}, {"after", state(after)}}),
            2);
    }
}

void DiffText::print() const {
    title();
    if (diff_.runs.before.run.id == diff_.runs.after.run.id || diff_.nothing()) return;
    findings();
    deadlines();
    registers();
    checks();
    sources();
}

}  // namespace

void print_diff(const Diff& diff, const Setup& setup, const DiffWish& wish, const Shared& shared) {
    DiffText(diff, setup, wish, shared).print();
}

}  // namespace schouw
