// SPDX-License-Identifier: EUPL-1.2
#include "store/fold.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace schouw {
namespace {

// The last run at or before ?2 in which the check was answered.
const char* const answered_sql = R"(
    SELECT c.run, r.as_of FROM run_check c JOIN run r ON r.id = c.run
    WHERE c.check_name = (SELECT id FROM check_name WHERE name = ?1) AND c.run <= ?2 AND c.why = ''
    ORDER BY c.run DESC LIMIT 1)";
const char* const day_sql = "SELECT as_of FROM run WHERE id = ?";

std::string renamed_to(std::string_view facts) {
    const Json json = Json::parse(facts, nullptr, false);
    return json.is_object() ? json.value("to", "") : "";
}

// Days on which checks were answered, each asked once.
class Answered {
public:
    explicit Answered(Store& store) : query_(store.db(), answered_sql), day_(store.db(), day_sql) {}

    // The day of the last run of the check from `first` up to and including `last`.
    std::string day(const std::string& check, long long first, long long last) {
        auto& found = known_[{check, last}];
        if (found.first == 0 && last > 0) {
            query_.reset();
            query_.bind(1, check);
            query_.bind(2, static_cast<int64_t>(last));
            if (query_.executeStep())
                found = {query_.getColumn(0).getInt64(), query_.getColumn(1).getString()};
        }
        if (found.first >= first) return found.second;
        day_.reset();
        day_.bind(1, static_cast<int64_t>(first));
        return day_.executeStep() ? day_.getColumn(0).getString() : "";
    }

private:
    SQLite::Statement query_, day_;
    std::map<std::pair<std::string, long long>, std::pair<long long, std::string>> known_;
};

// A finding with all that was renamed to it, and to those.
class Family {
public:
    Family(std::vector<Fold>& folds, const std::map<std::size_t, std::vector<std::size_t>>& sources)
        : folds_(folds), sources_(sources) {}

    void join(std::size_t to, std::size_t at) {
        if (!met_.insert(at).second) return;
        const auto from = sources_.find(at);
        if (from == sources_.end()) return;
        FindingInfo& info = folds_[to].info;
        for (const auto one : from->second) {
            const Fold& source = folds_[one];
            const bool back =
                source.closed_as == EventKind::solved || source.closed_as == EventKind::lapsed;
            info.reopened +=
                own_.at(one) + (back && folds_[at].first != EventKind::reopened ? 1 : 0);
            info.first_seen = std::min(info.first_seen, days_.at(one).first);
            info.last_seen = std::max(info.last_seen, days_.at(one).second);
            info.last_solved_on = std::max(info.last_solved_on, source.info.last_solved_on);
            info.old_keys.push_back(source.info.key);
            if (info.kind == EventKind::continued && folds_[to].opened_on.empty())
                info.changed_on = source.opened_on;
            join(to, one);
        }
    }

    // What each had of its own, before it inherits anything.
    void keep(std::size_t at) {
        own_[at] = folds_[at].info.reopened;
        days_[at] = {folds_[at].info.first_seen, folds_[at].info.last_seen};
    }
    void begin() { met_.clear(); }

private:
    std::vector<Fold>& folds_;
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
        facts = event.facts;
        digest = event.digest;
        info.due = event.due;
    }
}

void Fold::finish() {
    if (continued_run == 0) return;
    seen_run = continued_run;
    lost_run = 0;
}

void find_last_seen(Store& store, long long run, std::vector<Fold>& folds) {
    Answered answered(store);
    for (auto& fold : folds)
        if (fold.seen_run != 0)
            fold.info.last_seen = answered.day(fold.info.check, fold.seen_run,
                                               fold.lost_run == 0 ? run : fold.lost_run - 1);
}

void inherit(std::vector<Fold>& folds) {
    std::map<std::size_t, std::vector<std::size_t>> sources;  // by target
    for (std::size_t i = 0; i < folds.size(); ++i) {
        const FindingInfo& info = folds[i].info;
        if (info.kind != EventKind::renamed || info.renamed_to.empty()) continue;
        const auto target =
            std::lower_bound(folds.begin(), folds.end(), std::tie(info.check, info.renamed_to),
                             [](const Fold& fold, const auto& wanted) {
                                 return std::tie(fold.info.check, fold.info.key) < wanted;
                             });
        if (target != folds.end() && target->info.check == info.check &&
            target->info.key == info.renamed_to)
            sources[static_cast<std::size_t>(target - folds.begin())].push_back(i);
    }
    Family family(folds, sources);
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
