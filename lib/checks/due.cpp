// SPDX-License-Identifier: EUPL-1.2
#include "checks/due.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "checks/expression.hpp"
#include "checks/scan.hpp"

namespace schouw {
namespace {

std::string text_at(sqlite3_stmt* statement, int column) {
    const auto* text = sqlite3_column_text(statement, column);
    return text == nullptr ? "" : reinterpret_cast<const char*>(text);
}

// The day after the last day of the last answer; no row of answers: NULL.
std::string answer_ends(const Schemas& schemas) {
    const Schema* answers = with_role(schemas, "answers");
    if (answers == nullptr) return "NULL";
    return "SELECT add_days(max(a.valid_until), 1) FROM \"" + answers->id +
           "\" a WHERE a.check_id = :_check AND a.register = :_register"
           " AND a.record_key = this._key AND a.answered_on <= :as_of";
}

bool reads_today(const std::string& sql) {
    const auto words = words_in(sql);
    return std::find(words.begin(), words.end(), ":as_of") != words.end();
}

}  // namespace

DueReader::DueReader(const EvaluateInput& input, std::size_t check, Sandbox& sandbox)
    : input_(input), sandbox_(sandbox), compiled_(input.program.checks[check]) {
    const Check& of = *compiled_.check;
    const bool question = of.kind == Kind::question;
    moves_ = !question && reads_today(of.due);
    const std::string from = "\n) FROM \"" + of.register_id + "\" AS this";
    const auto prepare = [&](const std::string& sql) {
        Statement statement = sandbox_.prepare(sql, nullptr, false);
        if (!statement) fail(Exit::internal, "run.scan", {{"why", sandbox_.error()}});
        return statement;
    };
    days_ =
        prepare("SELECT _row, _key, (" + (question ? answer_ends(input.schemas) : of.due) + from);
    verdict_ = prepare("SELECT (" + compiled_.expression + from + " WHERE _row = :_row");
}

void DueReader::bind(sqlite3_stmt* statement, const std::string& as_of) const {
    sqlite3_reset(statement);
    bind_parameters(statement, input_.law, as_of);
    const auto text = [&](const char* name, const std::string& value) {
        if (const int at = sqlite3_bind_parameter_index(statement, name); at > 0)
            sqlite3_bind_text(statement, at, value.c_str(), -1, SQLITE_TRANSIENT);
    };
    text(":_check", compiled_.check->id);
    text(":_register", compiled_.check->register_id);
}

std::vector<DueReader::Row> DueReader::all(const std::string& as_of) {
    std::vector<Row> rows;
    sqlite3_stmt* statement = days_.get();
    bind(statement, as_of);
    sandbox_.allow_steps(steps_to_begin + steps_per_record * input_.database.highest_row(
                                                                 compiled_.check->register_id));
    int code = 0;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW)
        rows.push_back({static_cast<long>(sqlite3_column_int64(statement, 0)),
                        text_at(statement, 1), text_at(statement, 2)});
    failure_ = {};
    if (code != SQLITE_DONE) note_failure(code);
    sqlite3_reset(statement);
    return rows;
}

Verdict DueReader::verdict(long row, const std::string& as_of) {
    sqlite3_stmt* statement = verdict_.get();
    bind(statement, as_of);
    sqlite3_bind_int64(statement, sqlite3_bind_parameter_index(statement, ":_row"), row);
    sandbox_.allow_steps(steps_to_begin);
    Verdict verdict = Verdict::unknown;
    const int code = sqlite3_step(statement);
    failure_ = {};
    if (code != SQLITE_ROW && code != SQLITE_DONE) note_failure(code);
    if (code == SQLITE_ROW && sqlite3_column_type(statement, 0) == SQLITE_INTEGER)
        verdict = sqlite3_column_int64(statement, 0) == 0 ? Verdict::met : Verdict::not_met;
    if (code == SQLITE_ROW && sqlite3_column_type(statement, 0) == SQLITE_BLOB &&
        sqlite3_column_bytes(statement, 0) == 1) {  // see compile.cpp
        const char byte = *static_cast<const char*>(sqlite3_column_blob(statement, 0));
        if (byte == 0) verdict = Verdict::not_applicable;
        if (byte == 3) verdict = Verdict::to_judge;
    }
    sqlite3_reset(statement);
    return verdict;
}

void DueReader::note_failure(int code) {
    failure_ = {"run.check_failed",
                {{"why", code == SQLITE_INTERRUPT ? "step limit" : sqlite3_errmsg(sandbox_.db())}},
                {}};
}

DueDays due_days(const EvaluateInput& input, const std::string& from, const std::string& until) {
    DueDays out;
    Sandbox sandbox(input.database.db());
    for (std::size_t i = 0; i < input.program.checks.size(); ++i) {
        const Check& check = *input.program.checks[i].check;
        const bool question = check.kind == Kind::question;
        if (input.blocked.contains(i) || (!question && check.due.empty())) continue;
        DueReader reader(input, i, sandbox);
        auto rows = reader.all(from);
        if (reader.moves() && reader.failure().key.empty()) {
            auto later = reader.all(until);
            rows.insert(rows.end(), later.begin(), later.end());
        }
        std::set<std::pair<long, std::string>> told;
        for (auto& row : rows) {
            const bool past = row.day <= from;
            if (!reader.failure().key.empty()) break;
            if (row.day.empty() || row.day > until || (past && !question)) continue;
            const Verdict then = reader.verdict(row.row, past ? from : row.day);
            if (then != (question ? Verdict::to_judge : Verdict::not_met)) continue;
            if (told.emplace(row.row, row.day).second)
                out.days.push_back({i, row.row, std::move(row.key), row.day});
        }
        if (!reader.failure().key.empty()) out.failed.emplace(i, reader.failure());
    }
    return out;
}

}  // namespace schouw
