// SPDX-License-Identifier: EUPL-1.2
#include "store/records.hpp"

#include <algorithm>

#include "store/record_rows.hpp"

namespace schouw {
namespace {

const char* const records_sql = R"(
    SELECT record_key, cells FROM record
    WHERE register = ?1 AND to_snapshot IS NULL AND from_snapshot <= ?2
    UNION ALL
    SELECT record_key, cells FROM record
    WHERE register = ?1 AND to_snapshot > ?2 AND from_snapshot <= ?2)";

const char* const placed_sql = R"(
    SELECT 1 FROM source_read WHERE register = ? AND snapshot <= ? AND places <> x'' LIMIT 1)";

bool rows_were_kept(Store& store, long long snapshot, const std::string& register_id) {
    SQLite::Statement query(store.db(), placed_sql);
    query.bind(1, register_id);
    query.bind(2, static_cast<int64_t>(snapshot));
    return query.executeStep();
}

struct Packed {
    long row = 0;
    std::string key;
    std::string cells;
};

}  // namespace

long long each_record(Store& store, long long snapshot, const std::string& register_id,
                      const std::function<void(const StoredRecord&)>& sink) {
    const bool kept = rows_were_kept(store, snapshot, register_id);
    RecordRows rows(store, snapshot);
    std::vector<Packed> packed;
    SQLite::Statement query(store.db(), records_sql);
    query.bind(1, register_id);
    query.bind(2, static_cast<int64_t>(snapshot));
    while (query.executeStep()) {
        std::string key = query.getColumn(0).getString();
        const long row =
            kept ? rows.row(register_id, key, 0) : static_cast<long>(packed.size()) + 1;
        if (row > 0) packed.push_back({row, std::move(key), query.getColumn(1).getString()});
    }
    std::sort(packed.begin(), packed.end(),
              [](const Packed& a, const Packed& b) { return a.row < b.row; });
    long long destroyed = 0;
    StoredRecord record;
    for (auto& one : packed) {
        if (one.cells.empty()) {
            ++destroyed;
            continue;
        }
        record.row = one.row;
        record.key = std::move(one.key);
        record.cells = Json::parse(one.cells).get<std::vector<std::string>>();
        sink(record);
    }
    return destroyed;
}

}  // namespace schouw
