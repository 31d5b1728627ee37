// SPDX-License-Identifier: EUPL-1.2
// What the actions of `schouw logs` share.
#include <algorithm>

#include "base/date.hpp"
#include "base/text.hpp"
#include "logs_actions.hpp"
#include "registers/log_facts.hpp"
#include "registers/roles.hpp"
#include "terminal.hpp"

namespace schouw {
namespace fs = std::filesystem;

MonthSpan month_span(const std::string& word) {
    const auto first = word.size() == 7 ? parse_iso(word + "-01") : std::nullopt;
    if (!first) fail(Exit::usage, "logs.no_month", {{"word", word}});
    return {word, iso(*first), iso(Date{add_months(*first, 1).days - 1})};
}

// The logs of these names; all when there are none.
std::vector<LogConfig> chosen_logs(const fs::path& folder, const std::vector<std::string>& names) {
    std::vector<LogConfig> logs = load_logs(folder);
    if (logs.empty()) fail(Exit::usage, "logs.none_configured");
    std::vector<std::string> known;
    for (const auto& log : logs) known.push_back(log.name);
    for (const auto& name : names)
        if (std::find(known.begin(), known.end(), name) == known.end())
            fail(Exit::usage, "logs.no_such_log",
                 {{"name", name},
                  {"known", join(known, ", ")},
                  {"meant", did_you_mean(name, known).value_or("-")}});
    if (!names.empty())
        std::erase_if(logs, [&](const auto& log) {
            return std::find(names.begin(), names.end(), log.name) == names.end();
        });
    return logs;
}

const Schema& facts_schema(const Setup& setup) {
    const auto found = registers_with_role(setup.schemas, log_facts_role);
    if (found.empty()) fail(Exit::usage, "logs.no_register");
    return *found.front();
}

const Source& facts_source(const Setup& setup) {
    const auto found = setup.workspace.sources.find(facts_schema(setup).id);
    if (found == setup.workspace.sources.end()) fail(Exit::usage, "logs.no_register");
    return found->second;
}

void tell_first_time(const Shared& shared, const LogKey& key) {
    if (key.made()) talk(shared.words.complain({"logs.first_time", {}, {}}, "level.remark"));
}

void add_logs_options(const Commands& commands, CLI::App* command, LogsOptions& options) {
    const auto text = [&](const char* name, std::string& value, const char* help,
                          const char* type) {
        command->add_option(name, value, commands.help(help))->type_name(type);
    };
    takes(command->add_option("--edition", options.edition, commands.help("logs_edition")),
          {"logs-algemeen", "logs-controleur"});
    text("-o,--output", options.output, "logs_output", "FILE");
    text("--format", options.format, "logs_format", "FORMAT");
    takes(
        command->add_option("--report-lang", options.report_language, commands.help("report_lang")),
        {"nl", "en"});
    command->add_option("--run", options.run, commands.help("report_run"))->type_name("N");
    text("--for", options.reader, "logs_for", "FUNCTION");
    text("--destroy-on", options.destroy_on, "logs_destroy_on", "DATE");
    text("--by", options.by, "logs_by", "FUNCTION");
    text("--outcome", options.outcome, "logs_outcome", "WORD");
    text("--points", options.points, "logs_points", "N");
    text("--follow-up", options.follow_up, "logs_follow_up", "TEXT");
    text("--evidence", options.evidence, "logs_evidence", "TEXT");
    text("--on", options.on, "logs_on", "DATE");
    command->add_option("--set", options.set, commands.help("logs_set"))
        ->type_name("COLUMN=VALUE")
        ->allow_extra_args(false);
    takes(command->add_option("--rotate", options.rotate, commands.help("logs_rotate")),
          {"keep", "destroy"});
}

}  // namespace schouw
