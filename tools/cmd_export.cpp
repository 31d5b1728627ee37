// SPDX-License-Identifier: EUPL-1.2
// schouw export: all that schouw knows, for other programs.
#include <algorithm>
#include <memory>

#include "command.hpp"
#include "report/export.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

namespace fs = std::filesystem;

struct Options {
    std::vector<std::string> words;  // registers, and last the folder
    bool all = false;
};

// The folder without the / at its end.
fs::path folder_of(const Options& options, const Schemas& schemas) {
    const std::string& last = options.words.back();
    // `export processing dpias` forgot the folder.
    if (options.words.size() > 1 || !options.all)
        if (schemas.contains(last)) fail(Exit::usage, "export.no_target", {{"word", last}});
    const fs::path folder = fs::path(last).lexically_normal();
    return folder.has_filename() ? folder : folder.parent_path();
}

void tell(const Shared& shared, const Exported& done, const std::string& folder) {
    const Catalogue& words = shared.words;
    if (shared.json)
        return print_json(Json{
            {"schema_version", 1},
            {"folder", folder},
            {"files", done.files},
            {"rows", done.rows},
            {"bytes", done.bytes},
            {"changed_cells", done.changed},
            {"as_of", done.as_of.empty() ? Json() : Json(done.as_of)},
            {"manifest_sha256", done.manifest},
            {"intact", done.broken ==
                           0}}.dump(1, ' ', false, Json::error_handler_t::replace));
    if (shared.quiet) return;
    print_wrapped(
        words.say("export.written", {{"folder", folder},
                                     {"files", words.number(done.files)},
                                     {"rows", words.number(done.rows)},
                                     {"bytes", words.number(static_cast<long long>(done.bytes))}}));
    if (done.changed > 0)
        print_wrapped(words.say("export.changed", {{"n", words.number(done.changed)}}));
    print_line(words.say("export.manifest"));
    print_line("  " + done.manifest);
}

Exit write_export(Shared& shared, const Options& options) {
    const Workspace workspace = load_workspace(shared.folder);
    const Schemas schemas = load_schemas(workspace.registers);
    if (options.words.size() < 2 && !options.all && !schemas.contains(options.words.front()))
        fail(Exit::usage, "export.what", {{"word", options.words.front()}});
    if (options.all && options.words.size() > 1) fail(Exit::usage, "export.all_or_some");
    const fs::path folder = folder_of(options, schemas);
    ExportWish wish{{options.words.begin(), options.words.end() - 1},
                    shared.as_of.empty() ? "" : day_of(shared),
                    workspace.organisation};
    Store store(workspace.store, Store::Mode::read);
    const Exported done = export_store(store, schemas, wish, folder);
    tell(shared, done, folder.string());
    if (done.broken == 0) return Exit::ok;
    talk(shared.words.complain({"store.broken",
                                {{"entry", std::to_string(done.broken)}},
                                {workspace.store.string(), "", 0, 0}}));
    return Exit::tampered;
}

}  // namespace

void cmd_export(Commands& commands) {
    auto options = std::make_shared<Options>();
    auto* command = commands.add(
        "export", [&commands, options] { return write_export(commands.shared, *options); });
    command->add_option("DIR", options->words, commands.help("export_words"))->required();
    command->add_flag("--all", options->all, commands.help("export_all"));
}

}  // namespace schouw
