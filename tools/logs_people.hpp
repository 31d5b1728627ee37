// SPDX-License-Identifier: EUPL-1.2
// Pseudonyms in, the users that they stand for out: for the reviewer who holds the key.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "accesslog/config.hpp"
#include "findings/run.hpp"

namespace schouw {

// Nothing that is stored leads back to a user. So the names are tried: first those of the register
// of accounts, then, for what these do not explain, those in the logs themselves, read again. Keys
// that a rotation kept are tried as well. A log that cannot be read is said, and what nobody
// explains stays away from the result.
struct TracedPeople {
    std::map<std::string, std::string> people;  // pseudonym → as written
    std::vector<Message> failures;
};
TracedPeople trace_people(const Setup& setup, const std::vector<LogConfig>& logs,
                          std::set<std::string> wanted);

}  // namespace schouw
