// SPDX-License-Identifier: EUPL-1.2
#include "store/fold.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace schouw {
namespace {

std::string renamed_to(std::string_view facts) {
    const Json json = Json::parse(facts, nullptr, false);
    return json.is_object() ? json.value("to", "") : "";
}

// In which runs checks were answered; each is asked once.
class Answered {
public:
    explicit Answered(Store& store)
        : answered_(store.db(),
                    "SELECT 1 FROM run_check WHERE run = ? AND check_name = ? AND why = ''") {
        SQLite::Statement names(store.db(), "SELECT id, name FROM check_name");
        while (names.executeStep())
            checks_[names.getColumn(1).getString()].id = names.getColumn(0).getInt64();
        SQLite::Statement days(store.db(), "SELECT id, as_of FROM run");
        while (days.executeStep())
            days_[days.getColumn(0).getInt64()] = days.getColumn(1).getString();
    }

    // The day of the last run of the check from `first` up to and including `last`; that of the
    // first when there is none.
    const std::string& day(const std::string& check, long long first, long long last) {
        OfCheck& known = checks_[check];
        long long run = last;
        while (run > first && !answered(known, run)) --run;
        return days_[std::max(run, first)];
    }

private:
    struct OfCheck {
        long long id = 0;
        std::map<long long, bool> answered;  // by run
    };

    bool answered(OfCheck& check, long long run) {
        const auto [at, fresh] = check.answered.emplace(run, false);
        if (!fresh) return at->second;
        answered_.reset();
        answered_.bind(1, static_cast<int64_t>(run));
        answered_.bind(2, static_cast<int64_t>(check.id));
        return at->second = answered_.executeStep();
    }

    SQLite::Statement answered_;
    std::map<std::string, OfCheck> checks_;
    std::map<long long, std::string> days_;  // by run
};

// A finding with all that was renamed to it, and to those.
class Family {
public:
    Family(FoldPairs& pairs, const std::map<std::size_t, std::vector<std::size_t>>& sources)
        : pairs_(pairs), sources_(sources) {}

    void join(std::size_t to, std::size_t at) {
        if (!met_.insert(at).second) return;
        const auto from = sources_.find(at);
        if (from == sources_.end()) return;
        FindingInfo& info = fold(to).info;
        for (const auto one : from->second) {
            const Fold& source = fold(one);
            const bool back =
                source.closed_as == EventKind::solved || source.closed_as == EventKind::lapsed;
            info.reopened += own_.at(one) + (back && fold(at).first != EventKind::reopened ? 1 : 0);
            info.first_seen = std::min(info.first_seen, days_.at(one).first);
            info.last_seen = std::max(info.last_seen, days_.at(one).second);
            info.last_solved_on = std::max(info.last_solved_on, source.info.last_solved_on);
            info.old_keys.push_back(source.info.key);
            if (info.kind == EventKind::continued && fold(to).opened_on.empty())
                info.changed_on = source.opened_on;
            join(to, one);
        }
    }

    // What each had of its own, before it inherits anything.
    void keep(std::size_t at) {
        own_[at] = fold(at).info.reopened;
        days_[at] = {fold(at).info.first_seen, fold(at).info.last_seen};
    }
    void begin() { met_.clear(); }

private:
    Fold& fold(std::size_t i) { return pairs_[i]->after; }

    FoldPairs& pairs_;
    const std::map<std::size_t, std::vector<std::size_t>>& sources_;
    std::map<std::size_t, int> own_;
    std::map<std::size_t, std::pair<std::string, std::string>> days_;
    std::set<std::size_t> met_;
};

}  // namespace

bool changes_life(EventKind kind) {
    return kind != EventKind::unverified && kind != EventKind::verified &&
           kind != EventKind::changed;
}

void Fold::add(const EventInfo& event, long long run) {
    const EventKind kind = event.kind;
    if (info.first_seen.empty()) {
        info.first_seen = event.as_of;
        first = kind;
    }
    if (continued_run != 0 && continued_run != event.run) finish();
    continued_run = 0;
    info.last_run = event.run;
    if (kind == EventKind::solved) info.last_solved_on = event.as_of;
    info.unverified = kind == EventKind::unverified;
    info.is_new = event.run == run && (kind == EventKind::appeared || kind == EventKind::reopened);
    info.renamed_to = kind == EventKind::renamed ? renamed_to(event.facts) : "";
    if (kind == EventKind::renamed) closed_as = info.kind;
    if (changes_life(kind) &&
        (kind != EventKind::continued || !is_open(info.kind) || info.changed_on.empty())) {
        info.kind = kind;
        info.changed_on = event.as_of;
        info.changed_run = event.run;
        info.reopened += kind == EventKind::reopened ? 1 : 0;
    }
    if (kind == EventKind::appeared || kind == EventKind::reopened) opened_on = event.as_of;
    if (kind == EventKind::continued) {
        continued_run = event.run;
    } else if (is_open(kind) && kind != EventKind::unverified) {
        seen_run = event.run;
        lost_run = 0;
    } else if (lost_run == 0) {
        lost_run = event.run;
    }
    if (is_open(kind) && kind != EventKind::unverified) {
        info.row = event.row;
        info.facts = event.facts;
        digest = event.digest;
        info.due = event.due;
    }
}

void Fold::finish() {
    if (continued_run == 0) return;
    seen_run = continued_run;
    lost_run = 0;
}

void find_last_seen(Store& store, long long run, FoldPairs& pairs) {
    Answered answered(store);
    for (auto& pair : pairs) {
        Fold& fold = pair->after;
        if (fold.seen_run != 0)
            fold.info.last_seen = answered.day(fold.info.check, fold.seen_run,
                                               fold.lost_run == 0 ? run : fold.lost_run - 1);
    }
}

std::size_t find_pair(const FoldPairs& pairs, const std::string& check, const std::string& key) {
    const auto at = std::lower_bound(
        pairs.begin(), pairs.end(), std::tie(check, key), [](const auto& pair, const auto& wanted) {
            return std::tie(pair->after.info.check, pair->after.info.key) < wanted;
        });
    const bool there =
        at != pairs.end() && (*at)->after.info.check == check && (*at)->after.info.key == key;
    return there ? static_cast<std::size_t>(at - pairs.begin()) : pairs.size();
}

void inherit(FoldPairs& pairs) {
    std::map<std::size_t, std::vector<std::size_t>> sources;  // by target
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const FindingInfo& info = pairs[i]->after.info;
        if (info.kind != EventKind::renamed || info.renamed_to.empty()) continue;
        const auto target = find_pair(pairs, info.check, info.renamed_to);
        if (target < pairs.size()) sources[target].push_back(i);
    }
    Family family(pairs, sources);
    for (const auto& [to, from] : sources) {
        family.keep(to);
        for (const auto one : from) family.keep(one);
    }
    for (const auto& [to, from] : sources) {
        family.begin();
        family.join(to, to);
    }
}

}  // namespace schouw
