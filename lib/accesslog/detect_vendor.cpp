// SPDX-License-Identifier: EUPL-1.2
// Dossiers seen by staff of a vendor (all of it, and without a ticket), by administrators, and by
// civil servants of the municipality itself.
#include "accesslog/detectors.hpp"

namespace schouw {
namespace {

class Vendor : public Detector {
public:
    using Detector::Detector;

    void day(const Day& day) override {
        for (const auto& user : day.users) {
            if (user.user == 0) continue;
            const Account* account = scene_.account(user.user);
            const bool by_account = account != nullptr && account->vendor.value_or(false);
            long long vendor = 0;
            long long bare = 0;
            long long content = 0;
            for (std::uint32_t i = user.begin; i < user.end; ++i) {
                const LogEntry& entry = day.entries[i];
                content += entry.dossier != 0 ? 1 : 0;
                if (!by_account && !entry.is(LogEntry::vendor)) continue;
                ++vendor;
                bare += entry.has(Field::reason) ? 0 : 1;
            }
            add(user.user, account, vendor, bare, content);
        }
    }

    void ask(Asking& cluster) override {
        if (!scene_.has(Field::user)) return;
        cluster.rows("detect_vendor", [&](ReducedRow& row) {
            const std::uint32_t user = row.user();
            const Account* account = scene_.account(user);
            const bool by_account = account != nullptr && account->vendor.value_or(false);
            const long long content = row.number();
            const long long all[] = {row.number(), row.number()};    // lines; without a reason
            const long long named[] = {row.number(), row.number()};  // that name a vendor
            add(user, account, by_account ? all[0] : named[0], by_account ? all[1] : named[1],
                content);
        });
    }

    void close(Month month, std::vector<Fact>& facts) override {
        const bool user = scene_.has(Field::user);
        const bool employer = scene_.world.says_vendor || scene_.has(Field::employer);
        write(month, "vendor", &Counts::vendor, user && employer, "employer", facts);
        write(month, "vendor_ticket", &Counts::bare, user && employer && scene_.has(Field::reason),
              employer ? "reason" : "employer", facts);
        write(month, "administrator", &Counts::admin, user && scene_.world.says_privileged,
              "accounts", facts);
        write(month, "own_staff", &Counts::own, user && scene_.world.says_vendor, "accounts",
              facts);
        counts_.clear();
    }

private:
    struct Counts {
        long long vendor = 0;
        long long bare = 0;
        long long admin = 0;
        long long own = 0;
    };

    void add(std::uint32_t user, const Account* account, long long vendor, long long bare,
             long long content) {
        const bool admin = account != nullptr && account->privileged.value_or(false);
        const bool own = account != nullptr && account->own_staff.value_or(false);
        if (vendor == 0 && !admin && !own) return;
        Counts& counts = counts_[user];
        counts.vendor += vendor;
        counts.bare += bare;
        if (admin) counts.admin += content;
        if (own) counts.own += content;
    }

    void write(Month month, const char* detector, long long Counts::*part, bool known,
               const char* why, std::vector<Fact>& facts) {
        if (!known)
            return FactReport::unknown(month, detector, scene_.has(Field::user) ? why : "user",
                                       facts);
        report_part(scene_, month, detector, counts_, part, facts);
    }

    PerUser<Counts> counts_;
};

}  // namespace

std::unique_ptr<Detector> detect_vendor(const Scene& scene) {
    return std::make_unique<Vendor>(scene);
}

}  // namespace schouw
