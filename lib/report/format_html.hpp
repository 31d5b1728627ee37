// SPDX-License-Identifier: EUPL-1.2
// A report in, one web page out that needs nothing beside it: no script to be read, no network, and
// by its own policy (CSP) nothing runs or is fetched but the style and script it was written with.
#pragma once
#include "report/formats.hpp"

namespace schouw {

void write_html(const Report& report, const std::filesystem::path& path,
                const ReadBack& read_back = nullptr);

}  // namespace schouw
