// SPDX-License-Identifier: EUPL-1.2
#include "accesslog/analysis.hpp"

#include <algorithm>

#include "accesslog/days.hpp"
#include "accesslog/load_world.hpp"
#include "accesslog/naming.hpp"
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
    if (!log.cluster.from.empty())
        return analyse_cluster(log, workspace, schemas, limits, key, wish);
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
    out.mapped = counting.mapped();
    sum_up(facts, reader.names(), out);
    facts.push_back(unread_fact(out));
    out.facts = named_facts(std::move(facts), reader.names(), world, key);
    return out;
}

}  // namespace schouw
