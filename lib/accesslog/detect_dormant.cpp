// SPDX-License-Identifier: EUPL-1.2
// Accounts that can see dossiers and do not: not for long, or never in all of this log. They are
// what over-authorisation looks like.
#include <algorithm>

#include "accesslog/detectors.hpp"

namespace schouw {
namespace {

class Dormant : public Detector {
public:
    using Detector::Detector;

    void day(const Day& day) override {
        if (!first_) first_ = day.date.days;
        last_day_ = day.date.days;
        if (!scene_.world.has_accounts) return;
        for (const auto& user : day.users) see(user.user, day.date.days);
    }

    void ask(Asking& cluster) override {
        if (!first_) first_ = cluster.days().front();
        last_day_ = cluster.days().back();
        if (!scene_.world.has_accounts || !scene_.has(Field::user)) return;
        cluster.rows("detect_dormant", [&](ReducedRow& row) {
            const std::uint32_t user = row.user();
            see(user, static_cast<std::int32_t>(row.number()));
        });
    }

    void close(Month, std::vector<Fact>&) override {}

    void end(std::vector<Fact>& facts) override {
        if (!first_) return;
        if (!scene_.world.says_open || !scene_.has(Field::user)) {
            const char* const why = scene_.has(Field::user) ? "accounts" : "user";
            FactReport::unknown(whole_log, "dormant", why, facts);
            FactReport::unknown(whole_log, "never_used", why, facts);
            return;
        }
        seen_.resize(scene_.world.accounts.size(), never_starts);
        FactReport dormant(scene_, whole_log, "dormant");
        FactReport never(scene_, whole_log, "never_used");
        long long open = 0;
        for (std::size_t i = 0; i < scene_.world.accounts.size(); ++i) {
            const Account& account = scene_.world.accounts[i];
            if (!account.open.value_or(false) || account.until < last_day_) continue;
            ++open;
            const std::int32_t since = std::max(account.from, *first_);
            const auto term = static_cast<std::int32_t>(scene_.limits.dormant_days);
            if (seen_[i] == never_starts) {
                if (last_day_ - since >= term)
                    never.deviates(Subject::account, i, last_day_ - since, 0);
            } else if (last_day_ - seen_[i] > term) {
                dormant.deviates(Subject::account, i, last_day_ - seen_[i], 0);
            }
        }
        const auto limit = static_cast<double>(scene_.limits.dormant_days);
        dormant.close(static_cast<double>(open), 0, std::nullopt, limit, facts);
        never.close(static_cast<double>(open), 0, std::nullopt, limit, facts);
    }

private:
    void see(std::uint32_t user, std::int32_t date) {
        seen_.resize(scene_.world.accounts.size(), never_starts);
        const Account* account = scene_.account(user);
        if (account == nullptr) return;
        auto& seen = seen_[static_cast<std::size_t>(account - scene_.world.accounts.data())];
        seen = std::max(seen, date);
    }

    std::optional<std::int32_t> first_;
    std::int32_t last_day_ = 0;
    std::vector<std::int32_t> seen_;  // by account: the last day
};

}  // namespace

std::unique_ptr<Detector> detect_dormant(const Scene& scene) {
    return std::make_unique<Dormant>(scene);
}

}  // namespace schouw
