// SPDX-License-Identifier: EUPL-1.2
// schouw key: the key that runs are signed with.
#include <algorithm>
#include <memory>

#include "base/digest.hpp"
#include "base/signing.hpp"
#include "command.hpp"
#include "registers/signing_key.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

namespace fs = std::filesystem;

struct Options {
    std::string action = "show";
    std::string file;
};

// Where the key is: --file, else what schouw.toml says, else the place of its own.
struct KeyPlace {
    fs::path file;
    bool signs = false;         // the workspace signs with it
    bool in_workspace = false;  // it lies in the folder with the history
};

fs::path real(const fs::path& path) {
    std::error_code error;
    const fs::path whole = fs::weakly_canonical(fs::absolute(path), error);
    return error ? fs::absolute(path).lexically_normal() : whole;
}

bool within(const fs::path& file, const fs::path& folder) {
    const fs::path inner = real(file);
    const fs::path outer = real(folder);
    return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first ==
           outer.end();
}

KeyPlace key_place(const Shared& shared, const Options& options) {
    KeyPlace place;
    fs::path sign;
    const bool workspace = fs::exists(shared.folder / "schouw.toml");
    if (workspace) sign = signing_key_of(shared.folder);
    place.file = !options.file.empty() ? fs::path(options.file)
                 : !sign.empty()       ? sign
                                       : default_key_file();
    place.signs = !sign.empty() && real(sign) == real(place.file);
    place.in_workspace = workspace && within(place.file, shared.folder);
    return place;
}

std::string shown(const KeyPlace& place) {
    return fs::absolute(place.file).lexically_normal().string();
}

std::string json_text(const Json& json) {
    return json.dump(1, ' ', false, Json::error_handler_t::replace);
}

void tell(const Shared& shared, const KeyPlace& place, const PublicKey& key, bool made) {
    const Args args = {{"file", shown(place)}, {"key", hex(key)}};
    if (shared.json)
        return print_json(json_text({{"schema_version", 1},
                                     {"file", shown(place)},
                                     {"public_key", hex(key)},
                                     {"signs", place.signs},
                                     {"in_workspace", place.in_workspace}}));
    if (shared.quiet) return print_line(hex(key));
    print_line(shared.words.say(made ? "key.made" : "key.file", args));
    print_line(shared.words.say("key.public", args));
    if (made) {
        print_line();
        print_wrapped(shared.words.say("key.next"));
    }
    print_line();
    print_wrapped(shared.words.say(place.signs ? "key.signs" : "key.signs_not"));
    if (!place.signs) print_line("sign = " + json_text(shown(place)));
}

Exit key(Shared& shared, const Options& options) {
    const KeyPlace place = key_place(shared, options);
    if (options.action == "path") {
        if (shared.json)
            print_json(json_text({{"schema_version", 1},
                                  {"file", shown(place)},
                                  {"exists", fs::exists(fs::symlink_status(place.file))},
                                  {"signs", place.signs}}));
        else
            print_line(shown(place));
        return Exit::ok;
    }
    const bool make = options.action == "new";
    tell(shared, place, make ? make_key(place.file) : SigningKey(place.file).public_key(), make);
    if (place.in_workspace)
        talk(shared.words.complain({"key.in_workspace", {}, {place.file.string(), "", 0, 0}},
                                   "level.remark"));
    return Exit::ok;
}

}  // namespace

void cmd_key(Commands& commands) {
    auto options = std::make_shared<Options>();
    auto* command =
        commands.add("key", [&commands, options] { return key(commands.shared, *options); });
    takes(command->add_option("WHAT", options->action, commands.help("key_what")),
          {"new", "show", "path"});
    command->add_option("--file", options->file, commands.help("key_file"))->type_name("FILE");
}

}  // namespace schouw
