// SPDX-License-Identifier: EUPL-1.2
#include "findings/agenda.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "checks/due.hpp"
#include "findings/load_snapshot.hpp"
#include "findings/past_law.hpp"

namespace schouw {
namespace {

constexpr std::pair<long, Escalation> steps[] = {{12, Escalation::overdue_12_months},
                                                 {3, Escalation::overdue_3_months},
                                                 {1, Escalation::overdue_1_month}};

std::size_t severity_of(const Json& definition) {
    const auto at =
        std::find(severity_words.begin(), severity_words.end(), definition.value("severity", ""));
    return static_cast<std::size_t>(at - severity_words.begin());
}

class Builder {
public:
    Builder(Store& store, Agenda& agenda)
        : store_(store), agenda_(agenda), as_of_(*parse_iso(agenda.run.as_of)) {}

    void know(const std::string& check, Json definition) {
        agenda_.definitions.emplace(check, std::move(definition));
    }

    // The first day that is told of a check and a record counts.
    void add(const std::string& check, const std::string& key, const std::string& due,
             AgendaKind kind, bool unverified) {
        const auto day = parse_iso(due);
        if (!day || !told_.emplace(check, key).second) return;
        const Json& definition = definition_for(check);
        AgendaItem item;
        item.due = due;
        item.days = day->days - as_of_.days;
        item.escalation = escalation_of(*day, as_of_);
        item.kind = kind;
        item.check = check;
        item.register_id = definition.value("register", "");
        item.key = key;
        item.owner = owner_of(definition, key);
        item.severity = severity_of(definition);
        item.unverified = unverified;
        agenda_.items.push_back(std::move(item));
    }

private:
    // A check that took no part in the run has its findings still.
    const Json& definition_for(const std::string& check) {
        auto at = agenda_.definitions.find(check);
        if (at == agenda_.definitions.end())
            at = agenda_.definitions
                     .emplace(check,
                              definition_of(store_, check, agenda_.run.id).value_or(Json::object()))
                     .first;
        return at->second;
    }

    std::string owner_of(const Json& definition, const std::string& key) {
        const std::string column = definition.value("owner_column", "");
        if (column.empty()) return "";
        const std::string register_id = definition.value("register", "");
        auto at = owners_.find(register_id);
        if (at == owners_.end())
            at = owners_
                     .emplace(register_id,
                              column_cells(store_, agenda_.run.snapshot, register_id, column))
                     .first;
        const auto cell = at->second.find(key);
        return cell == at->second.end() ? "" : cell->second;
    }

    Store& store_;
    Agenda& agenda_;
    Date as_of_;
    std::set<std::pair<std::string, std::string>> told_;
    std::map<std::string, std::map<std::string, std::string>> owners_;
};

// The days that the checks tell, asked again over the snapshot.
void add_days_ahead(Store& store, const std::vector<RunCheckInfo>& checks, const Schemas& schemas,
                    const Law& today, Agenda& agenda, Builder& builder) {
    RunDb database(schemas, false);
    const PastLaw past = past_law(agenda.run, checks, today, schemas, database);
    const Loaded loaded =
        load_snapshot(store, agenda.run.snapshot, schemas, database, &past.program);
    std::map<std::size_t, Message> blocked;
    for (std::size_t i = 0; i < past.program.checks.size(); ++i)
        if (auto why = blocked_by(past.program.checks[i], schemas, loaded.supplied, loaded.failed);
            !why.key.empty())
            blocked.emplace(i, std::move(why));
    const EvaluateInput input{past.law, schemas, past.program, blocked, agenda.run.as_of, database};
    const DueDays found = due_days(input, agenda.run.as_of, agenda.until);
    agenda.destroyed = loaded.destroyed;
    agenda.incomplete = past.failed;
    for (const auto& [check, why] : found.failed)
        agenda.incomplete.emplace(past.program.checks[check].check->id, why);
    for (const auto& one : found.days) {
        const Check& check = *past.program.checks[one.check].check;
        builder.add(check.id, one.key, one.day,
                    check.kind == Kind::question ? AgendaKind::answer : AgendaKind::ahead, false);
    }
}

}  // namespace

Escalation escalation_of(Date due, Date as_of) {
    if (as_of < due) return Escalation::ahead;
    for (const auto& [months, escalation] : steps)
        if (add_months(due, months) <= as_of) return escalation;
    return Escalation::due;
}

const char* escalation_word(Escalation escalation) {
    static const char* const words[] = {"ahead", "due", "overdue_1_month", "overdue_3_months",
                                        "overdue_12_months"};
    return words[static_cast<int>(escalation)];
}

Agenda agenda_of(Store& store, const RunInfo& run, const Schemas& schemas, const Law& today,
                 int days) {
    Agenda agenda;
    agenda.run = run;
    agenda.until = iso(Date{parse_iso(run.as_of)->days + days});
    Builder builder(store, agenda);
    const auto checks = checks_of(store, run.id);
    for (const auto& check : checks) builder.know(check.id, check.definition);
    for (const auto& finding : findings_after(store, run.id))
        if (is_open(finding.kind) && !finding.due.empty() && finding.due <= agenda.until)
            builder.add(finding.check, finding.key, finding.due, AgendaKind::finding,
                        finding.unverified);
    add_days_ahead(store, checks, schemas, today, agenda, builder);
    std::sort(agenda.items.begin(), agenda.items.end(),
              [](const AgendaItem& a, const AgendaItem& b) {
                  return std::tie(a.due, a.register_id, a.key, a.severity, a.check) <
                         std::tie(b.due, b.register_id, b.key, b.severity, b.check);
              });
    return agenda;
}

std::vector<AgendaGroup> groups_of(const Agenda& agenda) {
    std::vector<AgendaGroup> groups;
    std::map<std::vector<std::string>, std::size_t> known;
    const auto& items = agenda.items;
    for (std::size_t first = 0; first < items.size();) {
        AgendaGroup group;
        std::vector<std::string> what = {items[first].due, items[first].register_id,
                                         items[first].owner};
        std::size_t next = first;
        for (; next < items.size() && items[next].due == items[first].due &&
               items[next].register_id == items[first].register_id &&
               items[next].key == items[first].key;
             ++next) {
            group.items.push_back(next);
            what.push_back(items[next].check + (items[next].unverified ? "?" : ""));
        }
        const auto [at, added] = known.emplace(std::move(what), groups.size());
        if (added) groups.push_back(std::move(group));
        groups[at->second].keys.push_back(items[first].key);
        first = next;
    }
    return groups;
}

}  // namespace schouw
