// SPDX-License-Identifier: EUPL-1.2
#include "store/record_rows.hpp"

#include <vector>

#include "base/error.hpp"
#include "store/places.hpp"

namespace schouw {
namespace {

const char* const keys_sql = R"(
    SELECT record_key FROM record
    WHERE register = ?1 AND to_snapshot IS NULL AND from_snapshot <= ?2
    UNION ALL
    SELECT record_key FROM record
    WHERE register = ?1 AND to_snapshot > ?2 AND from_snapshot <= ?2 ORDER BY record_key)";

const char* const places_sql = R"(
    SELECT places FROM source_read WHERE register = ? AND snapshot <= ? AND places <> x''
    ORDER BY snapshot DESC LIMIT 1)";

}  // namespace

RecordRows::Rows RecordRows::read(const std::string& register_id) {
    Rows rows;
    SQLite::Statement packed(store_.db(), places_sql);
    packed.bind(1, register_id);
    packed.bind(2, static_cast<int64_t>(snapshot_));
    if (!packed.executeStep()) return rows;
    std::vector<std::string> keys;
    SQLite::Statement query(store_.db(), keys_sql);
    query.bind(1, register_id);
    query.bind(2, static_cast<int64_t>(snapshot_));
    while (query.executeStep()) keys.push_back(query.getColumn(0).getString());
    const std::string bytes = packed.getColumn(0).getString();
    const auto places = unpack_places(bytes, keys.size());
    if (places.size() != keys.size())
        fail(Exit::tampered, "store.not_ours", {}, {store_.db().getFilename(), "", 0, 0});
    for (std::size_t i = 0; i < keys.size(); ++i)
        if (places[i] > 0) rows.emplace(std::move(keys[i]), places[i]);
    return rows;
}

long RecordRows::row(const std::string& register_id, const std::string& key, long otherwise) {
    auto at = known_.find(register_id);
    if (at == known_.end()) at = known_.emplace(register_id, read(register_id)).first;
    const auto row = at->second.find(key);
    return row == at->second.end() ? otherwise : row->second;
}

}  // namespace schouw
