// SPDX-License-Identifier: EUPL-1.2
#include "accesslog/analysis.hpp"

#include <algorithm>
#include <tuple>

#include "accesslog/days.hpp"
#include "accesslog/load_world.hpp"
#include "base/pipeline.hpp"

namespace schouw {
namespace {

// Counts what the reader gives: one at a time, whichever thread that is.
class Counting {
public:
    Counting(const LogConfig& log, const World& world, const Limits& limits, std::int64_t now)
        : scene_{world, limits, users_, 0, now},
          detectors_(make_detectors(scene_)),
          days_(log.late_days, [this](const Day& day) { close(day); }) {}

    void take(Batch& batch, Analysis& out) {
        users_.insert(users_.end(), batch.users.begin(), batch.users.end());
        scene_.mapped = batch.mapped;
        days_.take(batch);
        out.totals.add(batch.totals);
        for (const auto& line : batch.refused)
            if (out.refused.size() < most_samples) out.refused.push_back(line);
    }

    std::vector<Fact> end() {
        days_.end();
        if (month_) close_month();
        for (auto& detector : detectors_) detector->end(facts_);
        return std::move(facts_);
    }
    std::uint16_t mapped() const { return scene_.mapped; }

private:
    void close(const Day& day) {
        const Month month = month_of(day.date);
        if (month_ && *month_ != month) close_month();
        month_ = month;
        for (auto& detector : detectors_) detector->day(day);
    }
    void close_month() {
        for (auto& detector : detectors_) detector->close(*month_, facts_);
    }

    std::vector<NewUser> users_;
    Scene scene_;
    Detectors detectors_;
    OpenDays days_;
    std::optional<Month> month_;
    std::vector<Fact> facts_;
};

// Text from a log that is no pseudonym: only what cannot be a number of a person.
bool harmless(std::string_view text) {
    if (text.empty() || text.size() > 60) return false;
    int digits = 0;
    for (const char c : text) {
        digits = c >= '0' && c <= '9' ? digits + 1 : 0;
        if (digits >= 8 || static_cast<unsigned char>(c) < ' ' || c == '@') return false;
    }
    return true;
}

// A group by its name; "*" for the small ones together.
std::string group_name(const std::string& text, const LogKey& key) {
    return text.empty() ? "*" : harmless(text) ? text : key.user(text);
}

std::string subject_of(const Fact& fact, const LogNames& names, const World& world,
                       const LogKey& key) {
    const auto number = static_cast<std::uint32_t>(fact.id);
    switch (fact.kind) {
        case Subject::log: return "";
        case Subject::user: return key.user(names.users.text(number));
        case Subject::account: return key.user(world.accounts[fact.id].id);
        case Subject::dossier: return key.dossier(fact.id);
        case Subject::day: return iso(Date{static_cast<std::int32_t>(fact.id)});
        case Subject::field: return field_words[fact.id];
        case Subject::activity: {
            const std::string& text = names.activities.text(number);
            return harmless(text) ? text : key.user(text);
        }
        case Subject::role: return group_name(names.roles.text(number), key);
        case Subject::employer: return group_name(names.employers.text(number), key);
        case Subject::team: return group_name(names.teams.text(number), key);
    }
    return "";
}

std::vector<NamedFact> named(std::vector<Fact> facts, const LogNames& names, const World& world,
                             const LogKey& key) {
    std::vector<std::tuple<Month, std::size_t, double, std::string, std::size_t>> order;
    std::vector<NamedFact> all;
    for (auto& fact : facts) {
        const auto detector =
            std::find(detector_words.begin(), detector_words.end(), fact.detector);
        std::string subject = subject_of(fact, names, world, key);
        order.emplace_back(fact.month, detector - detector_words.begin(),
                           fact.kind == Subject::log ? -1e300 : -fact.value.value_or(0), subject,
                           all.size());
        all.push_back({std::move(fact), std::move(subject)});
    }
    std::sort(order.begin(), order.end());
    std::vector<NamedFact> sorted;
    for (const auto& one : order) sorted.push_back(std::move(all[std::get<4>(one)]));
    return sorted;
}

Fact unread(const Analysis& analysis) {
    Fact fact;
    fact.month = whole_log;
    fact.detector = "unread";
    fact.value = static_cast<double>(analysis.totals.all_refused());
    fact.events = analysis.totals.read;
    fact.deviations = analysis.complete() ? 0 : 1;
    return fact;
}

}  // namespace

bool Analysis::complete() const {
    return totals.all_refused() == 0 && totals.accepted > 0 &&
           std::none_of(files.begin(), files.end(),
                        [](const auto& file) { return !file.failure.key.empty(); }) &&
           std::none_of(lists.begin(), lists.end(),
                        [](const auto& list) { return list.refused > 0; });
}

Analysis analyse(const LogConfig& log, const Workspace& workspace, const Schemas& schemas,
                 const Limits& limits, const LogKey& key, const AnalysisWish& wish) {
    Analysis out;
    const auto paths = expand_files(log, workspace.folder);
    const World world = load_world(log, workspace, schemas, key.hash_key());
    out.lists = world.lists;
    LogReader reader(log, paths, world, key.hash_key());
    Counting counting(log, world, limits, wish.now);
    if (wish.threads > 1) {
        Pipelines<Batch> reading(1, 1, [&](std::size_t, const auto& push) {
            for (Batch batch; reader.next(batch); batch = {})
                if (!push(std::move(batch))) return;
        });
        reading.take(0, [&](Batch&& batch) { counting.take(batch, out); });
    } else {
        for (Batch batch; reader.next(batch);) counting.take(batch, out);
    }
    auto facts = counting.end();
    out.files = reader.files();
    out.users = reader.names().users.size();
    out.roles = reader.names().roles.size();
    out.mapped = counting.mapped();
    for (const auto& fact : facts)
        if (std::string_view(fact.detector) == "dossiers" && fact.value)
            out.dossiers = static_cast<std::size_t>(*fact.value);
    facts.push_back(unread(out));
    out.facts = named(std::move(facts), reader.names(), world, key);
    return out;
}

}  // namespace schouw
