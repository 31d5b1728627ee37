// SPDX-License-Identifier: EUPL-1.2
// schouw init: a new workspace, empty or from an example.
#include <algorithm>
#include <fstream>
#include <memory>

#include "base/file.hpp"
#include "base/text.hpp"
#include "command.hpp"
#include "read_back.hpp"
#include "registers/log_facts.hpp"
#include "report/intake_workbook.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

namespace fs = std::filesystem;

struct Options {
    std::string folder = ".";
    std::string example;
    std::string organisation;
};

void copy_example(const Options& options, const Catalogue& words) {
    const fs::path examples = data_folder() / "templates/examples";
    const fs::path from = examples / options.example;
    if (options.example.find('/') != std::string::npos || !fs::is_directory(from)) {
        std::vector<std::string> known;
        for (const auto& example : files_in(examples)) known.push_back(example.filename().string());
        fail(Exit::usage, "init.no_such_example",
             {{"name", options.example}, {"known", join(known, ", ")}});
    }
    for (const auto& entry : fs::recursive_directory_iterator(from)) {
        const fs::path to = fs::path(options.folder) / fs::relative(entry.path(), from);
        if (entry.is_directory())
            fs::create_directories(to);
        else
            write_file(to, read_file(entry.path(), 64 << 20));
    }
    print_line(
        words.say("init.example", {{"example", options.example}, {"folder", options.folder}}));
}

void new_workspace(const Options& options, const Catalogue& words) {
    const Setup shipped = load_shipped();
    const fs::path folder = options.folder;
    fs::create_directories(folder / "registers");
    std::string sources;
    for (const auto& [id, schema] : shipped.schemas) {
        if (schema.filled() || is_made(schema)) continue;
        const std::string file = "registers/" + id + ".csv";
        write_file(folder / file, csv_header(schema, words.language()));
        sources += "# [sources." + id + "]\n# file = \"" + file + "\"\n";
    }
    write_intake_workbook(shipped.schemas, words, folder / (words.say("init.workbook") + ".xlsx"),
                          read_back);
    std::string organisation =
        options.organisation.empty() ? words.say("init.organisation") : options.organisation;
    std::string quoted;
    append_json(quoted, organisation);
    write_file(folder / "schouw.toml",
               words.say("init.toml", {{"organisation", quoted},
                                       {"language", words.language() == Language::nl ? "nl" : "en"},
                                       {"sources", sources}}));
    write_file(folder / "README.md", words.say("init.readme", {{"organisation", organisation}}));
    print_line(words.say("init.done", {{"folder", options.folder}}));
}

Exit init(Shared& shared, const Options& options) {
    if (fs::exists(fs::path(options.folder) / "schouw.toml"))
        fail(Exit::usage, "init.exists", {{"folder", options.folder}});
    std::error_code error;
    fs::create_directories(options.folder, error);
    if (error)
        fail(Exit::io, "file.cannot_write", {{"why", error.message()}}, {options.folder, "", 0, 0});
    if (options.example.empty())
        new_workspace(options, shared.words);
    else
        copy_example(options, shared.words);
    return Exit::ok;
}

}  // namespace

void cmd_init(Commands& commands) {
    auto options = std::make_shared<Options>();
    auto* command =
        commands.add("init", [&commands, options] { return init(commands.shared, *options); });
    command->add_option("DIR", options->folder, commands.help("init_folder"));
    command->add_option("--example", options->example, commands.help("init_example"))
        ->type_name("NAME");
    command->add_option("--organisation", options->organisation, commands.help("init_organisation"))
        ->type_name("TEXT");
}

}  // namespace schouw
