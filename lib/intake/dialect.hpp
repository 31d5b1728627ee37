// SPDX-License-Identifier: EUPL-1.2
// The first part of a CSV file in, the way it was written out.
#pragma once
#include <string_view>

#include "intake/csv.hpp"

namespace schouw {

// The delimiter that splits most of the rows into the same number of cells (more than one); among
// equals ; then , then TAB then |. A wish is obeyed. `whole` says that the head is all of the file.
Dialect guess_dialect(std::string_view head, bool whole, const DialectWish& wish);

}  // namespace schouw
