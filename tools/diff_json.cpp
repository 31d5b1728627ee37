// SPDX-License-Identifier: EUPL-1.2
// What differs between two runs, as one JSON document.
#include "diff.hpp"
#include "findings/wording.hpp"
#include "long_json.hpp"

namespace schouw {
namespace {

Json nullable(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json run_side(const RunInfo& run) {
    return {{"id", run.id},
            {"as_of", run.as_of},
            {"label", nullable(run.label)},
            {"snapshot", run.snapshot},
            {"complete", run.complete},
            {"partial", is_partial(run)},
            {"digest", run.digest},
            {"hash", run.hash}};
}

class DiffJson {
public:
    DiffJson(const Diff& diff, const Setup& setup, const DiffWish& wish, const Catalogue& words)
        : diff_(diff), setup_(setup), wish_(wish), words_(words) {}
    void print() const;

private:
    Json counts() const;
    Json finding(const FindingTurn& turn) const;
    Json reason(const FindingInfo& info, const Json& definition, const RunInfo& run) const;
    Json register_change(const RegisterChange& change) const;
    Json record(const RecordChange& change) const;
    Json deadline(const DeadlineMove& move) const;
    Json sources() const;
    bool hidden(const std::string& register_id, const std::string& ids) const {
        return !wish_.personal && may_be_personal(setup_.schemas, register_id, ids);
    }
    std::string name(const std::string& register_id, const std::string& key) const {
        return record_name(setup_.schemas, register_id, key, !wish_.personal);
    }

    const Diff& diff_;
    const Setup& setup_;
    const DiffWish& wish_;
    const Catalogue& words_;
};

Json DiffJson::counts() const {
    Json counts = Json::object();
    for (std::size_t i = 0; i < turn_words.size(); ++i) {
        const auto at = diff_.runs.counts.find(static_cast<Turn>(i));
        counts[turn_words[i]] = at == diff_.runs.counts.end() ? 0 : at->second;
    }
    counts["open_before"] = diff_.open_before;
    counts["open_after"] = diff_.open_after;
    return counts;
}

Json DiffJson::reason(const FindingInfo& info, const Json& definition, const RunInfo& run) const {
    if (info.facts.empty()) return nullptr;
    return reason_of(definition, info.facts, run.as_of, words_, !wish_.personal);
}

Json DiffJson::finding(const FindingTurn& turn) const {
    const auto later = diff_.definitions.find(turn.now.check);
    const auto earlier = diff_.earlier.find(turn.now.check);
    const Json& known = later != diff_.definitions.end() ? later->second : earlier->second;
    const std::string register_id = known.value("register", "");
    const bool hide = !wish_.personal;
    Json out = {
        {"turn", turn_words[static_cast<std::size_t>(turn.turn)]},
        {"id", finding_id(turn.now.check, register_id, turn.now.key)},
        {"check", turn.now.check},
        {"register", register_id},
        {"key", shown_key(known, turn.now.key, hide)},
        {"old_key", turn.old_key.empty() ? Json() : Json(shown_key(known, turn.old_key, hide))},
        {"severity", known.value("severity", "")},
        {"status", status_word(turn.now)},
        {"unverified", turn.now.unverified},
        {"on", nullable(turn.on)},
        {"first_seen", nullable(turn.now.first_seen)},
        {"last_seen", nullable(turn.now.last_seen)},
        {"reopened", turn.now.reopened},
        {"reopened_between", turn.reopened},
        {"differs", turn.differs},
        {"measured_differently", diff_.measured_differently.contains(turn.now.check)},
        {"reason", reason(turn.now, known, diff_.runs.after.run)},
        {"due", nullable(turn.now.due)},
        {"before", Json()}};
    if (turn.before)
        out["before"] = {{"status", status_word(*turn.before)},
                         {"unverified", turn.before->unverified},
                         {"reason", reason(*turn.before,
                                           earlier != diff_.earlier.end() ? earlier->second : known,
                                           diff_.runs.before.run)},
                         {"due", nullable(turn.before->due)}};
    return out;
}

Json DiffJson::record(const RecordChange& change) const {
    static const char* const turns[] = {"added", "removed", "changed", "renamed"};
    Json cells = Json::array();
    for (const auto& cell : change.cells) {
        const bool hide = hidden(change.register_id, cell.column);
        const auto text = [&](const std::string& value, bool there) {
            return !there || hide ? Json() : Json(value);
        };
        cells.push_back({{"column", nullable(cell.column)},
                         {"title", column_label(setup_.schemas, change.register_id, cell.column,
                                                cell.header, words_)},
                         {"header", cell.header},
                         {"hidden", hide},
                         {"before", text(cell.before, change.turn != RecordTurn::added)},
                         {"after", text(cell.after, change.turn != RecordTurn::removed)}});
    }
    return {{"turn", turns[static_cast<int>(change.turn)]},
            {"key", name(change.register_id, change.key)},
            {"old_key",
             change.old_key.empty() ? Json() : Json(name(change.register_id, change.old_key))},
            {"destroyed", change.destroyed},
            {"cells", cells}};
}

Json DiffJson::register_change(const RegisterChange& change) const {
    static const char* const turns[] = {"added", "removed", "renamed", "mapped", "moved"};
    const RecordCounts counts = count_records(change);
    Json one = {{"id", change.register_id},  {"added", counts.added},
                {"removed", counts.removed}, {"changed", counts.changed},
                {"renamed", counts.renamed}, {"columns", Json::array()},
                {"records", Json::array()}};
    for (const auto& column : change.columns)
        one["columns"].push_back({{"turn", turns[static_cast<int>(column.turn)]},
                                  {"column", nullable(column.column)},
                                  {"column_before", nullable(column.was)},
                                  {"before", nullable(column.before)},
                                  {"after", nullable(column.after)},
                                  {"filled", column.filled}});
    if (!wish_.summary)
        for (const auto& record_change : change.records)
            one["records"].push_back(record(record_change));
    return one;
}

Json DiffJson::deadline(const DeadlineMove& move) const {
    const bool hide = hidden(move.register_id, move.column);
    Json terms = Json::array();
    for (const auto& term : move.terms)
        terms.push_back(
            {{"since", term.as_of},
             {"snapshot", term.snapshot},
             {"date", hide ? Json() : nullable(term.date)},
             {"written", hide || term.state == State::absent ? Json() : Json(term.written)},
             {"there", term.state != State::absent}});
    return {
        {"register", move.register_id},
        {"key", name(move.register_id, move.key)},
        {"column", move.column},
        {"title", column_label(setup_.schemas, move.register_id, move.column, move.column, words_)},
        {"first", hide ? Json() : nullable(move.moves.first)},
        {"present", hide ? Json() : nullable(move.moves.present)},
        {"later", move.moves.moved},
        {"earlier", move.moves.earlier},
        {"withdrawn", move.moves.withdrawn},
        {"days", hide ? Json() : Json(move.days)},
        {"hidden", hide},
        {"terms", terms}};
}

Json DiffJson::sources() const {
    Json out = Json::array();
    const auto side = [](const SourceInfo& source) -> Json {
        if (source.state.empty()) return nullptr;
        return {{"file", nullable(source.file)},
                {"state", source.state},
                {"sha256", nullable(source.sha256)},
                {"accepted", source.totals.accepted},
                {"refused", source.totals.refused}};
    };
    for (const auto& [before, after] : diff_.sources)
        out.push_back(
            {{"register", after.register_id.empty() ? before.register_id : after.register_id},
             {"before", side(before)},
             {"after", side(after)}});
    return out;
}

Json named(const std::vector<NamedChange>& changes) {
    Json out = Json::array();
    for (const auto& change : changes)
        out.push_back({{"name", change.name},
                       {"before", nullable(change.before)},
                       {"after", nullable(change.after)}});
    return out;
}

void DiffJson::print() const {
    const RunInfo& before = diff_.runs.before.run;
    const RunInfo& after = diff_.runs.after.run;
    Json out = {{"schema_version", 1},
                {"complete", before.complete && after.complete},
                {"nothing", diff_.nothing()},
                {"before", run_side(before)},
                {"after", run_side(after)},
                {"counts", counts()},
                {"findings", Json::array()},
                {"deadlines", Json::array()},
                {"registers", Json::array()},
                {"checks",
                 {{"added", diff_.runs.checks.added},
                  {"gone", diff_.runs.checks.gone},
                  {"measured_differently", diff_.runs.checks.changed},
                  {"reweighted", diff_.runs.checks.reweighted}}},
                {"checklists", named(diff_.checklists)},
                {"parameters", named(diff_.parameters)},
                {"sources", sources()}};
    std::map<std::string, JsonElements> lists = {
        {"registers",
         each_of(diff_.registers, [this](const auto& one) { return register_change(one); })}};
    if (wish_.summary) {
        out["counts"]["deadlines"] = diff_.deadlines.size();
    } else {
        lists["findings"] =
            each_of(diff_.runs.findings, [this](const auto& one) { return finding(one); });
        lists["deadlines"] =
            each_of(diff_.deadlines, [this](const auto& one) { return deadline(one); });
    }
    print_long_json(out, lists);
}

}  // namespace

void print_diff_json(const Diff& diff, const Setup& setup, const DiffWish& wish,
                     const Catalogue& words) {
    DiffJson(diff, setup, wish, words).print();
}

}  // namespace schouw
