// SPDX-License-Identifier: EUPL-1.2
#include "accesslog/detector.hpp"

#include <algorithm>

#include "accesslog/detectors.hpp"

namespace schouw {

const std::array<const char*, 10> subject_words = {
    "log", "user", "dossier", "account", "day", "field", "activity", "role", "employer", "team"};

const std::vector<std::string> detector_words = {"lines",         "days",
                                                 "by_role",       "by_employer",
                                                 "by_team",       "volume",
                                                 "volume_sigma",  "burst",
                                                 "evening",       "weekend",
                                                 "holiday",       "unknown_account",
                                                 "after_leaving", "group_account",
                                                 "vendor",        "vendor_ticket",
                                                 "administrator", "own_staff",
                                                 "no_relation",   "before_intake",
                                                 "after_closing", "after_retention",
                                                 "flagged",       "people_per_dossier",
                                                 "bulk",          "other_key",
                                                 "emergency",     "activity",
                                                 "gap_days",      "gap_hours",
                                                 "gap_sequence",  "clock",
                                                 "future",        "missing",
                                                 "dormant",       "never_used",
                                                 "dossiers",      "unread"};

Month month_of(Date date) {
    const auto [year, month, day] = parts(date);
    return year * 12 + month - 1;
}

Fact& FactReport::deviates(Subject kind, std::uint64_t id, double value, long long events) {
    Fact& fact = subjects_.emplace_back();
    fact.month = month_;
    fact.detector = detector_;
    fact.kind = kind;
    fact.id = id;
    fact.value = value;
    fact.events = events;
    fact.deviations = 1;
    return fact;
}

void FactReport::close(double value, long long events, std::vector<Fact>& facts) {
    close(value, events, std::nullopt, std::nullopt, facts);
}

void FactReport::close(double value, long long events, std::optional<double> expected,
                       std::optional<double> limit, std::vector<Fact>& facts) {
    Fact whole;
    whole.month = month_;
    whole.detector = detector_;
    whole.value = value;
    whole.expected = expected;
    whole.limit = limit;
    whole.events = events;
    whole.deviations = static_cast<long long>(subjects_.size());
    // Equal values at the edge: all of them go, so that no order decides which.
    const auto most = static_cast<std::size_t>(scene_.limits.subjects);
    if (subjects_.size() > most) {
        std::sort(subjects_.begin(), subjects_.end(),
                  [](const Fact& a, const Fact& b) { return a.value > b.value; });
        const auto edge = subjects_[most].value;
        const auto out = std::find_if(subjects_.begin(), subjects_.end(),
                                      [&](const Fact& fact) { return fact.value <= edge; });
        whole.left_out = subjects_.end() - out;
        subjects_.erase(out, subjects_.end());
    }
    facts.push_back(whole);
    for (auto& subject : subjects_) {
        if (!subject.limit) subject.limit = limit;
        facts.push_back(std::move(subject));
    }
}

void FactReport::unknown(Month month, const char* detector, std::string why,
                         std::vector<Fact>& facts) {
    Fact fact;
    fact.month = month;
    fact.detector = detector;
    fact.unknown = std::move(why);
    facts.push_back(std::move(fact));
}

Detectors make_detectors(const Scene& scene) {
    Detectors all;
    all.push_back(detect_lines(scene));
    all.push_back(detect_groups(scene));
    all.push_back(detect_volume(scene));
    all.push_back(detect_burst(scene));
    all.push_back(detect_off_hours(scene));
    all.push_back(detect_accounts(scene));
    all.push_back(detect_vendor(scene));
    all.push_back(detect_relation(scene));
    all.push_back(detect_dossier_times(scene));
    all.push_back(detect_people(scene));
    all.push_back(detect_bulk(scene));
    all.push_back(detect_search(scene));
    all.push_back(detect_emergency(scene));
    all.push_back(detect_activity(scene));
    all.push_back(detect_gaps(scene));
    all.push_back(detect_clock(scene));
    all.push_back(detect_missing(scene));
    all.push_back(detect_dormant(scene));
    return all;
}

}  // namespace schouw
