// SPDX-License-Identifier: EUPL-1.2
#include "store/records.hpp"

namespace schouw {
namespace {

const char* const records_sql = R"(
    SELECT record_key, cells FROM record
    WHERE register = ?1 AND from_snapshot <= ?2 AND (to_snapshot IS NULL OR to_snapshot > ?2)
    ORDER BY id)";

}  // namespace

void each_record(Store& store, long long snapshot, const std::string& register_id,
                 const std::function<void(const StoredRecord&)>& sink) {
    SQLite::Statement query(store.db(), records_sql);
    query.bind(1, register_id);
    query.bind(2, static_cast<int64_t>(snapshot));
    StoredRecord record;
    while (query.executeStep()) {
        ++record.row;
        record.key = query.getColumn(0).getString();
        record.cells = Json::parse(query.getColumn(1).getString()).get<std::vector<std::string>>();
        sink(record);
    }
}

}  // namespace schouw
