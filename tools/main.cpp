// SPDX-License-Identifier: EUPL-1.2
// Builds the application from the command table; the one catch; the exit codes.
#include <sodium.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <csignal>
#include <new>

#include "arguments.hpp"
#include "command.hpp"
#include "store/store_error.hpp"
#include "terminal.hpp"

namespace {

using namespace schouw;

int report(const Shared& shared, const Error& error) {
    if (shared.on_error) return shared.on_error(error);
    talk(shared.words.complain(error.message));
    return static_cast<int>(error.exit);
}

int run(const std::vector<std::string>& arguments, Shared& shared) {
    CLI::App app{shared.words.say("help.schouw"), "schouw"};
    Commands commands{app, shared, nullptr};
    add_shared_options(commands);
    add_commands(commands);
    try {
        if (!parse_arguments(commands, arguments)) return 0;
        set_color(shared.color);
        const Exit exit = commands.chosen();
        flush_output();
        return static_cast<int>(exit);
    } catch (const Error& error) {
        return report(shared, error);
    } catch (const SQLite::Exception& error) {
        return report(shared, store_error(error));
    } catch (const Json::exception& error) {  // what we keep as JSON is read from the store alone
        return report(shared,
                      Error(Exit::tampered, {"store.damaged", {{"why", error.what()}}, {}}));
    } catch (const std::filesystem::filesystem_error& error) {
        return report(shared, Error(Exit::io, {"file.unreadable",
                                               {{"why", error.code().message()}},
                                               {error.path1().string(), "", 0, 0}}));
    } catch (const std::bad_alloc&) {
        return report(shared, Error(Exit::internal, {"internal.memory", {}, {}}));
    } catch (const std::exception& error) {
        return report(shared,
                      Error(Exit::internal, {"internal.error", {{"why", error.what()}}, {}}));
    }
}

}  // namespace

int main(int argc, char** argv) {
    umask(077);
    std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error with a sentence
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);  // its counter is a lock around every malloc
    if (sodium_init() < 0) return static_cast<int>(Exit::internal);
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    Shared shared(asked_language(arguments));
    return run(arguments, shared);
}
