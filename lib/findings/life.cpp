// SPDX-License-Identifier: EUPL-1.2
#include "findings/life.hpp"

#include <set>

namespace schouw {
namespace {

constexpr long long unknowns_kept = 10'000;  // a check; the counts are always exact

}  // namespace

Life::Life(RunWriter& writer, std::vector<LifeOfCheck> checks)
    : writer_(writer), checks_(std::move(checks)), unknowns_(checks_.size()) {
    for (const auto& check : checks_) has_history_.push_back(writer.any_events(check.name));
    first_new_ = writer.next_event_id();
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
    const bool open = last && is_open(last->kind);
    if (open) seen(last->id);
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
    if (hit.verdict == Verdict::unknown && unknowns_[hit.check]++ < unknowns_kept)
        writer_.unknown(check.name, hit.key, hit.row, hit.why);
    if (open && last->kind != EventKind::unverified)
        writer_.event(check.name, hit.key, last->kind, EventKind::unverified, last->row,
                      last->facts, last->due);
}

void Life::close(RunDb& database) {
    for (std::size_t i = 0; i < checks_.size(); ++i) {
        const LifeOfCheck& check = checks_[i];
        if (!check.answered || !has_history_[i]) continue;
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
