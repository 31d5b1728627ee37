// SPDX-License-Identifier: EUPL-1.2
// schouw logs: reads access logs, and writes what is out of the ordinary as a register.
#include <algorithm>
#include <memory>
#include <thread>

#include "accesslog/address.hpp"
#include "accesslog/analysis.hpp"
#include "accesslog/facts_file.hpp"
#include "accesslog/guess.hpp"
#include "base/date.hpp"
#include "base/text.hpp"
#include "logs_actions.hpp"
#include "logs_text.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

namespace fs = std::filesystem;

std::map<std::string, std::string> parameters_of(const Setup& setup) {
    std::map<std::string, std::string> values;
    for (const auto& [name, parameter] : setup.law.parameters) values[name] = parameter.value;
    return values;
}

unsigned threads_of(const LogsOptions& options) {
    if (options.threads.empty()) return std::thread::hardware_concurrency() > 1 ? 2 : 1;
    if (options.threads != "1" && options.threads != "2")
        fail(Exit::usage, "logs.threads", {{"value", options.threads}});
    return options.threads == "1" ? 1 : 2;
}

// --from and --credentials: the one log that is named, read there instead.
void read_elsewhere(std::vector<LogConfig>& logs, const LogsOptions& options) {
    if (options.from.empty() && options.credentials.empty()) return;
    if (logs.size() != 1) fail(Exit::usage, "logs.from_one", {{"n", std::to_string(logs.size())}});
    LogConfig& log = logs.front();
    if (!options.from.empty()) {
        read_address(options.from, {"--from", "", 0, 0});
        log.cluster.from = options.from;
    }
    if (!options.credentials.empty())
        log.cluster.credentials = fs::absolute(options.credentials).string();
}

Exit import(Shared& shared, const LogsOptions& options) {
    const Setup setup = open_setup(shared);
    std::vector<LogConfig> logs = chosen_logs(setup.workspace.folder, options.names);
    read_elsewhere(logs, options);
    const Source& target = facts_source(setup);
    const Limits limits = read_limits(parameters_of(setup));
    const LogKey key(setup.workspace.folder / log_key_file);
    tell_first_time(shared, key);
    const AnalysisWish wish{threads_of(options), now_seconds()};
    std::vector<Analysis> analyses;
    for (const auto& log : logs)
        analyses.push_back(analyse(log, setup.workspace, setup.schemas, limits, key, wish));
    std::vector<LogFacts> facts;
    bool complete = true;
    for (std::size_t i = 0; i < logs.size(); ++i) {
        facts.push_back({&logs[i], &analyses[i]});
        complete = complete && analyses[i].complete();
    }
    const auto kept = write_facts(setup.workspace.folder / target.file, facts, options.replace);
    if (shared.json)
        print_json(logs_json(facts, kept, target.file, shared.words)
                       .dump(1, ' ', false, Json::error_handler_t::replace));
    else
        print_logs(facts, kept, target.file, shared.quiet, shared.words);
    return complete ? Exit::ok : Exit::incomplete;
}

Exit guess(Shared& shared, std::vector<std::string> files) {
    if (files.empty()) fail(Exit::usage, "guess.no_files");
    Json all = Json::array();
    bool fits = true;
    for (const auto& file : files) {
        const LogGuess guessed = guess_log(file, file);
        fits = fits && guessed.fits();
        if (shared.json)
            all.push_back(guess_json(guessed, file));
        else
            print_guess(guessed, file, shared.words);
    }
    if (shared.json)
        print_json(Json{{"schema_version", 1}, {"logs", all}}.dump(1, ' ', false,
                                                                   Json::error_handler_t::replace));
    return fits ? Exit::ok : Exit::incomplete;
}

Exit logs(Shared& shared, const LogsOptions& options) {
    if (options.guess) {
        std::vector<std::string> files = options.names;
        if (!options.action.empty()) files.insert(files.begin(), options.action);
        return guess(shared, files);
    }
    const std::map<std::string, Exit (*)(Shared&, const LogsOptions&)> actions = {
        {"import", import},      {"report", logs_report},
        {"review", logs_review}, {"pseudonym", logs_pseudonym},
        {"key", logs_key},       {"own-processing", logs_own_processing}};
    if (const auto action = actions.find(options.action); action != actions.end())
        return action->second(shared, options);
    std::vector<std::string> known;
    for (const auto& [name, run] : actions) known.push_back(name);
    fail(Exit::usage, options.action.empty() ? "logs.no_action" : "logs.no_such_action",
         {{"name", options.action},
          {"meant", did_you_mean(options.action, known).value_or("import")}});
}

}  // namespace

void cmd_logs(Commands& commands) {
    auto options = std::make_shared<LogsOptions>();
    auto* command =
        commands.add("logs", [&commands, options] { return logs(commands.shared, *options); });
    command->add_option("WHAT", options->action, commands.help("logs_what"));
    command->add_option("NAME", options->names, commands.help("logs_names"));
    command->add_flag("--guess", options->guess, commands.help("logs_guess"));
    command->add_flag("--replace", options->replace, commands.help("logs_replace"));
    command->add_option("--from", options->from, commands.help("logs_from"))->type_name("URL");
    command->add_option("--credentials", options->credentials, commands.help("logs_credentials"))
        ->type_name("FILE");
    command->add_option("--threads", options->threads, commands.help("logs_threads"))
        ->type_name("N");
    add_logs_options(commands, command, *options);
}

}  // namespace schouw
