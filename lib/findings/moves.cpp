// SPDX-License-Identifier: EUPL-1.2
#include "findings/moves.hpp"

#include <set>

namespace schouw {

MovesByRegister moves_of(Store& store, const std::string& as_of, const Schemas& schemas,
                         RunDb& database) {
    MovesByRegister moves;
    const auto links = all_links(store, as_of);
    for (const auto& link : links)
        if (schemas.contains(link.register_id))
        moves[link.register_id].later.emplace(
            link.old_key, later_keys(links, link.register_id, link.old_key));
    for (auto& [register_id, of] : moves) {
        std::set<std::string> keys;
        for (const auto& [old_key, later] : of.later) {
            keys.insert(old_key);
            if (!later.empty()) keys.insert(later.back());
        }
        const auto present = database.present(register_id, keys);
        for (const auto& [old_key, later] : of.later)
            if (!later.empty() && later.back() != old_key && present.contains(later.back()) &&
                !present.contains(old_key))
                of.sources[later.back()].push_back(old_key);
    }
    return moves;
}

}  // namespace schouw
