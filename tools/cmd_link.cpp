// SPDX-License-Identifier: EUPL-1.2
// schouw link: a record that goes on under another key.
#include <memory>

#include "command.hpp"
#include "findings/link.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

struct Options {
    std::string register_id;
    std::string old_key;
    std::string new_key;
    std::string file;
    std::string reason;
    bool undo = false;
};

Exit link(Shared& shared, const Options& options) {
    const bool pair = !options.old_key.empty() || !options.new_key.empty();
    if (pair == !options.file.empty() || options.old_key.empty() != options.new_key.empty())
        fail(Exit::usage, "link.what");
    const Setup setup = open_setup(shared);
    if (!std::filesystem::exists(setup.workspace.store))
        fail(Exit::usage, "store.absent", {}, {setup.workspace.store.string(), "", 0, 0});
    const auto wishes =
        pair ? std::vector<LinkWish>{{options.old_key, options.new_key, options.reason, {}}}
             : read_links(options.file, options.file, options.reason);
    Store store(setup.workspace.store, Store::Mode::write);
    const std::string day = day_of(shared);
    link_records(setup, store, options.register_id, wishes, day, options.undo);
    if (shared.json) {
        Json document = {{"schema_version", 1},
                         {"register", options.register_id},
                         {"as_of", day},
                         {"undone", options.undo},
                         {"links", Json::array()}};
        for (const auto& wish : wishes)
            document["links"].push_back({{"old", wish.old_key},
                                         {"new", wish.new_key},
                                         {"reason", wish.reason.empty() ? Json()
                                                                        : Json(wish.reason)}});
        print_json(document.dump(1, ' ', false, Json::error_handler_t::replace));
    } else if (!shared.quiet) {
        for (const auto& wish : wishes)
            print_wrapped(shared.words.say(
                options.undo ? "link.undone" : "link.done",
                {{"register", options.register_id}, {"old", wish.old_key}, {"new", wish.new_key}}));
        print_wrapped(shared.words.say("link.next"));
    }
    return Exit::ok;
}

}  // namespace

void cmd_link(Commands& commands) {
    auto options = std::make_shared<Options>();
    auto* command =
        commands.add("link", [&commands, options] { return link(commands.shared, *options); });
    command->add_option("REGISTER", options->register_id, commands.help("link_register"))
        ->required();
    command->add_option("OLD", options->old_key, commands.help("link_old"));
    command->add_option("NEW", options->new_key, commands.help("link_new"));
    command->add_option("--file", options->file, commands.help("link_file"))->type_name("FILE");
    command->add_option("--reason", options->reason, commands.help("link_reason"))
        ->type_name("TEXT");
    command->add_flag("--undo", options->undo, commands.help("link_undo"));
}

}  // namespace schouw
