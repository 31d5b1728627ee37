// SPDX-License-Identifier: EUPL-1.2
#include "findings/life.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

namespace schouw {
namespace {

constexpr long long unknowns_kept = 10'000;  // a check; the counts are always exact

// The key that a renamed finding went to; empty when that was undone.
std::string moved_to(const LastEvent& event) {
    const auto facts = nlohmann::json::parse(event.facts, nullptr, false);
    return facts.is_object() ? facts.value("to", "") : "";
}

std::string moved_facts(const std::string& key) {
    return nlohmann::json{{"to", key}}.dump(-1, ' ', false,
                                            nlohmann::json::error_handler_t::replace);
}

bool is_open_event(const std::optional<LastEvent>& last) { return last && is_open(last->kind); }

// It can still go to another key.
bool movable(const std::optional<LastEvent>& last) {
    return last && (last->kind != EventKind::renamed || moved_to(*last).empty());
}

}  // namespace

Life::Life(RunWriter& writer, std::vector<LifeOfCheck> checks, MovesByRegister moves)
    : writer_(writer),
      checks_(std::move(checks)),
      moves_(std::move(moves)),
      unknowns_(checks_.size()) {
    const auto found = writer.with_events();
    for (const auto& check : checks_) has_history_.push_back(found.contains(check.name));
    undo_moves();
    first_new_ = writer.next_event_id();
}

// What moved by a link that was undone is back under its old key, as it stood then.
void Life::undo_moves() {
    for (std::size_t i = 0; i < checks_.size(); ++i) {
        const LifeOfCheck& check = checks_[i];
        const auto moves = moves_.find(check.register_id);
        if (!check.answered || !has_history_[i] || moves == moves_.end()) continue;
        for (const auto& [key, later] : moves->second.later) {
            const auto last = writer_.last(check.name, key);
            if (!last || last->kind != EventKind::renamed) continue;
            const std::string to = moved_to(*last);
            if (to.empty() || std::find(later.begin(), later.end(), to) != later.end()) continue;
            const auto before = writer_.before_move(check.name, key);
            const bool open = before && is_open(before->kind);
            writer_.event(check.name, key, last->kind,
                          open ? EventKind::continued : EventKind::renamed,
                          open ? before->row : last->row, open ? before->facts : moved_facts(""),
                          open ? before->due : last->due);
        }
    }
}

const std::vector<std::string>* Life::sources_of(const LifeOfCheck& check,
                                                 const std::string& key) const {
    const auto moves = moves_.find(check.register_id);
    if (moves == moves_.end()) return nullptr;
    const auto sources = moves->second.sources.find(key);
    return sources == moves->second.sources.end() ? nullptr : &sources->second;
}

// Findings under old keys of the record go on under this one, when one of them is open or the
// record does not meet the check. Gives the last event of the finding after that: of an old key
// when only that one was ever found.
std::optional<LastEvent> Life::take_over(const LifeOfCheck& check, const std::string& key,
                                         std::optional<LastEvent> own, bool not_met) {
    const auto* sources = sources_of(check, key);
    if (sources == nullptr) return own;
    std::vector<LastEvent> old;
    std::optional<LastEvent> from;
    for (const auto& source : *sources) {
        const auto last = writer_.last(check.name, source);
        if (!movable(last)) continue;
        old.push_back(*last);
        if (!from || (!is_open(from->kind) && is_open(last->kind))) from = last;
    }
    const bool any_open = is_open_event(own) || is_open_event(from);
    if (!from || (!any_open && !not_met)) return own;
    for (const auto& last : old) {
        seen(last.id);
        writer_.event(check.name, last.key, last.kind, EventKind::renamed, last.row,
                      moved_facts(key), last.due);
    }
    if (!any_open) return own ? own : from;
    const bool own_open = is_open_event(own);
    const LastEvent& kept = own_open ? *own : *from;
    const auto before = own ? std::optional(own->kind) : std::nullopt;
    LastEvent event{
        writer_.next_event_id(), EventKind::continued, kept.row, key, kept.facts, kept.due};
    writer_.event(check.name, key, before, event.kind, event.row, event.facts, event.due);
    return event;
}

void Life::seen(long long event_id) {
    const auto at = static_cast<std::size_t>(event_id);
    if (seen_.size() <= at) seen_.resize(at + 1 + at / 2);
    seen_[at] = true;
}

bool Life::was_seen(long long event_id) const {
    const auto at = static_cast<std::size_t>(event_id);
    return event_id >= first_new_ || (at < seen_.size() && seen_[at]);
}

void Life::hit(const Hit& hit) {
    const LifeOfCheck& check = checks_[hit.check];
    std::optional<LastEvent> last;
    if (has_history_[hit.check]) last = writer_.last(check.name, hit.key);
    if (is_open_event(last)) seen(last->id);
    if (has_history_[hit.check])
        last = take_over(check, hit.key, std::move(last), hit.verdict == Verdict::not_met);
    const bool open = is_open_event(last);
    if (hit.verdict == Verdict::not_met) {
        const auto event = [&](EventKind kind) {
            const auto before = last ? std::optional(last->kind) : std::nullopt;
            writer_.event(check.name, hit.key, before, kind, hit.row, hit.facts, hit.due);
        };
        if (!last)
            event(EventKind::appeared);
        else if (!open)
            event(EventKind::reopened);
        else if (last->kind == EventKind::unverified)
            event(EventKind::verified);
        else if (last->facts != hit.facts || last->due != hit.due)
            event(EventKind::changed);
        return;
    }
    const bool waits = hit.verdict == Verdict::to_judge;
    if ((waits || hit.verdict == Verdict::unknown) && unknowns_[hit.check]++ < unknowns_kept)
        writer_.unknown(check.name, hit.key, hit.row, waits ? why_to_judge : hit.why);
    if (open && last->kind != EventKind::unverified)
        writer_.event(check.name, hit.key, last->kind, EventKind::unverified, last->row,
                      last->facts, last->due);
}

// Findings under old keys of records that did not come by: met, so that they are solved under the
// new key.
void Life::close_moved(const LifeOfCheck& check) {
    const auto moves = moves_.find(check.register_id);
    if (moves == moves_.end()) return;
    for (const auto& [key, sources] : moves->second.sources) {
        const auto own = writer_.last(check.name, key);
        if (is_open_event(own) && was_seen(own->id)) continue;
        const auto last = take_over(check, key, own, false);
        if (!last || last->kind != EventKind::continued || last->id < first_new_) continue;
        if (is_open_event(own)) seen(own->id);
        writer_.event(check.name, key, last->kind, EventKind::solved, last->row, last->facts,
                      last->due);
    }
}

void Life::close(RunDb& database) {
    for (std::size_t i = 0; i < checks_.size(); ++i) {
        const LifeOfCheck& check = checks_[i];
        if (!check.answered || !has_history_[i]) continue;
        close_moved(check);
        std::vector<LastEvent> gone;
        std::set<std::string> keys;
        for (auto& finding : writer_.open_findings(check.name)) {
            if (was_seen(finding.id)) continue;
            keys.insert(finding.key);
            gone.push_back(std::move(finding));
        }
        const auto present = database.present(check.register_id, keys);
        for (const auto& finding : gone) {
            EventKind kind = EventKind::solved;
            if (!present.contains(finding.key) && check.register_id != finding.key)
                kind = check.register_whole ? EventKind::withdrawn : EventKind::unverified;
            if (kind == EventKind::unverified && finding.kind == EventKind::unverified) continue;
            writer_.event(check.name, finding.key, finding.kind, kind, finding.row, finding.facts,
                          finding.due);
        }
    }
}

void Life::lapse(const std::vector<long long>& names) {
    for (const auto name : names)
        for (const auto& finding : writer_.open_findings(name))
            writer_.event(name, finding.key, finding.kind, EventKind::lapsed, finding.row,
                          finding.facts, finding.due);
}

}  // namespace schouw
