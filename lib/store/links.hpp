// SPDX-License-Identifier: EUPL-1.2
// Records that got another key: what was linked, and which key is which today.
#pragma once
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "store/store.hpp"

namespace schouw {

// A record that goes on under another key. The same key twice says that the earlier link of that
// key is undone.
struct Link {
    long long id = 0;
    std::string recorded_at;
    std::string as_of;
    std::string register_id;
    std::string old_key;
    std::string new_key;
    std::string reason;
    bool undoes() const { return old_key == new_key; }
};

// In the order in which they were given; only those with as_of at or before the day ("" for all).
std::vector<Link> all_links(Store& store, const std::string& as_of = "");

// Writes it with its journal entry (kind "link", with all that the row says), inside the caller's
// transaction. Returns its number.
long long add_link(Store& store, const Link& link);

// The keys that a key had one after the other, itself not among them: A was linked to B, and B to
// C: B, C. A link counts only when it was given after the one by which we came.
std::vector<std::string> later_keys(const std::vector<Link>& links, const std::string& register_id,
                                    const std::string& key);
// Old key → the key of today, of all keys of a register that are linked.
std::map<std::string, std::string> linked_keys(const std::vector<Link>& links,
                                               const std::string& register_id);

}  // namespace schouw
