// SPDX-License-Identifier: EUPL-1.2
// The shape of a subcommand, and what all of them share.
#pragma once
#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <string>

#include "base/catalogue.hpp"
#include "findings/run.hpp"
#include "store/history.hpp"

namespace schouw {

struct Shared {
    explicit Shared(Language asked) : words(asked) {}
    Catalogue words;
    std::filesystem::path folder = ".";
    std::string language;
    std::string color = "auto";
    std::string as_of;
    bool json = false;
    bool quiet = false;
    // Set by a command whose errors mean something to who calls it: says them, gives the exit code.
    std::function<int(const Error&)> on_error;
};

// The application and the chosen subcommand. Each cmd_<name>.cpp adds itself once.
struct Commands {
    CLI::App& app;
    Shared& shared;
    std::function<Exit()> chosen;

    // A subcommand `name`, described by the sentence help.<name>; `body` runs when it is chosen.
    CLI::App* add(const std::string& name, std::function<Exit()> body);
    // Sentence help.<command>.<option>.
    std::string help(const std::string& key) const { return shared.words.say("help." + key); }
};

// The option's value is one of these words; help shows them as a|b.
void takes(CLI::Option* option, const std::vector<std::string>& words);

void add_commands(Commands& commands);  // written by CMake from the files tools/cmd_*.cpp

// --wait[=SECONDS], of a command that writes to the store: kept in `wait`, read by patience_of.
void add_wait(const Commands& commands, CLI::App* command, std::string& wait);
// How long to wait for another run. Throws Error(usage) for what is no number of seconds.
Patience patience_of(const std::string& wait);

// --as-of as ISO; today's date when it is not given. Throws Error(usage) for no date.
std::string day_of(const Shared& shared);
// Workspace and law; the language of the workspace is taken when none was asked for.
Setup open_setup(Shared& shared);
// The run that reading commands look at: the last one with as_of ≤ --as-of. Throws Error(usage)
// when there is none.
RunInfo run_to_read(Store& store, const Shared& shared);

}  // namespace schouw
