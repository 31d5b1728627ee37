// SPDX-License-Identifier: EUPL-1.2
#include "accesslog/days.hpp"

#include <algorithm>
#include <tuple>

#include "base/calendar.hpp"

namespace schouw {
namespace {

auto order(const LogEntry& entry) {
    return std::tie(entry.dossier, entry.second, entry.action, entry.role, entry.employer,
                    entry.team, entry.activity, entry.missing, entry.flags);
}

bool before(const LogEntry& a, const LogEntry& b) {
    if (a.dossier != b.dossier) return a.dossier < b.dossier;
    return order(a) < order(b);
}

}  // namespace

void OpenDays::take(Batch& batch) {
    Open* today = nullptr;
    std::int32_t date = INT_MIN;
    const bool numbered = !batch.numbered.empty();
    for (std::size_t i = 0; i < batch.events.size(); ++i) {
        const Event& event = batch.events[i];
        if (event.day != date || today == nullptr) {
            if (event.day <= closed_) {
                --batch.totals.accepted;
                ++batch.totals.refused[static_cast<std::size_t>(Refused::late)];
                if (batch.refused.size() < most_samples)
                    batch.refused.push_back({Refused::late, batch.file, event.line});
                today = nullptr;
                continue;
            }
            if (event.day > last_) {
                last_ = event.day;
                make_room();
            }
            disordered_ = disordered_ || event.day < last_ - late_days_;
            date = event.day;
            today = &days_[date];
        }
        today->entries.push_back(event.entry);
        if (numbered) today->numbered.push_back(batch.numbered[i]);
        ++open_;
    }
}

void OpenDays::make_room() {
    const long long room = disordered_ ? most_open : few_open;
    while (open_ > room && !days_.empty() && days_.begin()->first < last_ - late_days_)
        close_first();
}

void OpenDays::end() {
    while (!days_.empty()) close_first();
}

// By user with one counting pass; the few lines of a user are sorted.
void OpenDays::close_first() {
    const auto first = days_.begin();
    Open open = std::move(first->second);
    closed_ = first->first;
    days_.erase(first);
    open_ -= static_cast<long long>(open.entries.size());
    std::uint32_t highest = 0;
    for (const auto& entry : open.entries) highest = std::max(highest, entry.user);
    offsets_.assign(highest + 2, 0);
    for (const auto& entry : open.entries) ++offsets_[entry.user + 1];
    for (std::size_t i = 1; i < offsets_.size(); ++i) offsets_[i] += offsets_[i - 1];
    grouped_.resize(open.entries.size());
    for (const auto& entry : open.entries) grouped_[offsets_[entry.user]++] = entry;
    users_.clear();
    pairs_.clear();
    std::uint32_t begin = 0;
    for (std::uint32_t user = 0; user <= highest; ++user) {
        const std::uint32_t end = offsets_[user];
        if (begin == end) continue;
        std::sort(grouped_.begin() + begin, grouped_.begin() + end, before);
        UserDay of_user{user, begin, end, static_cast<std::uint32_t>(pairs_.size()), 0};
        for (std::uint32_t i = begin; i < end && user != 0;) {
            std::uint32_t next = i + 1;
            while (next < end && grouped_[next].dossier == grouped_[i].dossier) ++next;
            if (grouped_[i].dossier != 0) pairs_.push_back({grouped_[i].dossier, user, i, next});
            i = next;
        }
        of_user.last = static_cast<std::uint32_t>(pairs_.size());
        users_.push_back(of_user);
        begin = end;
    }
    std::sort(open.numbered.begin(), open.numbered.end(), [](const auto& a, const auto& b) {
        return std::tie(a.sequence, a.utc) < std::tie(b.sequence, b.utc);
    });
    const Date date{closed_};
    close_(
        {date, weekday(date) >= 5, public_holiday(date), grouped_, users_, pairs_, open.numbered});
}

}  // namespace schouw
