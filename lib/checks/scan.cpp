// SPDX-License-Identifier: EUPL-1.2
#include "checks/scan.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "checks/lists.hpp"
#include "registers/value.hpp"

namespace schouw {
namespace {

constexpr int first_fact = 3;  // column of the scan, after _row, _key and _states

const char* text_at(sqlite3_stmt* statement, int column) {
    return reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
}

}  // namespace

ScanReader::ScanReader(const Scan& scan, Sandbox& sandbox)
    : scan_(scan), sandbox_(sandbox), facts_(scan.checks.size()), dues_(scan.checks.size()) {
    for (std::size_t i = 0; i < scan.checks.size(); ++i) {
        all_.push_back(i);
        std::vector<std::size_t> own;
        for (const auto& [table, column] : scan.input.program.checks[scan.checks[i]].reads)
            if (table == scan.schema.id)
                if (const auto at = sql_column(scan.schema, column))
                    if (std::find(own.begin(), own.end(), at->column) == own.end())
                        own.push_back(at->column);
        own_columns_.push_back(std::move(own));
        for (const auto& name : scan.input.program.checks[scan.checks[i]].facts)
            facts_[i].push_back(fact_column(name));
    }
    statement_ = prepare_scan(all_);
}

int ScanReader::fact_column(const std::string& name) {
    const auto at = std::find(fact_columns_.begin(), fact_columns_.end(), name);
    const auto number = at - fact_columns_.begin();
    if (at == fact_columns_.end()) fact_columns_.push_back(name);
    return first_fact + static_cast<int>(number);
}

Statement ScanReader::prepare_scan(const std::vector<std::size_t>& positions) {
    std::string sql = "SELECT _row, _key, _states";
    for (const auto& name : fact_columns_) sql += ", \"" + name + "\"";
    for (const auto position : positions) {
        const Compiled& check = scan_.input.program.checks[scan_.checks[position]];
        if (!check.expression.empty())
            sql += ",\n" + with_fast_lists(check.expression, check.reads, scan_.input.schemas);
    }
    sql += "\nFROM \"" + scan_.schema.id + "\" AS this WHERE _row BETWEEN :_first AND :_last";
    Statement statement = sandbox_.prepare(sql, nullptr, false);
    if (!statement) fail(Exit::internal, "run.scan", {{"why", sandbox_.error()}});
    bind_parameters(statement.get(), scan_.input.law, scan_.input.as_of);
    return statement;
}

void bind_parameters(sqlite3_stmt* statement, const Law& law, const std::string& as_of) {
    for (int i = 1; i <= sqlite3_bind_parameter_count(statement); ++i) {
        const char* bound = sqlite3_bind_parameter_name(statement, i);
        const std::string name = bound != nullptr ? bound + 1 : "";
        const auto parameter = law.parameters.find(name);
        if (name == "as_of")
            sqlite3_bind_text(statement, i, as_of.c_str(), -1, SQLITE_TRANSIENT);
        else if (parameter != law.parameters.end() && parameter->second.integer)
            sqlite3_bind_int64(statement, i, std::atoll(parameter->second.value.c_str()));
        else if (parameter != law.parameters.end())
            sqlite3_bind_text(statement, i, parameter->second.value.c_str(), -1, SQLITE_TRANSIENT);
    }
}

// A batch that fails is run again check by check, to tell which one it was.
ScanResult ScanReader::read(long long first, long long last) {
    ScanResult result;
    result.counts.resize(scan_.checks.size());
    if (run(statement_.get(), all_, first, last, result)) return result;
    ScanResult fresh;
    fresh.counts.resize(scan_.checks.size());
    for (const auto position : all_) {
        const Statement one = prepare_scan({position});
        run(one.get(), {position}, first, last, fresh);
    }
    std::stable_sort(fresh.hits.begin(), fresh.hits.end(),
                     [](const Hit& a, const Hit& b) { return a.row < b.row; });
    return fresh;
}

bool ScanReader::run(sqlite3_stmt* statement, const std::vector<std::size_t>& positions,
                     long long first, long long last, ScanResult& result) {
    const auto failed = [&](std::size_t position, const std::string& why) {
        result.failed[scan_.checks[position]] = {"run.check_failed", {{"why", why}}, {}};
        sqlite3_reset(statement);
        return false;
    };
    sqlite3_reset(statement);
    sqlite3_bind_int64(statement, sqlite3_bind_parameter_index(statement, ":_first"), first);
    sqlite3_bind_int64(statement, sqlite3_bind_parameter_index(statement, ":_last"), last);
    sandbox_.allow_steps((steps_to_begin + steps_per_record * (last - first + 1)) *
                         static_cast<long long>(positions.size()));
    int code = 0;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        const auto* states = text_at(statement, 2);
        int column = first_fact + static_cast<int>(fact_columns_.size());
        for (const auto position : positions) {
            Verdict verdict = Verdict::met;
            if (scan_.input.program.checks[scan_.checks[position]].expression.empty()) {
                verdict = missing(position, states);
            } else if (const auto found = verdict_of(statement, column++, position, states)) {
                verdict = *found;
            } else {
                return failed(position, "not 1, 0 or NULL");
            }
            ++result.counts[position][static_cast<std::size_t>(verdict)];
            if (verdict != Verdict::met && verdict != Verdict::not_applicable)
                add_hit(position, verdict, statement, result);
        }
    }
    if (code == SQLITE_DONE) return true;
    const std::string why = code == SQLITE_INTERRUPT ? "step limit" : sqlite3_errmsg(sandbox_.db());
    if (positions.size() == 1) return failed(positions.front(), why);
    return false;
}

