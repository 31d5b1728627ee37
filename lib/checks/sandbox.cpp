// SPDX-License-Identifier: EUPL-1.2
#include "checks/sandbox.hpp"

#include <algorithm>
#include <string_view>

#include "base/error.hpp"
#include "checks/functions.hpp"
#include "checks/lists.hpp"

namespace schouw {
namespace {

constexpr int steps_per_call = 1000;

}  // namespace

Sandbox::Sandbox(Db own) : own_(std::move(own)), db_(own_.get()) { lock_down(); }

Sandbox::Sandbox(sqlite3* open) : db_(open) { lock_down(); }

Sandbox::~Sandbox() {
    sqlite3_set_authorizer(db_, nullptr, nullptr);
    sqlite3_progress_handler(db_, 0, nullptr, nullptr);
}

void Sandbox::lock_down() {
    add_functions(db_);
    add_listed(db_);
    // json_each declares itself as a table when it is first used: let it, before the door closes.
    sqlite3_exec(db_, "SELECT 1 FROM json_each('[]')", nullptr, nullptr, nullptr);
    for (const int off : {SQLITE_DBCONFIG_DQS_DML, SQLITE_DBCONFIG_DQS_DDL,
                          SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_TRIGGER,
                          SQLITE_DBCONFIG_ENABLE_VIEW, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION})
        sqlite3_db_config(db_, off, 0, nullptr);
    sqlite3_db_config(db_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_limit(db_, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(db_, SQLITE_LIMIT_LENGTH, 64 << 20);
    sqlite3_limit(db_, SQLITE_LIMIT_EXPR_DEPTH, 200);
    sqlite3_limit(db_, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200);
    sqlite3_set_authorizer(db_, authorize, this);
}

int Sandbox::authorize(void* self, int action, const char* first, const char* second, const char*,
                       const char*) {
    auto& box = *static_cast<Sandbox*>(self);
    const std::string_view a = first != nullptr ? first : "";
    const std::string_view b = second != nullptr ? second : "";
    const auto refuse = [&](std::string what) {
        if (box.refused_.empty()) box.refused_ = std::move(what);
        return SQLITE_DENY;
    };
    switch (action) {
        case SQLITE_SELECT: return SQLITE_OK;
        case SQLITE_FUNCTION: {
            if (!box.strict_ && b == "_listed") return SQLITE_OK;
            const auto& names = allowed_functions();
            if (std::find(names.begin(), names.end(), b) != names.end()) return SQLITE_OK;
            return refuse("no such function: " + std::string(b));
        }
        case SQLITE_READ:
            if (a.starts_with("sqlite_")) return refuse("no such table: " + std::string(a));
            if (box.strict_ && (a.starts_with("_") || b.starts_with("_")))
                return refuse("no such column: " + std::string(b));
            if (box.reads_ != nullptr && a != "json_each" && !b.empty())
                box.reads_->emplace(a, b);
            else if (box.reads_ != nullptr && a != "json_each")
                box.reads_->emplace(a, "");
            return SQLITE_OK;
        default: return refuse("not authorized");
    }
}

int Sandbox::progress(void* self) {
    auto& box = *static_cast<Sandbox*>(self);
    box.steps_left_ -= steps_per_call;
    return box.steps_left_ <= 0 ? 1 : 0;
}

void Sandbox::allow_steps(long long steps) {
    steps_left_ = steps;
    sqlite3_progress_handler(db_, steps_per_call, progress, this);
}

Statement Sandbox::prepare(const std::string& sql, ReadSet* reads, bool strict) {
    strict_ = strict;
    reads_ = reads;
    refused_.clear();
    error_.clear();
    sqlite3_stmt* statement = nullptr;
    const char* tail = nullptr;
    const int code = sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, &tail);
    reads_ = nullptr;
    Statement result(statement);
    if (code != SQLITE_OK) {
        offset_ = sqlite3_error_offset(db_);
        error_ = refused_.empty() ? sqlite3_errmsg(db_) : refused_;
        return nullptr;
    }
    // VACUUM INTO passes the authorizer, and writes a file when it runs.
    if (statement != nullptr && sqlite3_stmt_readonly(statement) == 0) {
        error_ = "not authorized";
        offset_ = 0;
        return nullptr;
    }
    if (statement == nullptr || tail != sql.data() + sql.size()) {
        error_ = "more than one statement";
        offset_ = static_cast<int>(tail - sql.data());
        return nullptr;
    }
    return result;
}

}  // namespace schouw
