// SPDX-License-Identifier: EUPL-1.2
// The command line in; options filled and a subcommand chosen, or a sentence of ours.
#pragma once
#include <string>
#include <vector>

#include "command.hpp"

namespace schouw {

// --lang before anything is parsed, then the environment, then the workspace's own language.
Language asked_language(const std::vector<std::string>& arguments);

void add_shared_options(Commands& commands);

// False when help or the version was asked for and given. Throws Error(usage) for anything wrong.
bool parse_arguments(Commands& commands, const std::vector<std::string>& arguments);

}  // namespace schouw
