// SPDX-License-Identifier: EUPL-1.2
// Lines and people per role, employer and team: figures, judged by nothing. A group of fewer people
// than nobody can be picked out of is not told apart: the smallest ones are taken together until
// they are enough people, so that what is left out cannot be had by subtraction either.
#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

#include "accesslog/detectors.hpp"
#include "registers/log_facts.hpp"

namespace schouw {
namespace {

class Groups : public Detector {
public:
    using Detector::Detector;

    void day(const Day& day) override {
        for (const auto& user : day.users) {
            // Mostly one role, employer and team all day.
            std::uint32_t from = user.begin;
            for (std::uint32_t i = user.begin + 1; i <= user.end; ++i) {
                const LogEntry& first = day.entries[from];
                if (i < user.end && same(day.entries[i], first)) continue;
                for (std::size_t k = 0; k < kinds.size(); ++k)
                    lines_[k][key_of(group_of(first, kinds[k].field), user.user)] += i - from;
                from = i;
            }
        }
    }

    void ask(Asking& cluster) override {
        if (!scene_.has(Field::user)) return;
        cluster.rows("detect_groups", [&](ReducedRow& row) {
            const std::uint32_t user = row.user();
            const std::uint16_t groups[] = {row.role(user), row.employer(), row.team()};
            const long long lines = row.number();
            for (std::size_t k = 0; k < kinds.size(); ++k)
                lines_[k][key_of(groups[k], user)] += lines;
        });
    }

    void close(Month month, std::vector<Fact>& facts) override {
        for (std::size_t k = 0; k < kinds.size(); ++k) {
            const bool roles_known = kinds[k].field == Field::role && scene_.world.has_accounts;
            if (!scene_.has(Field::user) || (!scene_.has(kinds[k].field) && !roles_known))
                FactReport::unknown(
                    month, kinds[k].detector,
                    scene_.has(Field::user) ? field_words[at(kinds[k].field)] : "user", facts);
            else
                write(month, kinds[k], lines_[k], facts);
            lines_[k].clear();
        }
    }

private:
    struct Kind {
        Field field;
        Subject subject;
        const char* detector;
    };
    static constexpr std::array<Kind, 3> kinds = {
        Kind{Field::role, Subject::role, "by_role"},
        Kind{Field::employer, Subject::employer, "by_employer"},
        Kind{Field::team, Subject::team, "by_team"}};
    struct Group {
        std::uint16_t id = 0;
        long long lines = 0;
        std::vector<std::uint32_t> people;
    };
    using Lines = std::unordered_map<std::uint64_t, long long>;  // by group and user

    static std::uint16_t group_of(const LogEntry& entry, Field field) {
        return field == Field::role       ? entry.role
               : field == Field::employer ? entry.employer
                                          : entry.team;
    }
    static bool same(const LogEntry& one, const LogEntry& other) {
        return one.role == other.role && one.employer == other.employer && one.team == other.team;
    }
    static std::uint64_t key_of(std::uint16_t group, std::uint32_t user) {
        return static_cast<std::uint64_t>(group) << 32 | user;
    }

    // Lines that name no group, or one of more than are told apart, belong to no group.
    static bool named(const Group& group) { return group.id != 0 && group.id <= most_small_names; }

    static std::tuple<bool, std::size_t, long long> size_of(const Group& group) {
        return {named(group), group.people.size(), group.lines};
    }

    static std::vector<Group> groups_of(const Lines& lines) {
        std::unordered_map<std::uint16_t, Group> by_id;
        for (const auto& [key, count] : lines) {
            const auto id = static_cast<std::uint16_t>(key >> 32);
            const auto user = static_cast<std::uint32_t>(key);
            Group& group = by_id[id];
            group.id = id;
            group.lines += count;
            if (user != 0) group.people.push_back(user);
        }
        std::vector<Group> groups;
        for (auto& [id, group] : by_id) groups.push_back(std::move(group));
        std::sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) {
            return std::make_pair(size_of(a), a.id) < std::make_pair(size_of(b), b.id);
        });
        return groups;
    }

    static void write(Month month, const Kind& kind, const Lines& lines, std::vector<Fact>& facts) {
        const std::vector<Group> groups = groups_of(lines);
        std::set<std::uint32_t> together;
        long long lines_together = 0;
        long long all = 0;
        std::size_t next = 0;
        const auto fact_of = [&](Subject subject, std::uint64_t id, std::size_t people,
                                 long long events) {
            Fact fact;
            fact.month = month;
            fact.detector = kind.detector;
            fact.kind = subject;
            fact.id = id;
            fact.value = static_cast<double>(people);
            fact.events = events;
            fact.deviations = 0;
            return fact;
        };
        for (const auto& group : groups) all += group.lines;
        for (; next < groups.size(); ++next) {
            const bool few = static_cast<long long>(groups[next].people.size()) < few_people;
            const bool enough =
                together.empty() || static_cast<long long>(together.size()) >= few_people;
            // Equals go together: which of them came first in the log must not matter.
            const bool equal = next > 0 && size_of(groups[next]) == size_of(groups[next - 1]);
            if (!few && enough && named(groups[next]) && !equal) break;
            together.insert(groups[next].people.begin(), groups[next].people.end());
            lines_together += groups[next].lines;
        }
        facts.push_back(fact_of(Subject::log, 0, groups.size(), all));
        for (std::size_t i = next; i < groups.size(); ++i)
            facts.push_back(
                fact_of(kind.subject, groups[i].id, groups[i].people.size(), groups[i].lines));
        if (next > 0) facts.push_back(fact_of(kind.subject, 0, together.size(), lines_together));
    }

    std::array<Lines, 3> lines_;
};

}  // namespace

std::unique_ptr<Detector> detect_groups(const Scene& scene) {
    return std::make_unique<Groups>(scene);
}

}  // namespace schouw
