// SPDX-License-Identifier: EUPL-1.2
// schouw logs own-processing: the papers that analysing logs asks for, to fill in.
#include <algorithm>

#include "base/file.hpp"
#include "base/text.hpp"
#include "logs_actions.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_bytes = 4 << 20;  // of one of the papers

std::vector<fs::path> papers() {
    const fs::path folder = data_folder() / "templates/own-processing";
    auto files = files_in(folder);
    std::error_code unknown;
    std::erase_if(files, [&](const fs::path& file) { return !fs::is_regular_file(file, unknown); });
    if (files.empty()) fail(Exit::io, "file.absent", {}, {folder.string(), "", 0, 0});
    return files;
}

}  // namespace

Exit logs_own_processing(Shared& shared, const LogsOptions& options) {
    if (options.names.size() != 1) fail(Exit::usage, "logs.own_folder");
    const fs::path folder = options.names.front();
    const auto files = papers();
    // What is there was filled in by somebody: nothing is written over.
    for (const auto& file : files)
        if (fs::exists(fs::symlink_status(folder / file.filename())))
            fail(Exit::usage, "logs.own_exists", {},
                 {(folder / file.filename()).string(), "", 0, 0});
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        fail(Exit::io, "file.cannot_write", {{"why", error.message()}},
             {folder.string(), "", 0, 0});
    std::vector<std::string> names;
    for (const auto& file : files) {
        write_file(folder / file.filename(), read_file(file, most_bytes));
        names.push_back(file.filename().string());
    }
    if (shared.json)
        print_json(Json{{"schema_version", 1}, {"folder", folder.string()}, {"files", names}}.dump(
            1, ' ', false, Json::error_handler_t::replace));
    else if (!shared.quiet)
        print_wrapped(shared.words.say(
            "logs.own_written", {{"folder", folder.string()}, {"files", join(names, ", ")}}));
    return Exit::ok;
}

}  // namespace schouw
