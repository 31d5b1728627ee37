// SPDX-License-Identifier: EUPL-1.2
// A store of an earlier version in, one of today's out, with its history.
#pragma once
#include <filesystem>

#include "store/store.hpp"

namespace schouw {

constexpr int store_version = 2;

// Brings the tables up to date in one transaction, after keeping the file as it was beside it
// ("….version-1"). The journal's entries stay byte for byte; one is added that commits to the
// digests that were taken anew. Needs the lock. Throws Error(usage) for a version that is unknown.
void migrate(Store& store, const std::filesystem::path& path, int from);

}  // namespace schouw
