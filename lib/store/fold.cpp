// SPDX-License-Identifier: EUPL-1.2
#include "store/fold.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace schouw {
namespace {

// All that was ever said of findings of which something was said in between, or that were renamed.
const char* const between_sql = R"(
    SELECT n.name, e.record_key, e.kind, e.row, e.facts, e.digest, e.due, e.run, r.as_of
    FROM (SELECT DISTINCT check_name, record_key FROM finding_event
          WHERE (run > ?1 AND run <= ?2) OR (kind = 9 AND run <= ?2)) AS touched
    JOIN finding_event e ON e.check_name = touched.check_name AND e.record_key = touched.record_key
    JOIN check_name n ON n.id = e.check_name JOIN run r ON r.id = e.run
    WHERE e.run <= ?2 ORDER BY n.name, e.record_key, e.id)";

// The last run at or before ?2 in which the check was answered.
const char* const answered_sql = R"(
    SELECT c.run, r.as_of FROM run_check c JOIN run r ON r.id = c.run
    WHERE c.check_name = (SELECT id FROM check_name WHERE name = ?1) AND c.run <= ?2 AND c.why = ''
    ORDER BY c.run DESC LIMIT 1)";
const char* const day_sql = "SELECT as_of FROM run WHERE id = ?";

bool changes_life(EventKind kind) {
    return kind != EventKind::unverified && kind != EventKind::verified &&
           kind != EventKind::changed;
}

std::string renamed_to(const std::string& facts) {
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
            const bool back = source.closed_as == EventKind::solved ||
                              source.closed_as == EventKind::lapsed;
            info.reopened += own_.at(one) +
                             (back && folds_[at].first != EventKind::reopened ? 1 : 0);
            info.first_seen = std::min(info.first_seen, days_.at(one).first);
            info.last_seen = std::max(info.last_seen, days_.at(one).second);
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

void Fold::add(const EventInfo& event, long long run) {
    const EventKind kind = event.kind;
    if (info.first_seen.empty()) {
        info.first_seen = event.as_of;
        first = kind;
    }
    if (continued_run != 0 && continued_run != event.run) finish();
    continued_run = 0;
    info.last_run = event.run;
    info.unverified = kind == EventKind::unverified;
    info.is_new =
        event.run == run && (kind == EventKind::appeared || kind == EventKind::reopened);
    info.renamed_to = kind == EventKind::renamed ? renamed_to(event.facts) : "";
    if (kind == EventKind::renamed) closed_as = info.kind;
    if (changes_life(kind) && (kind != EventKind::continued || !is_open(info.kind) ||
                               info.changed_on.empty())) {
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

EventInfo read_event(SQLite::Statement& row) {
    return {row.getColumn(0).getString(),
            row.getColumn(1).getString(),
            static_cast<EventKind>(row.getColumn(2).getInt()),
            static_cast<long>(row.getColumn(3).getInt64()),
            row.getColumn(4).getString(),
            row.getColumn(5).getString(),
            row.getColumn(6).getString(),
            row.getColumn(7).getInt64(),
            row.getColumn(8).getString()};
}

std::vector<FoldPair> folds_between(Store& store, long long before, long long after) {
    std::vector<FoldPair> pairs;
    SQLite::Statement query(store.db(), between_sql);
    query.bind(1, static_cast<int64_t>(before));
    query.bind(2, static_cast<int64_t>(after));
    while (query.executeStep()) {
        const EventInfo event = read_event(query);
        if (pairs.empty() || pairs.back().after.info.check != event.check ||
            pairs.back().after.info.key != event.key) {
            pairs.emplace_back();
            pairs.back().after.info.check = event.check;
            pairs.back().after.info.key = event.key;
        }
        FoldPair& pair = pairs.back();
        pair.after.add(event, after);
        if (event.run <= before) {
            pair.before = pair.after;
            continue;
        }
        pair.reopened += event.kind == EventKind::reopened ? 1 : 0;
        pair.moved = pair.moved || event.kind == EventKind::renamed;
        if (changes_life(event.kind)) pair.touched_on = event.as_of;
    }
    return pairs;
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
        const auto target = std::lower_bound(
            folds.begin(), folds.end(), std::tie(info.check, info.renamed_to),
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
