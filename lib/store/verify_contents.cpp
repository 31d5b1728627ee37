// SPDX-License-Identifier: EUPL-1.2
#include "store/verify_contents.hpp"

#include "base/digest.hpp"
#include "store/digests.hpp"
#include "store/standing.hpp"

namespace schouw {
namespace {

std::string quick(SQLite::Statement& row) { return quick_digest(bytes_of(row.getColumn(2))); }
std::string sha(SQLite::Statement& row) { return sha256_hex(bytes_of(row.getColumn(2))); }

std::string fields(SQLite::Statement& row) {
    std::vector<std::string> texts;
    for (int i = 2; i < row.getColumnCount(); ++i) texts.push_back(row.getColumn(i).getString());
    return digest_of_fields({texts.begin(), texts.end()});
}

class Reader {
public:
    explicit Reader(SQLite::Database& db) : db_(db) {}

    Contents read(bool structure) {
        found_.last_entry = number("SELECT max(seq) FROM journal");
        if (structure) this->structure();
        if (!found_.structure.empty()) return std::move(found_);
        found_.records = digests("record", "cells", 1, quick);
        found_.events = digests("finding_event", "facts", 1, quick);
        digests("text_once", "text", 1, sha);
        digests("check_version", "definition", 1, sha);
        digests("waiver", "text", 1, sha);
        digests("refused_row", "row, reason, cells", 1, fields);
        digests("remark",
                "register, record_key, CASE record_key WHEN '' THEN row ELSE '' END, cell, key, "
                "doubt, value, meant",
                2, fields);
        beyond();
        order();
        return std::move(found_);
    }

private:
    // SQLite's own structure: pages, indexes, references.
    void structure() {
        SQLite::Statement check(db_, "PRAGMA integrity_check(10)");
        while (check.executeStep()) {
            const std::string said = check.getColumn(0).getString();
            if (said != "ok")
                found_.structure.push_back({"verify.structure", {{"what", said}}, {}});
        }
        SQLite::Statement keys(db_, "PRAGMA foreign_key_check");
        while (keys.executeStep())
            found_.structure.push_back(
                {"verify.dangling",
                 {{"table", keys.getColumn(0).getString()}, {"row", keys.getColumn(1).getString()}},
                 {}});
    }

    // Digests beside what they are a digest of; the last `texts` columns are empty when they were
    // destroyed at the end of their term.
    long long digests(const std::string& table, const std::string& columns, int texts,
                      std::string (*digest_of)(SQLite::Statement&)) {
        long long rows = 0;
        long long& destroyed = found_.destroyed[table];
        SQLite::Statement query(db_, "SELECT id, digest, " + columns + " FROM " + table);
        while (query.executeStep()) {
            ++rows;
            if (bytes_of(query.getColumn(1)) == digest_of(query)) continue;
            bool empty = true;
            for (int i = 1; i <= texts; ++i)
                empty = empty && query.getColumn(query.getColumnCount() - i).getBytes() == 0;
            if (empty)
                ++destroyed;
            else
                problem("verify.digest",
                        {{"table", table}, {"id", query.getColumn(0).getString()}});
        }
        return rows;
    }

    // The last event of a finding is its state: events stand in the order of their runs.
    void order() {
        long long late = 0;
        long long before = 0;
        SQLite::Statement runs(db_, "SELECT run FROM finding_event ORDER BY id");
        while (runs.executeStep()) {
            const long long run = runs.getColumn(0).getInt64();
            late += run < before ? 1 : 0;
            before = run;
        }
        if (late > 0) problem("verify.order", {{"n", std::to_string(late)}});
    }

    // An interval that begins or ends at what never was, is nobody's.
    void beyond() {
        const std::pair<const char*, const char*> intervals[] = {{"record", "snapshot"},
                                                                 {"refused_row", "snapshot"},
                                                                 {"remark", "snapshot"},
                                                                 {"unknown_life", "run"},
                                                                 {"waived", "run"}};
        for (const auto& [table, unit] : intervals) {
            const std::string from = std::string("from_") + unit;
            const std::string to = std::string("to_") + unit;
            const std::string known = std::string("(SELECT id FROM ") + unit + ")";
            const long long lost = number(std::string("SELECT count(*) FROM ") + table + " WHERE " +
                                          from + " NOT IN " + known + " OR (" + to +
                                          " NOT NULL AND " + to + " NOT IN " + known + ")");
            if (lost > 0) problem("verify.beyond", {{"table", table}, {"n", std::to_string(lost)}});
        }
    }

    long long number(const std::string& sql) {
        SQLite::Statement query(db_, sql);
        return query.executeStep() ? query.getColumn(0).getInt64() : 0;
    }
    void problem(const std::string& key, Args args) {
        found_.problems.push_back({key, std::move(args), {}});
    }

    SQLite::Database& db_;
    Contents found_;
};

}  // namespace

std::string_view bytes_of(const SQLite::Column& value) {
    return {static_cast<const char*>(value.getBlob()), static_cast<std::size_t>(value.getBytes())};
}

Contents contents_of(SQLite::Database& db, bool structure) { return Reader(db).read(structure); }

}  // namespace schouw
