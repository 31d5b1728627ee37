// SPDX-License-Identifier: EUPL-1.2
// An exception of SQLite in, the Error with its exit code and sentence out.
#pragma once
#include <SQLiteCpp/Exception.h>

#include <filesystem>

#include "base/error.hpp"

namespace schouw {

// A full disk, no permission and failed reading or writing are Error(io); a store that is locked
// Error(busy); no memory Error(internal). All else says that the store is not as we wrote it:
// Error(tampered).
Error store_error(const SQLite::Exception& error, const std::filesystem::path& path = {});

}  // namespace schouw
