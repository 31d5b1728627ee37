// SPDX-License-Identifier: EUPL-1.2
#include "diff.hpp"

#include <algorithm>
#include <future>

#include "base/text.hpp"
#include "checks/deadlines.hpp"
#include "findings/wording.hpp"

namespace schouw {
namespace {

// Which checks and registers were asked for.
class Filter {
public:
    Filter(const Diff& diff, const DiffWish& wish) : wish_(wish) {
        for (const auto* checks : {&diff.definitions, &diff.earlier})
            for (const auto& [id, definition] : *checks)
                if (check(id, definition)) registers_.insert(definition.value("register", ""));
    }

    bool check(const std::string& id, const Json& definition) const {
        return (wish_.checks.empty() ||
                std::find(wish_.checks.begin(), wish_.checks.end(), id) != wish_.checks.end()) &&
               (wish_.checklist.empty() || definition.value("checklist", "") == wish_.checklist) &&
               (wish_.register_id.empty() || definition.value("register", "") == wish_.register_id);
    }

    // Registers of the checks that were asked for, and all of them when no check was.
    bool register_wanted(const std::string& id) const {
        if (!wish_.register_id.empty() && id != wish_.register_id) return false;
        return (wish_.checks.empty() && wish_.checklist.empty()) || registers_.contains(id);
    }

private:
    const DiffWish& wish_;
    std::set<std::string> registers_;
};

void refuse_unknown(const std::string& word, const std::set<std::string>& known, const char* key) {
    if (word.empty() || known.contains(word)) return;
    const std::vector<std::string> names(known.begin(), known.end());
    fail(Exit::usage, key, {{"name", word}, {"meant", did_you_mean(word, names).value_or("-")}});
}

void check_names(const Diff& diff, const Setup& setup, const DiffWish& wish) {
    std::set<std::string> checks, lists, registers;
    for (const auto* definitions : {&diff.definitions, &diff.earlier})
        for (const auto& [id, definition] : *definitions) {
            checks.insert(id);
            lists.insert(definition.value("checklist", ""));
            registers.insert(definition.value("register", ""));
        }
    for (const auto& [id, schema] : setup.schemas) registers.insert(id);
    for (const auto& id : wish.checks) refuse_unknown(id, checks, "explain.no_such_check");
    refuse_unknown(wish.checklist, lists, "diff.no_such_checklist");
    refuse_unknown(wish.register_id, registers, "diff.no_such_register");
}

// Of the checklists of a side: digest by id, from the latest run that had each.
std::map<std::string, std::string> checklists_of(Store& store, const RunSide& side) {
    std::map<std::string, std::string> digests;
    for (const auto& [id, run] : runs_of(store, side.checks))
        for (const auto& list : run.about.value("checklists", Json::array()))
            digests[list.value("id", "")] = list.value("digest", "");
    return digests;
}

std::map<std::string, std::string> parameters_of(const RunSide& side) {
    std::map<std::string, std::string> values;
    for (const auto& parameter : side.run.about.value("parameters", Json::array()))
        values[parameter.value("name", "")] = parameter.value("value", "");
    return values;
}

std::vector<NamedChange> compare(const std::map<std::string, std::string>& before,
                                 const std::map<std::string, std::string>& after) {
    std::map<std::string, NamedChange> all;
    for (const auto& [name, value] : before) all[name].before = value;
    for (const auto& [name, value] : after) all[name].after = value;
    std::vector<NamedChange> changes;
    for (auto& [name, change] : all) {
        change.name = name;
        if (change.before != change.after) changes.push_back(change);
    }
    return changes;
}

std::vector<SourceChange> compare_sources(Store& store, const RunInfo& before, const RunInfo& after,
                                          const Filter& filter) {
    std::map<std::string, SourceChange> all;
    if (before.snapshot == after.snapshot) return {};
    for (auto& source : sources_of(store, before.snapshot))
        all[source.register_id].before = std::move(source);
    for (auto& source : sources_of(store, after.snapshot))
        all[source.register_id].after = std::move(source);
    std::vector<SourceChange> changes;
    for (auto& [id, change] : all) {
        const bool differs = change.before.sha256 != change.after.sha256 ||
                             change.before.state != change.after.state ||
                             change.before.file != change.after.file;
        if (differs && filter.register_wanted(id)) changes.push_back(std::move(change));
    }
    return changes;
}

std::map<std::string, Json> by_id(const std::vector<RunCheckInfo>& checks) {
    std::map<std::string, Json> definitions;
    for (const auto& check : checks) definitions[check.id] = check.definition;
    return definitions;
}

// Checks that have findings between the runs and are known at neither end.
void add_past_checks(Store& store, Diff& diff) {
    for (const auto& finding : diff.runs.findings) {
        const std::string& id = finding.now.check;
        if (diff.definitions.contains(id) || diff.earlier.contains(id)) continue;
        diff.definitions[id] =
            definition_of(store, id, diff.runs.after.run.id).value_or(Json::object());
    }
}

const Json& definition_in(const Diff& diff, const std::string& id) {
    static const Json none = Json::object();
    for (const auto* definitions : {&diff.definitions, &diff.earlier})
        if (const auto at = definitions->find(id); at != definitions->end()) return at->second;
    return none;
}

long long open_findings(Store& store, const RunInfo& run, const Diff& diff, const Filter& filter) {
    long long open = 0;
    for (const auto& [id, counts] : life_counts(store, run.id)) {
        if (counts.open == 0) continue;
        const Json& known = definition_in(diff, id);
        if (filter.check(id,
                         known.empty() ? definition_of(store, id, run.id).value_or(known) : known))
            open += counts.open;
    }
    return open;
}

void keep_wanted_checks(Diff& diff, const Filter& filter) {
    const auto unwanted = [&](const std::string& id) {
        return !filter.check(id, definition_in(diff, id));
    };
    std::erase_if(diff.runs.findings,
                  [&](const FindingTurn& turn) { return unwanted(turn.now.check); });
    diff.runs.counts.clear();
    for (const auto& turn : diff.runs.findings) ++diff.runs.counts[turn.turn];
    LogicChanges& checks = diff.runs.checks;
    for (auto* ids : {&checks.added, &checks.gone, &checks.changed, &checks.reweighted})
        std::erase_if(*ids, unwanted);
}

struct RegisterChanges {
    std::vector<RegisterChange> registers;
    std::vector<DeadlineMove> deadlines;
};

// On a connection of its own, beside the comparison of findings: of all registers, or the one that
// was asked for.
RegisterChanges compare_registers(const Setup& setup, const RunInfo& before, const RunInfo& after,
                                  const DiffWish& wish) {
    Store store(setup.workspace.store, Store::Mode::inspect);
    const auto links = all_links(store, after.as_of);
    RenamedKeys renamed;
    for (const auto& link : links)
        if (!renamed.contains(link.register_id))
            renamed[link.register_id] = linked_keys(links, link.register_id);
    const auto wanted = [&](const std::string& id) {
        return wish.register_id.empty() || id == wish.register_id;
    };
    auto columns = deadline_columns(setup.law, setup.schemas);
    std::erase_if(columns, [&](const auto& entry) { return !wanted(entry.first); });
    return {compare_records(store, before.snapshot, after.snapshot, renamed, wanted),
            moved_deadlines(store, setup.schemas, columns, links, before.snapshot, after.snapshot,
                            load_reading_words())};
}

}  // namespace

bool Diff::nothing() const {
    return runs.findings.empty() && runs.checks.none() && checklists.empty() &&
           parameters.empty() && sources.empty() && registers.empty() && deadlines.empty();
}

Diff gather_diff(Store& store, const Setup& setup, const RunInfo& before, const RunInfo& after,
                 const DiffWish& wish) {
    auto beside = std::async(std::launch::async,
                             [&] { return compare_registers(setup, before, after, wish); });
    Diff diff;
    diff.runs = compare_runs(store, before, after);
    diff.definitions = by_id(diff.runs.after.checks);
    diff.earlier = by_id(diff.runs.before.checks);
    add_past_checks(store, diff);
    check_names(diff, setup, wish);
    const Filter filter(diff, wish);
    keep_wanted_checks(diff, filter);
    diff.measured_differently.insert(diff.runs.checks.changed.begin(),
                                     diff.runs.checks.changed.end());
    diff.open_before = open_findings(store, before, diff, filter);
    diff.open_after = open_findings(store, after, diff, filter);
    if (wish.checks.empty() && wish.register_id.empty()) {
        diff.checklists =
            compare(checklists_of(store, diff.runs.before), checklists_of(store, diff.runs.after));
        std::erase_if(diff.checklists, [&](const NamedChange& change) {
            return !wish.checklist.empty() && change.name != wish.checklist;
        });
    }
    if (wish.checks.empty() && wish.register_id.empty() && wish.checklist.empty())
        diff.parameters = compare(parameters_of(diff.runs.before), parameters_of(diff.runs.after));
    diff.sources = compare_sources(store, before, after, filter);
    auto [registers, deadlines] = beside.get();
    const auto unwanted = [&](const auto& one) { return !filter.register_wanted(one.register_id); };
    std::erase_if(registers, unwanted);
    std::erase_if(deadlines, unwanted);
    diff.registers = std::move(registers);
    diff.deadlines = std::move(deadlines);
    return diff;
}

std::string column_label(const Schemas& schemas, const std::string& register_id,
                         const std::string& ids, const std::string& header,
                         const Catalogue& words) {
    const auto schema = schemas.find(register_id);
    std::vector<std::string> titles;
    for (const auto& id : ids_in(ids)) {
        const auto at = schema == schemas.end() ? std::nullopt : schema->second.find(id);
        titles.push_back(at ? schema->second.columns[*at].title.in(words.language()) : id);
    }
    return titles.empty() ? header : join(titles, " / ");
}

bool may_be_personal(const Schemas& schemas, const std::string& register_id,
                     const std::string& ids) {
    const auto schema = schemas.find(register_id);
    if (schema == schemas.end() || ids.empty()) return true;
    for (const auto& id : ids_in(ids)) {
        const auto at = schema->second.find(id);
        if (!at || schema->second.columns[*at].personal) return true;
    }
    return false;
}

std::string record_name(const Schemas& schemas, const std::string& register_id,
                        const std::string& key, bool hide) {
    const auto schema = schemas.find(register_id);
    if (!hide || schema == schemas.end()) return key;
    for (const auto at : schema->second.key)
        if (schema->second.columns[at].personal) return finding_id("", register_id, key);
    return key;
}

RecordCounts count_records(const RegisterChange& change) {
    RecordCounts counts;
    for (const auto& record : change.records) {
        counts.added += record.turn == RecordTurn::added ? 1 : 0;
        counts.removed += record.turn == RecordTurn::removed ? 1 : 0;
        counts.changed += record.turn == RecordTurn::changed ? 1 : 0;
        counts.renamed += record.turn == RecordTurn::renamed ? 1 : 0;
    }
    return counts;
}

}  // namespace schouw
