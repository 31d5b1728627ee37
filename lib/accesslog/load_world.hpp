// SPDX-License-Identifier: EUPL-1.2
// Registers and lists in, what detectors know beside the lines out.
#pragma once
#include <filesystem>

#include "accesslog/config.hpp"
#include "accesslog/hash.hpp"
#include "accesslog/world.hpp"
#include "registers/schema.hpp"
#include "registers/workspace.hpp"

namespace schouw {

// Reads the registers whose roles say that they are about accounts and activities, as far as the
// workspace has them, and the lists of the log. Throws Error(io) for a list that cannot be read.
World load_world(const LogConfig& log, const Workspace& workspace, const Schemas& schemas,
                 const HashKey& key);
void read_lists(const LogConfig& log, const std::filesystem::path& folder, const HashKey& key,
                World& world);

}  // namespace schouw
