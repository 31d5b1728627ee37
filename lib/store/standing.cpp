// SPDX-License-Identifier: EUPL-1.2
#include "store/standing.hpp"

#include <utility>

#include "base/digest.hpp"

namespace schouw {

std::string digest_of_fields(const std::vector<std::string_view>& fields) {
    std::string all;
    for (const auto field : fields) {
        all += std::to_string(field.size()) + ':';
        all += field;
    }
    return quick_digest(all);
}

Standing::Standing(Store& store, const char* table)
    : find_(store.db(), std::string("SELECT id, digest FROM ") + table +
                            " WHERE register = ? AND to_snapshot IS NULL"),
      close_(store.db(), std::string("UPDATE ") + table + " SET to_snapshot = ? WHERE id = ?") {}

void Standing::begin(const std::string& register_id) {
    rows_.clear();
    find_.reset();
    find_.bind(1, register_id);
    while (find_.executeStep())
        rows_.emplace(find_.getColumn(1).getString(),
                      std::pair(find_.getColumn(0).getInt64(), false));
    find_.reset();
}

void Standing::discard() {
    for (auto& [digest, row] : rows_) row.second = false;
}

bool Standing::stands(const std::string& digest) {
    const auto [first, last] = rows_.equal_range(digest);
    for (auto row = first; row != last; ++row)
        if (!std::exchange(row->second.second, true)) return true;
    return false;
}

bool Standing::end(long long snapshot) {
    bool any = false;
    for (const auto& [digest, row] : rows_) {
        if (row.second) continue;
        close_.reset();
        close_.bind(1, static_cast<int64_t>(snapshot));
        close_.bind(2, static_cast<int64_t>(row.first));
        close_.exec();
        any = true;
    }
    close_.reset();
    rows_.clear();
    return any;
}

}  // namespace schouw
