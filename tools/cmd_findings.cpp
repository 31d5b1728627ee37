// SPDX-License-Identifier: EUPL-1.2
// schouw findings: list and filter what was found.
#include <algorithm>
#include <memory>
#include <set>

#include "base/text.hpp"
#include "command.hpp"
#include "life_text.hpp"
#include "report/run_json.hpp"
#include "summary.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

struct Options {
    std::vector<std::string> status;
    std::vector<std::string> checks;
    std::string checklist;
    std::string register_id;
    std::string severity;
    std::string owner;
    std::vector<std::string> where;
    std::string group_by;
    bool full = false;
};

const std::vector<std::string> statuses = {"new",       "open",   "solved",  "reopened",
                                           "withdrawn", "lapsed", "renamed", "unverified",
                                           "waived",    "all"};

// A column of the records, by id, for every register that has it.
class Cells {
public:
    Cells(Store& store, const RunInfo& run) : store_(store), run_(run) {}
    std::optional<std::string> of(const std::string& register_id, const std::string& column,
                                  const std::string& key) {
        const auto name = std::pair(register_id, column);
        auto at = known_.find(name);
        if (at == known_.end())
            at = known_.emplace(name, column_cells(store_, run_.snapshot, register_id, column))
                     .first;
        const auto cell = at->second.find(key);
        if (cell == at->second.end()) return std::nullopt;
        return cell->second;
    }

private:
    Store& store_;
    const RunInfo& run_;
    std::map<std::pair<std::string, std::string>, std::map<std::string, std::string>> known_;
};

bool of_status(const FindingInfo& finding, const std::vector<std::string>& wanted) {
    if (wanted.empty()) return is_open(finding.kind);
    for (const auto& status : wanted) {
        if (status == "all" || status_word(finding) == status) return true;
        if (status == "open" && is_open(finding.kind)) return true;
        if (status == "unverified" && finding.unverified) return true;
        if (status == "waived" && finding.waiver != nullptr) return true;
    }
    return false;
}

bool of_cells(const FindingInfo& finding, const Json& check, const Options& options, Cells& cells) {
    const std::string register_id = check.value("register", "");
    const auto same = [&](const std::string& column, const std::string& value) {
        const auto cell = cells.of(register_id, column, finding.key);
        return cell && fold_value(*cell) == fold_value(value);
    };
    for (const auto& condition : options.where) {
        const auto equals = condition.find('=');
        if (equals == condition.npos)
            fail(Exit::usage, "findings.bad_where", {{"word", condition}});
        if (!same(condition.substr(0, equals), condition.substr(equals + 1))) return false;
    }
    return options.owner.empty() || same(check.value("owner_column", ""), options.owner);
}

void check_names(const Options& options, const std::map<std::string, Json>& checks) {
    std::vector<std::string> known;
    for (const auto& [id, check] : checks) known.push_back(id);
    for (const auto& id : options.checks)
        if (!checks.contains(id))
            fail(Exit::usage, "explain.no_such_check",
                 {{"name", id}, {"meant", did_you_mean(id, known).value_or("-")}});
}

void print_groups(const std::vector<const FindingInfo*>& findings,
                  const std::map<std::string, Json>& checks, const Options& options, Cells& cells,
                  const Shared& shared) {
    std::map<std::string, long long> groups;
    for (const auto* finding : findings)
        ++groups[cells
                     .of(checks.at(finding->check).value("register", ""), options.group_by,
                         finding->key)
                     .value_or("-")];
    std::vector<std::pair<std::string, long long>> order(groups.begin(), groups.end());
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    if (shared.json) {
        Json document = {
            {"schema_version", 1}, {"group_by", options.group_by}, {"groups", Json::array()}};
        for (const auto& [name, n] : order)
            document["groups"].push_back({{"value", name}, {"findings", n}});
        return print_json(document.dump(1, ' ', false, Json::error_handler_t::replace));
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& [name, n] : order) rows.push_back({name, shared.words.number(n)});
    print_table(
        {{options.group_by, false, true}, {shared.words.say("findings.count"), true, false}}, rows);
}

