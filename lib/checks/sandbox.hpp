// SPDX-License-Identifier: EUPL-1.2
// A connection on which checklist SQL can compute, and nothing else.
#pragma once
#include <sqlite3.h>

#include <memory>
#include <set>
#include <string>
#include <utility>

namespace schouw {

struct CloseDb {
    void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
};
struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Db = std::unique_ptr<sqlite3, CloseDb>;
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

// Register and column, as the authorizer saw them read.
using ReadSet = std::set<std::pair<std::string, std::string>>;

class Sandbox {
public:
    // A connection of its own, or one that the caller keeps owning; it is locked down.
    explicit Sandbox(Db own);
    explicit Sandbox(sqlite3* open);
    ~Sandbox();
    Sandbox(const Sandbox&) = delete;
    Sandbox& operator=(const Sandbox&) = delete;

    sqlite3* db() { return db_; }
    // Null when SQLite or the authorizer refuses; then error() and error_offset() say why. With
    // `strict` the program's own names (those that begin with _) are refused too. What is read is
    // added to `reads`.
    Statement prepare(const std::string& sql, ReadSet* reads, bool strict);
    std::string error() const { return error_; }
    int error_offset() const { return offset_; }
    // Lets what runs next take so many steps of the virtual machine. Past it: SQLITE_INTERRUPT.
    void allow_steps(long long steps);
    bool out_of_steps() const { return steps_left_ <= 0; }

private:
    void lock_down();
    static int authorize(void* self, int action, const char* first, const char* second,
                         const char* database, const char* trigger);
    static int progress(void* self);

    Db own_;
    sqlite3* db_ = nullptr;
    bool strict_ = true;
    ReadSet* reads_ = nullptr;
    std::string refused_;
    std::string error_;
    int offset_ = -1;
    long long steps_left_ = 0;
};

}  // namespace schouw
