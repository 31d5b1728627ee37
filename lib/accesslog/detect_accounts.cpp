// SPDX-License-Identifier: EUPL-1.2
// Lines of a user whom the register of accounts does not know, before or after the access was
// given, or by an account that several people share.
#include "accesslog/detectors.hpp"

namespace schouw {
namespace {

class Accounts : public Detector {
public:
    using Detector::Detector;

    void day(const Day& day) override {
        if (!scene_.world.has_accounts) return;
        for (const auto& user : day.users)
            if (user.user != 0) count(user.user, day.date.days, user.lines());
    }

    // A row for each day of the users whose term begins or ends within the log; of all others one,
    // with one of their days.
    void ask(Asking& cluster) override {
        if (!scene_.world.has_accounts || !scene_.has(Field::user)) return;
        cluster.rows("detect_accounts", [&](ReducedRow& row) {
            const std::uint32_t user = row.user();
            const auto date = static_cast<std::int32_t>(row.number());
            count(user, date, row.number());
        });
    }

    void close(Month month, std::vector<Fact>& facts) override {
        const bool users = scene_.has(Field::user);
        const auto lacks = [&](bool supplied) { return users && supplied; };
        const char* const why = users ? "accounts" : "user";
        const auto write = [&](const char* detector, long long Counts::*part, bool known) {
            if (!known) return FactReport::unknown(month, detector, why, facts);
            FactReport report(scene_, month, detector);
            long long lines = 0;
            counts_.each([&](std::uint32_t user, const Counts& counts) {
                if (counts.*part == 0) return;
                lines += counts.*part;
                report.deviates(Subject::user, user, static_cast<double>(counts.*part),
                                counts.*part);
            });
            report.close(static_cast<double>(lines), lines, facts);
        };
        write("unknown_account", &Counts::unknown, lacks(scene_.world.has_accounts));
        write("after_leaving", &Counts::outside, lacks(scene_.world.has_accounts));
        write("group_account", &Counts::shared, lacks(scene_.world.says_group));
        counts_.clear();
    }

private:
    void count(std::uint32_t user, std::int32_t date, long long lines) {
        const Account* account = scene_.account(user);
        Counts& counts = counts_[user];
        if (account == nullptr) {
            counts.unknown += lines;
            return;
        }
        const bool closed = account->open && !*account->open && account->until == never_ends;
        if (date < account->from || date > account->until || closed) counts.outside += lines;
        if (account->group.value_or(false)) counts.shared += lines;
    }

    struct Counts {
        long long unknown = 0;
        long long outside = 0;
        long long shared = 0;
    };
    PerUser<Counts> counts_;
};

}  // namespace

std::unique_ptr<Detector> detect_accounts(const Scene& scene) {
    return std::make_unique<Accounts>(scene);
}

}  // namespace schouw
