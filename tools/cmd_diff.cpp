// SPDX-License-Identifier: EUPL-1.2
// schouw diff: what differs between two runs.
#include <algorithm>
#include <memory>

#include "base/date.hpp"
#include "base/text.hpp"
#include "diff.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

// The run that a number, a day or a label means.
RunInfo run_meant(Store& store, const std::string& word) {
    const bool digits = !word.empty() && std::all_of(word.begin(), word.end(),
                                                     [](char c) { return c >= '0' && c <= '9'; });
    if (digits) {
        const auto run = word.size() < 10 ? run_by_id(store, std::stoll(word)) : std::nullopt;
        if (!run) fail(Exit::usage, "report.no_such_run", {{"run", word}});
        return *run;
    }
    if (const auto day = parse_iso(word)) {
        const auto run = latest_run(store, iso(*day));
        if (!run) fail(Exit::usage, "store.no_run_then", {{"date", word}});
        return *run;
    }
    std::vector<std::string> labels;
    const auto runs = all_runs(store);
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        if (!run->label.empty() && run->label == word) return *run;
        if (!run->label.empty()) labels.push_back(run->label);
    }
    fail(Exit::usage, "diff.no_such_run",
         {{"word", word}, {"meant", did_you_mean(word, labels).value_or("-")}});
}

// The two runs, the earlier first.
std::pair<RunInfo, RunInfo> runs_meant(Store& store, const Shared& shared, const DiffWish& wish) {
    const RunInfo last =
        wish.runs.size() > 1 ? run_meant(store, wish.runs[1]) : run_to_read(store, shared);
    if (!wish.runs.empty()) {
        const RunInfo first = run_meant(store, wish.runs[0]);
        return first.id <= last.id ? std::pair(first, last) : std::pair(last, first);
    }
    const auto before = run_by_id(store, last.id - 1);
    if (!before) fail(Exit::usage, "diff.one_run", {{"run", std::to_string(last.id)}});
    return {*before, last};
}

Exit diff(Shared& shared, const DiffWish& wish) {
    const Setup setup = open_setup(shared);
    Store store(setup.workspace.store, Store::Mode::read);
    const SQLite::Transaction moment(store.db());  // of all that is read
    const auto [before, after] = runs_meant(store, shared, wish);
    const Diff found = gather_diff(store, setup, before, after, wish);
    if (shared.json)
        print_diff_json(found, setup, wish, shared.words);
    else if (!shared.quiet || !found.nothing())
        print_diff(found, setup, wish, shared);
    return Exit::ok;
}

}  // namespace

void cmd_diff(Commands& commands) {
    auto wish = std::make_shared<DiffWish>();
    auto* command =
        commands.add("diff", [&commands, wish] { return diff(commands.shared, *wish); });
    command->add_option("RUN", wish->runs, commands.help("diff_runs"))->expected(0, 2);
    command->add_option("--check", wish->checks, commands.help("diff_check"))
        ->type_name("ID")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command->add_option("--checklist", wish->checklist, commands.help("diff_checklist"))
        ->type_name("ID");
    command->add_option("--register", wish->register_id, commands.help("diff_register"))
        ->type_name("ID");
    command->add_flag("--summary", wish->summary, commands.help("diff_summary"));
    command->add_flag("--personal", wish->personal, commands.help("diff_personal"));
}

}  // namespace schouw
