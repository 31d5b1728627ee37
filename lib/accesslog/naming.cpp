// SPDX-License-Identifier: EUPL-1.2
#include "accesslog/naming.hpp"

#include <algorithm>
#include <tuple>

namespace schouw {
namespace {

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

}  // namespace

std::vector<NamedFact> named_facts(std::vector<Fact> facts, const LogNames& names,
                                   const World& world, const LogKey& key) {
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

Fact unread_fact(const Analysis& analysis) {
    Fact fact;
    fact.month = whole_log;
    fact.detector = "unread";
    fact.value = static_cast<double>(analysis.totals.all_refused());
    fact.events = analysis.totals.read;
    fact.deviations = analysis.complete() ? 0 : 1;
    return fact;
}

void sum_up(const std::vector<Fact>& facts, const LogNames& names, Analysis& out) {
    out.users = names.users.size();
    out.roles = names.roles.size();
    for (const auto& fact : facts)
        if (std::string_view(fact.detector) == "dossiers" && fact.value)
            out.dossiers = static_cast<std::size_t>(*fact.value);
}

}  // namespace schouw
