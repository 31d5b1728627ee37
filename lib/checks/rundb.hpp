// SPDX-License-Identifier: EUPL-1.2
// The temporary database of a run: one STRICT table per register, typed by today's schema.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "checks/sandbox.hpp"
#include "registers/reader.hpp"
#include "registers/schema.hpp"

namespace schouw {

// Beside its own columns each table has _row (the row of the source), _key and _states: one
// letter per column of the register, by State (v e n u x a).
class RunDb {
public:
    // large: in a private file, so that memory stays bounded; else in memory. Several readers share
    // it in both.
    RunDb(const Schemas& schemas, bool large);

    sqlite3* db() { return db_.get(); }
    // Another connection that reads what is there now; after finish(), and by several threads.
    Db reader();

    // After finish(): other records instead of those that the register has.
    void replace(const Schema& schema, const std::set<std::string>& needed,
                 const std::vector<Record>& records);

    // Which of these keys the register holds.
    std::set<std::string> present(const std::string& register_id,
                                  const std::set<std::string>& keys);
    long long highest_row(const std::string& register_id);
    long long count(const std::string& register_id);
    // After the last register: readers may open the file.
    void finish();
    // For the program's own questions; throws Error(internal) for SQL that does not prepare.
    Statement prepare(const std::string& sql);

private:
    void exec(const std::string& sql);
    void key_table(const std::set<std::string>& keys);

    friend class RunTable;
    std::mutex filling_;
    std::unique_ptr<PrivateFolder> folder_;
    std::string name_;
    int uri_ = 0;  // or SQLITE_OPEN_URI
    Db db_;
};

// Fills one register of it. Several may be filled at a time, each by a thread of its own.
class RunTable {
public:
    // Only columns of `needed` are written, the others stay NULL.
    RunTable(RunDb& database, const Schema& schema, const std::set<std::string>& needed);
    ~RunTable();
    RunTable(const RunTable&) = delete;
    RunTable& operator=(const RunTable&) = delete;
    void put(const Record& record);
    // Takes out the records with these keys; returns the row on which each stood first.
    std::map<std::string, long> remove(const std::set<std::string>& keys);
    // Makes the indexes for these columns of the register.
    void end(const std::set<std::string>& indexed);

private:
    void bind_value(int at, const SqlColumn& column, const Value& value);
    void put_lists(const Record& record);

    RunDb& database_;
    const Schema& schema_;
    std::vector<SqlColumn> columns_;
    Statement insert_;
    std::vector<std::pair<std::size_t, Statement>> lists_;  // columns that refer by list
    std::string states_;
};

// The table that holds, one by one, the elements of a column that refers by list.
std::string list_table(const std::string& register_id, const std::string& column);

}  // namespace schouw
