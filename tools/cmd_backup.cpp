// SPDX-License-Identifier: EUPL-1.2
// schouw backup: the history as one checked file, while it is in use.
#include <memory>

#include "command.hpp"
#include "store/backup.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

struct Options {
    std::string file;
    bool force = false;
};

Json nullable(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json document(const Options& options, const Backup& made) {
    Json rows = Json::object();
    for (const auto& [name, count] : made.rows) rows[name] = count;
    Json run;
    if (made.run)
        run = {{"id", made.run->id},
               {"as_of", made.run->as_of},
               {"label", nullable(made.run->label)},
               {"hash", made.run->hash}};
    return {{"schema_version", 1},
            {"file", options.file},
            {"bytes", made.bytes},
            {"sha256", made.sha256},
            {"run", run},
            {"journal", {{"entries", made.entries}, {"head", nullable(made.head)}}},
            {"rows", rows}};
}

Exit backup(Shared& shared, const Options& options) {
    const Workspace workspace = load_workspace(shared.folder);
    const Backup made = backup_store(workspace.store, options.file, options.force);
    if (shared.json)
        print_json(document(options, made).dump(1, ' ', false, Json::error_handler_t::replace));
    if (shared.json || shared.quiet) return Exit::ok;
    const Catalogue& words = shared.words;
    print_wrapped(
        words.say("backup.made", {{"file", options.file},
                                  {"bytes", words.number(static_cast<long long>(made.bytes))},
                                  {"n", words.number(made.entries)}}));
    if (made.run) {
        print_line(words.say("backup.run", {{"run", std::to_string(made.run->id)},
                                            {"date", words.date(made.run->as_of)}}));
        print_line("  " + made.run->hash);
    } else {
        print_line(words.say("backup.no_run"));
    }
    print_line(words.say("backup.sha256"));
    print_line("  " + made.sha256);
    return Exit::ok;
}

}  // namespace

void cmd_backup(Commands& commands) {
    auto options = std::make_shared<Options>();
    auto* command =
        commands.add("backup", [&commands, options] { return backup(commands.shared, *options); });
    command->add_option("FILE", options->file, commands.help("backup_file"))->required();
    command->add_flag("--force", options->force, commands.help("backup_force"));
}

}  // namespace schouw
