// SPDX-License-Identifier: EUPL-1.2
// Links between keys and the registers of today in, which findings have to move where out.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "checks/rundb.hpp"
#include "store/links.hpp"

namespace schouw {

// The linked keys of one register.
struct KeyMoves {
    // Every old key → the keys it had after that (store/links.hpp), empty when its link was undone.
    std::map<std::string, std::vector<std::string>> later;
    // Key of a record that is in the register → old keys that are not, and are this one now.
    std::map<std::string, std::vector<std::string>> sources;
};
using MovesByRegister = std::map<std::string, KeyMoves>;

// Of the registers of today with links given at or before the day. A key that is in the register is that
// record: nothing moves away from it.
MovesByRegister moves_of(Store& store, const std::string& as_of, const Schemas& schemas,
                         RunDb& database);

}  // namespace schouw
