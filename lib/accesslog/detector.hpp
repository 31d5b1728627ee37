// SPDX-License-Identifier: EUPL-1.2
// The shape of a detector: whole days in, facts out. One file each: detect_<id>.cpp.
#pragma once
#include <climits>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "accesslog/asking.hpp"
#include "accesslog/event.hpp"
#include "accesslog/hash.hpp"
#include "accesslog/limits.hpp"
#include "accesslog/world.hpp"

namespace schouw {

// What a fact is about. A user, dossier or activity is a number until it is written.
enum class Subject : std::uint8_t {
    log,
    user,
    dossier,
    account,
    day,
    field,
    activity,
    role,
    employer,
    team,
};
extern const std::array<const char*, 10> subject_words;

// A month (year * 12 + month - 1), or the whole log.
using Month = std::int32_t;
constexpr Month whole_log = INT_MAX;
Month month_of(Date date);

struct Fact {
    Month month = 0;
    const char* detector = "";
    Subject kind = Subject::log;
    std::uint64_t id =
        0;  // user, dossier hash, index of the account, day, Field, number of an activity or group
    // Of the log as a whole: what was measured over everybody; of a subject: over it alone.
    std::optional<double> value;
    std::optional<double> expected;  // what is ordinary for its peers
    std::optional<double> limit;     // beyond which it deviates
    long long events = 0;            // lines that this is about
    // Of the log: subjects that deviate; of a subject 1. Nothing: it cannot be known.
    std::optional<long long> deviations;
    long long left_out = 0;  // of the log: subjects that have no fact of their own
    std::string unknown;     // why not: the word of a field, register or list that is missing
};

// What detectors know beside the lines: the same for all of them.
struct Scene {
    const World& world;
    const Limits& limits;
    const std::vector<NewUser>& users;  // by user number - 1
    std::uint16_t mapped = 0;           // fields that the log has
    std::int64_t now = 0;               // moments after it lie in the future
    bool has(Field field) const { return (mapped & bit(field)) != 0; }
    const Account* account(std::uint32_t user) const {
        if (user == 0 || users[user - 1].account == 0) return nullptr;
        return &world.accounts[users[user - 1].account - 1];
    }
    std::uint64_t pair(const Pair& pair_of) const {
        return pair_hash(users[pair_of.user - 1].hash, pair_of.dossier);
    }
};

class Detector {
public:
    explicit Detector(const Scene& scene) : scene_(scene) {}
    virtual ~Detector() = default;
    Detector(const Detector&) = delete;
    Detector& operator=(const Detector&) = delete;

    // Days come in the order of their dates, each once; days without a line do not come.
    virtual void day(const Day& day) = 0;
    // Instead of the days of a month, of a log that stays in a cluster: the same numbers, which its
    // queries (the .sql files beside the detector) gathered there.
    virtual void ask(Asking& cluster) = 0;
    // The month of the days since the last call is over.
    virtual void close(Month month, std::vector<Fact>& facts) = 0;
    // The log is over.
    virtual void end(std::vector<Fact>&) {}
    // Before the end, once: what months do not add up to.
    virtual void ask_whole(Asking&) {}

protected:
    const Scene& scene_;
};

// Numbers per user of one month.
template <class T>
class PerUser {
public:
    T& operator[](std::uint32_t user) {
        if (user >= values_.size()) values_.resize(user + 1 + user / 2);
        return values_[user];
    }
    template <class Each>
    void each(Each&& each) const {
        for (std::uint32_t user = 0; user < values_.size(); ++user) each(user, values_[user]);
    }
    void clear() { values_.clear(); }

private:
    std::vector<T> values_;
};

// The facts of one detector and one month: those of the subjects, and the one of the log that sums
// them up. The highest values have a fact of their own, as many as the limit allows.
class FactReport {
public:
    FactReport(const Scene& scene, Month month, const char* detector)
        : scene_(scene), month_(month), detector_(detector) {}
    Fact& deviates(Subject kind, std::uint64_t id, double value, long long events);
    // `value`: over the log as a whole.
    void close(double value, long long events, std::vector<Fact>& facts);
    void close(double value, long long events, std::optional<double> expected,
               std::optional<double> limit, std::vector<Fact>& facts);
    // It cannot be known, for want of this.
    static void unknown(Month month, const char* detector, std::string why,
                        std::vector<Fact>& facts);

private:
    const Scene& scene_;
    Month month_;
    const char* detector_;
    std::vector<Fact> subjects_;
};

using Detectors = std::vector<std::unique_ptr<Detector>>;
// All of them, in the order in which they are shown.
Detectors make_detectors(const Scene& scene);
// The ids of the facts that they give.
extern const std::vector<std::string> detector_words;

// Each user with a number above 0 in this part of the counts deviates by it; the log as a whole has
// their sum.
template <class Counts>
void report_part(const Scene& scene, Month month, const char* detector,
                 const PerUser<Counts>& counts, long long Counts::*part, std::vector<Fact>& facts) {
    FactReport report(scene, month, detector);
    long long lines = 0;
    counts.each([&](std::uint32_t user, const Counts& of) {
        if (of.*part == 0) return;
        lines += of.*part;
        report.deviates(Subject::user, user, static_cast<double>(of.*part), of.*part);
    });
    report.close(static_cast<double>(lines), lines, facts);
}

}  // namespace schouw
