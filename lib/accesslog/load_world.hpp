// SPDX-License-Identifier: EUPL-1.2
// Registers and lists in, what detectors know beside the lines out.
#pragma once
#include <filesystem>
#include <map>
#include <string>

#include "accesslog/config.hpp"
#include "accesslog/hash.hpp"
#include "accesslog/world.hpp"
#include "registers/schema.hpp"
#include "registers/workspace.hpp"

namespace schouw {

// The lists as they are written, for a cluster to join with: tab-separated rows of user, dossier
// and two days; and the dossiers by name.
struct WrittenLists {
    std::string relations;
    std::map<std::string, DossierTimes> dossiers;
};

// Reads the registers whose roles say that they are about accounts and activities, as far as the
// workspace has them, and the lists of the log. Throws Error(io) for a list that cannot be read.
World load_world(const LogConfig& log, const Workspace& workspace, const Schemas& schemas,
                 const HashKey& key, WrittenLists* written = nullptr);
void read_lists(const LogConfig& log, const std::filesystem::path& folder, const HashKey& key,
                World& world, WrittenLists* written);

}  // namespace schouw
