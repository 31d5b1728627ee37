// SPDX-License-Identifier: EUPL-1.2
// A user as the log writes it in, the number that it has in entries out, with the role of its
// account.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "accesslog/event.hpp"
#include "accesslog/names.hpp"
#include "accesslog/world.hpp"

namespace schouw {

class UserNumbers {
public:
    UserNumbers(Names& users, Names& roles, const World& world)
        : users_(users), roles_(roles), world_(world) {}
    // Adds users that were not seen before to `fresh`, in the order of their numbers.
    std::uint32_t number(std::string_view user, std::vector<NewUser>& fresh);
    // 0 for a user without an account, or whose account has no role.
    std::uint16_t role(std::uint32_t user) const {
        return user != 0 && user <= role_.size() ? role_[user - 1] : std::uint16_t{0};
    }

private:
    Names& users_;
    Names& roles_;
    const World& world_;
    std::vector<std::uint16_t> role_;  // by user number - 1
    bool overflow_ = false;
};

}  // namespace schouw
