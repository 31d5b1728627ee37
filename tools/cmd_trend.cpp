// SPDX-License-Identifier: EUPL-1.2
// schouw trend: how the runs stood, one after the other.
#include <algorithm>
#include <memory>

#include "base/text.hpp"
#include "command.hpp"
#include "terminal.hpp"
#include "trend_text.hpp"

namespace schouw {
namespace {

struct Options {
    std::string checklist;
    bool all = false;
};

// A checklist of today, or one that a run knew.
void check_name(const std::string& name, Shared& shared, const Trend& trend) {
    if (name.empty() || trend.titles.contains(name)) return;
    std::vector<std::string> known;
    for (const auto& list : open_setup(shared).law.checklists) known.push_back(list.id);
    for (const auto& [list, title] : trend.titles) known.push_back(list);
    std::sort(known.begin(), known.end());
    known.erase(std::unique(known.begin(), known.end()), known.end());
    if (std::find(known.begin(), known.end(), name) == known.end())
        fail(Exit::usage, "check.no_such_checklist",
             {{"name", name},
              {"meant", did_you_mean(name, known).value_or("-")},
              {"known", join(known, ", ")}});
}

Exit trend(Shared& shared, const Options& options) {
    Store store(load_workspace(shared.folder).store, Store::Mode::read);
    run_to_read(store, shared);  // says so when there is none
    const TrendWish wish{shared.as_of.empty() ? "" : day_of(shared), options.checklist,
                         options.all};
    const Trend found = trend_of(store, wish);
    check_name(options.checklist, shared, found);
    if (shared.json)
        print_json(
            trend_json(found, shared.words).dump(1, ' ', false, Json::error_handler_t::replace));
    else
        print_trend(found, options.checklist, terminal_shows_utf8(), shared.words);
    return Exit::ok;
}

}  // namespace

void cmd_trend(Commands& commands) {
    auto options = std::make_shared<Options>();
    auto* command =
        commands.add("trend", [&commands, options] { return trend(commands.shared, *options); });
    command->add_option("--checklist", options->checklist, commands.help("trend_checklist"))
        ->type_name("ID");
    command->add_flag("--all", options->all, commands.help("trend_all"));
}

}  // namespace schouw
