// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <tuple>

#include "store/history.hpp"
#include "store/record_rows.hpp"

namespace schouw {
namespace {

const std::string of_snapshot =
    " from_snapshot <= ?1 AND (to_snapshot IS NULL OR to_snapshot > ?1) ";

}  // namespace

long long count_doubts(Store& store, long long snapshot, const std::string& register_id) {
    SQLite::Statement query(store.db(), "SELECT count(*) FROM remark WHERE" + of_snapshot +
                                            "AND register = ?2 AND doubt");
    query.bind(1, static_cast<int64_t>(snapshot));
    query.bind(2, register_id);
    query.executeStep();
    return query.getColumn(0).getInt64();
}

std::vector<RemarkKind> remark_kinds(Store& store, long long snapshot) {
    std::vector<RemarkKind> kinds;
    SQLite::Statement query(store.db(), "SELECT key, count(*) AS times FROM remark WHERE" +
                                            of_snapshot + "GROUP BY key ORDER BY times DESC, key");
    query.bind(1, static_cast<int64_t>(snapshot));
    while (query.executeStep())
        kinds.push_back({query.getColumn(0).getString(), query.getColumn(1).getInt64()});
    return kinds;
}

std::vector<Remark> remarks_of(Store& store, long long snapshot, const std::string& register_id,
                               bool doubts, long long limit) {
    std::vector<Remark> remarks;
    RecordRows rows(store, snapshot);
    SQLite::Statement query(store.db(),
                            "SELECT record_key, row, cell, key, value, meant, doubt FROM remark "
                            "WHERE" +
                                of_snapshot + "AND register = ?2 AND doubt >= ?3 ORDER BY id");
    query.bind(1, static_cast<int64_t>(snapshot));
    query.bind(2, register_id);
    query.bind(3, doubts ? 1 : 0);
    while (query.executeStep()) {
        const std::string key = query.getColumn(0).getString();
        const auto row = static_cast<long>(query.getColumn(1).getInt64());
        remarks.push_back({key.empty() ? row : rows.row(register_id, key, row),
                           query.getColumn(2).getInt(), query.getColumn(3).getString(),
                           query.getColumn(4).getString(), query.getColumn(5).getString(),
                           query.getColumn(6).getInt() != 0});
    }
    std::stable_sort(remarks.begin(), remarks.end(), [](const Remark& a, const Remark& b) {
        return std::tie(a.row, a.column) < std::tie(b.row, b.column);
    });
    if (limit >= 0 && remarks.size() > static_cast<std::size_t>(limit))
        remarks.resize(static_cast<std::size_t>(limit));
    return remarks;
}

}  // namespace schouw
