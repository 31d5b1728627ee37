// SPDX-License-Identifier: EUPL-1.2
#include "checks/samples.hpp"

#include "checks/compile.hpp"

namespace schouw {
namespace {

const char* const seen_sql = R"(
SELECT check_id,
       sum(outcome = 'confirmed' AND level = 'existence'),
       sum(outcome = 'confirmed' AND level = 'operation'),
       sum(outcome = 'contradicted'),
       sum(outcome = 'not_shown'),
       max(seen_on)
FROM "%"
WHERE seen_on <= ? AND check_id IS NOT NULL
GROUP BY check_id)";

}  // namespace

const std::set<std::string>& sample_columns() {
    static const std::set<std::string> columns = {"check_id", "level", "outcome", "seen_on"};
    return columns;
}

std::map<std::string, Sampled> samples_of(RunDb& database, const Schemas& schemas,
                                          const std::string& as_of) {
    std::map<std::string, Sampled> seen;
    const Schema* schema = with_role(schemas, "samples");
    if (schema == nullptr) return seen;
    std::string sql = seen_sql;
    sql.replace(sql.find('%'), 1, schema->id);
    const Statement statement = database.prepare(sql);
    sqlite3_bind_text(statement.get(), 1, as_of.data(), static_cast<int>(as_of.size()),
                      SQLITE_TRANSIENT);
    const auto text = [&](int at) {
        const auto* value = sqlite3_column_text(statement.get(), at);
        return std::string(value == nullptr ? "" : reinterpret_cast<const char*>(value));
    };
    while (sqlite3_step(statement.get()) == SQLITE_ROW)
        seen[text(0)] = {sqlite3_column_int64(statement.get(), 1),
                         sqlite3_column_int64(statement.get(), 2),
                         sqlite3_column_int64(statement.get(), 3),
                         sqlite3_column_int64(statement.get(), 4), text(5)};
    return seen;
}

}  // namespace schouw
