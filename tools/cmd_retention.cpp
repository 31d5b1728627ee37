// SPDX-License-Identifier: EUPL-1.2
// schouw retention: what the history holds beyond its term, and its destruction.
#include <memory>

#include "base/calendar.hpp"
#include "base/date.hpp"
#include "command.hpp"
#include "store/retention.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

struct Options {
    bool destroy = false;
    std::string wait;
};

// The day before which what ended is past its term.
std::string day_before(const std::string& day, long months) {
    if (day > iso(amsterdam_day(now_seconds())))
        fail(Exit::usage, "retention.future", {{"date", day}});
    return iso(add_months(*parse_iso(day), -months));
}

Json document(const Retention& found, long months, bool destroyed) {
    Json rows = Json::object();
    for (const auto& [table, count] : found.past) rows[table] = count;
    return {{"schema_version", 1},
            {"months", months},
            {"before", found.before},
            {destroyed ? "destroyed" : "past", rows}};
}

void print(const Retention& found, long months, bool destroyed, const Catalogue& words) {
    const Args term = {{"months", words.number(months)}, {"date", words.date(found.before)}};
    if (found.total() == 0) return print_wrapped(words.say("retention.none", term));
    print_wrapped(words.say(destroyed ? "retention.destroyed" : "retention.past", term));
    for (const auto& [table, count] : found.past)
        print_wrapped("- " + words.say("retention." + table, {{"n", words.number(count)}}), 2);
    print_wrapped(words.say(destroyed ? "retention.elsewhere" : "retention.how"));
}

Exit retention(Shared& shared, const Options& options) {
    const Workspace workspace = load_workspace(shared.folder);
    if (workspace.retention_months == 0)
        fail(Exit::usage, "retention.no_term", {}, {"schouw.toml", "", 0, 0});
    const std::string day = day_of(shared);
    const std::string before = day_before(day, workspace.retention_months);
    Store store(workspace.store, options.destroy ? Store::Mode::write : Store::Mode::read,
                patience_of(options.wait));
    const Retention found =
        options.destroy ? destroy_past_retention(store, before, day, workspace.retention_months)
                        : past_retention(store, before);
    const bool destroyed = options.destroy && found.total() > 0;
    if (shared.json)
        print_json(document(found, workspace.retention_months, options.destroy).dump(1));
    else if (!shared.quiet)
        print(found, workspace.retention_months, destroyed, shared.words);
    return Exit::ok;
}

}  // namespace

void cmd_retention(Commands& commands) {
    auto options = std::make_shared<Options>();
    auto* command = commands.add(
        "retention", [&commands, options] { return retention(commands.shared, *options); });
    command->add_flag("--destroy", options->destroy, commands.help("retention_destroy"));
    add_wait(commands, command, options->wait);
}

}  // namespace schouw
