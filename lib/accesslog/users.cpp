// SPDX-License-Identifier: EUPL-1.2
#include "accesslog/users.hpp"

namespace schouw {

std::uint32_t UserNumbers::number(std::string_view user, std::vector<NewUser>& fresh) {
    const std::size_t known = users_.size();
    const std::uint32_t number = users_.number(user);
    if (number <= known) return number;
    if (number > users_.size()) {  // more users than are told apart: they are one
        if (!overflow_) fresh.push_back({1, 0});
        overflow_ = true;
        return number;
    }
    const std::uint32_t account = world_.account_of(user);
    fresh.push_back({users_.hash(number), account});
    const std::string role = account == 0 ? "" : world_.accounts[account - 1].role;
    role_.push_back(role.empty() ? std::uint16_t{0}
                                 : static_cast<std::uint16_t>(roles_.number(role)));
    return number;
}

}  // namespace schouw