void print_list(const std::vector<const FindingInfo*>& findings,
                const std::map<std::string, Json>& checks, const RunInfo& run, const Judged& judged,
                const std::vector<SourceInfo>& sources, bool full, const Catalogue& words) {
    std::string heading;
    for (const auto* finding : findings) {
        const Json& check = checks.at(finding->check);
        if (finding->check != heading) {
            if (!heading.empty()) print_line();
            heading = finding->check;
            print_line(words.say("severity." + check.value("severity", "")) + " · " +
                           in_language(check.at("title"), words) + "  (" + heading + ")",
                       Ink::bold);
            print_judged(judged.of(heading), run, words);
        }
        const std::string place = where(place_of(*finding, check, sources));
        const std::string mark = waiver_mark(*finding, check, words);
        print_line("  " + finding_id(finding->check, check.value("register", ""), finding->key) +
                   "  " + words.say("status." + status_word(*finding)) +
                   (finding->unverified ? " (" + words.say("status.unverified") + ")" : "") +
                   (mark.empty() ? "" : " (" + mark + ")") + "  " + finding->key +
                   (place.empty() ? "" : "  " + place));
        print_wrapped(
            reason_of(check, finding->facts, judged.of(finding->check).as_of, words, false), 4);
        if (full) print_wrapped(life_sentence(*finding, run, words), 4);
    }
    if (!findings.empty()) print_line();
    print_line(words.say("findings.total",
                         {{"n", words.number(static_cast<long long>(findings.size()))}}));
}

Exit findings(Shared& shared, const Options& options) {
    Store store(load_workspace(shared.folder).store, Store::Mode::read);
    const RunInfo run = run_to_read(store, shared);
    const auto all = findings_after(store, run.id);
    const auto checks = definitions_for(store, run, all);
    check_names(options, checks);
    const Judged judged(store, run);
    Cells cells(store, run);
    std::vector<const FindingInfo*> wanted;
    for (const auto& finding : all) {
        const Json& check = checks.at(finding.check);
        const bool right =
            of_status(finding, options.status) &&
            (options.checks.empty() || std::find(options.checks.begin(), options.checks.end(),
                                                 finding.check) != options.checks.end()) &&
            (options.checklist.empty() || check.value("checklist", "") == options.checklist) &&
            (options.register_id.empty() || check.value("register", "") == options.register_id) &&
            (options.severity.empty() ||
             severity_rank(check.value("severity", "")) <= severity_rank(options.severity)) &&
            of_cells(finding, check, options, cells);
        if (right) wanted.push_back(&finding);
    }
    std::stable_sort(wanted.begin(), wanted.end(), [&](const auto* a, const auto* b) {
        return severity_rank(checks.at(a->check).value("severity", "")) <
               severity_rank(checks.at(b->check).value("severity", ""));
    });
    const auto sources = sources_of(store, run.snapshot);
    if (!options.group_by.empty()) {
        print_groups(wanted, checks, options, cells, shared);
    } else if (shared.json) {
        Json document = {{"schema_version", 1},
                         {"run", {{"id", run.id}, {"as_of", run.as_of}}},
                         {"findings", Json::array()}};
        for (const auto* finding : wanted)
            document["findings"].push_back(finding_json(*finding, checks.at(finding->check), run,
                                                        sources, shared.words,
                                                        &judged.of(finding->check)));
        print_json(document.dump(1, ' ', false, Json::error_handler_t::replace));
    } else {
        print_list(wanted, checks, run, judged, sources, options.full, shared.words);
    }
    return Exit::ok;
}

}  // namespace

void cmd_findings(Commands& commands) {
    auto options = std::make_shared<Options>();
    auto* command = commands.add(
        "findings", [&commands, options] { return findings(commands.shared, *options); });
    command->add_option("CHECK", options->checks, commands.help("findings_checks"));
    takes(command->add_option("--status", options->status, commands.help("findings_status")),
          statuses);
    command->add_option("--checklist", options->checklist, commands.help("findings_checklist"))
        ->type_name("ID");
    command->add_option("--register", options->register_id, commands.help("findings_register"))
        ->type_name("ID");
    takes(command->add_option("--severity", options->severity, commands.help("findings_severity")),
          {"critical", "high", "medium", "low"});
    command->add_option("--owner", options->owner, commands.help("findings_owner"))
        ->type_name("TEXT");
    command->add_option("--where", options->where, commands.help("findings_where"))
        ->type_name("COLUMN=VALUE");
    command->add_option("--group-by", options->group_by, commands.help("findings_group_by"))
        ->type_name("COLUMN");
    command->add_flag("--long", options->full, commands.help("findings_long"));
}

}  // namespace schouw
