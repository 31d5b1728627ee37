// SPDX-License-Identifier: EUPL-1.2
// schouw check: import, evaluate, record, summarise.
#include <memory>

#include "changes.hpp"
#include "command.hpp"
#include "report/run_json.hpp"
#include "summary.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

struct Options {
    std::vector<std::string> checklists;
    std::string label;
    std::string fail_on;
    std::string wait;
};

Exit exit_of(RunOutcome& outcome, const RunChecks& checks, const std::string& fail_on) {
    if (!outcome.run.complete) return Exit::incomplete;
    return open_at_or_above(*outcome.store, outcome.run, checks, fail_on) > 0 ? Exit::findings
                                                                              : Exit::ok;
}

Exit check(Shared& shared, const Options& options) {
    // It is left to the end of the process: taking it apart takes as long as saying the result.
    static Setup* const left = new Setup(open_setup(shared));
    Setup& setup = *left;
    if (setup.workspace.sources.empty()) fail(Exit::usage, "workspace.no_sources");
    RunOutcome outcome = run_checks(
        setup, {day_of(shared), options.label, options.checklists, patience_of(options.wait)});
    const std::string fail_on = options.fail_on.empty() ? setup.workspace.fail_on : options.fail_on;
    const RunChecks& checks = outcome.checks;
    if (shared.json || !shared.quiet)
        complain_about_sources(*outcome.store, outcome.run, checks, shared);
    if (!shared.quiet)
        for (const auto& remark : outcome.remarks)
            talk(shared.words.complain(remark, "level.remark"));
    if (shared.json) {
        Json document = run_json(*outcome.store, outcome.run, shared.words,
                                 [](const FindingInfo&) { return true; });
        document["run"]["replay"] = outcome.replay;
        print_json(document.dump(1, ' ', false, Json::error_handler_t::replace));
    } else if (shared.quiet) {
        print_changes(*outcome.store, outcome.run, checks, outcome.replay, shared.words);
    } else {
        print_summary(*outcome.store, outcome.run, checks, outcome.replay, shared.words);
    }
    return exit_of(outcome, checks, fail_on);
}

}  // namespace

void cmd_check(Commands& commands) {
    auto options = std::make_shared<Options>();
    auto* command =
        commands.add("check", [&commands, options] { return check(commands.shared, *options); });
    command->add_option("CHECKLIST", options->checklists, commands.help("check_lists"));
    command->add_option("--label", options->label, commands.help("check_label"))->type_name("TEXT");
    takes(command->add_option("--fail-on", options->fail_on, commands.help("check_fail_on")),
          {"critical", "high", "medium", "low", "never"});
    add_wait(commands, command, options->wait);
}

}  // namespace schouw