std::optional<Verdict> ScanReader::verdict_of(sqlite3_stmt* statement, int column,
                                              std::size_t position, const char* states) const {
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_NULL: return Verdict::unknown;
        case SQLITE_INTEGER: {
            const auto value = sqlite3_column_int64(statement, column);
            if (value == 0) return Verdict::met;
            if (value == 1) return Verdict::not_met;
            return std::nullopt;
        }
        case SQLITE_BLOB: {  // see with_applies and answer_sql
            const auto* bytes =
                static_cast<const unsigned char*>(sqlite3_column_blob(statement, column));
            if (sqlite3_column_bytes(statement, column) != 1) return std::nullopt;
            if (*bytes == 0) return Verdict::not_applicable;
            if (*bytes == 1) return Verdict::unknown;
            if (*bytes == 3) return Verdict::to_judge;
            if (*bytes == 4) return missing(position, states);
            return std::nullopt;
        }
        default: return std::nullopt;
    }
}

// Empty and "onbekend" are not filled in; "n.v.t." is an answer only where the column admits it;
// what cannot be read, or was cut off, is unknown.
Verdict ScanReader::missing(std::size_t position, const char* states) const {
    const std::size_t column = scan_.input.program.checks[scan_.checks[position]].column;
    switch (states[column]) {
        case 'v': return Verdict::met;
        case 'n': return Verdict::not_applicable;
        case 'e': return scan_.schema.columns[column].empty_none ? Verdict::met : Verdict::not_met;
        case 'u': return Verdict::not_met;
        default: return Verdict::unknown;
    }
}

void ScanReader::add_hit(std::size_t position, Verdict verdict, sqlite3_stmt* row,
                         ScanResult& result) {
    Hit hit;
    hit.check = scan_.checks[position];
    hit.verdict = verdict;
    hit.row = static_cast<long>(sqlite3_column_int64(row, 0));
    hit.key = text_at(row, 1);
    if (verdict == Verdict::unknown) hit.why = why(position, text_at(row, 2));
    if (verdict == Verdict::not_met) {
        add_facts(position, row, hit);
        if (!scan_.input.program.checks[hit.check].check->due.empty()) add_due(position, hit);
    }
    result.hits.push_back(std::move(hit));
}

void ScanReader::add_facts(std::size_t position, sqlite3_stmt* row, Hit& hit) const {
    hit.facts = "{";
    for (const int column : facts_[position]) {
        hit.facts += hit.facts.size() > 1 ? ",\"" : "\"";
        hit.facts += fact_columns_[static_cast<std::size_t>(column - first_fact)];
        hit.facts += "\":";
        const int type = sqlite3_column_type(row, column);
        if (type == SQLITE_NULL)
            hit.facts += "null";
        else if (type == SQLITE_TEXT)
            append_json(hit.facts, text_at(row, column));
        else
            hit.facts += text_at(row, column);
    }
    hit.facts += '}';
}

void ScanReader::add_due(std::size_t position, Hit& hit) {
    Statement& due = dues_[position];
    if (!due) {
        due = sandbox_.prepare("SELECT (" + scan_.input.program.checks[hit.check].check->due +
                                   "\n) FROM \"" + scan_.schema.id +
                                   "\" AS this WHERE _row = :_first",
                               nullptr, false);
        if (!due) fail(Exit::internal, "run.scan", {{"why", sandbox_.error()}});
        bind_parameters(due.get(), scan_.input.law, scan_.input.as_of);
    }
    sqlite3_reset(due.get());
    sqlite3_bind_int64(due.get(), sqlite3_bind_parameter_index(due.get(), ":_first"), hit.row);
    if (sqlite3_step(due.get()) == SQLITE_ROW && sqlite3_column_type(due.get(), 0) == SQLITE_TEXT)
        hit.due = text_at(due.get(), 0);
}

std::string ScanReader::why(std::size_t position, const char* states) const {
    std::string cells;
    for (const auto column : own_columns_[position])
        if (states[column] != 'v')
            cells +=
                (cells.empty() ? "" : ",") + scan_.schema.columns[column].id + "=" + states[column];
    if (!cells.empty()) return "cells:" + cells;
    std::string other;
    for (const auto& [table, column] : scan_.input.program.checks[scan_.checks[position]].reads)
        if (table != scan_.schema.id && other.find(table) == other.npos)
            other += (other.empty() ? "" : ",") + table;
    return "other:" + other;
}

}  // namespace schouw
