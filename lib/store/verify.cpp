// SPDX-License-Identifier: EUPL-1.2
#include "store/verify.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <future>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/digest.hpp"
#include "store/digests.hpp"
#include "store/standing.hpp"

namespace schouw {
namespace {

using Json = nlohmann::ordered_json;

std::string_view view(const SQLite::Column& value) {
    return {static_cast<const char*>(value.getBlob()), static_cast<std::size_t>(value.getBytes())};
}

using Problems = std::vector<Message>;

// SQLite's own structure: pages, indexes, references.
Problems structure_of(SQLite::Database& db) {
    Problems found;
    SQLite::Statement check(db, "PRAGMA integrity_check(10)");
    while (check.executeStep()) {
        const std::string said = check.getColumn(0).getString();
        if (said != "ok") found.push_back({"verify.structure", {{"what", said}}, {}});
    }
    SQLite::Statement keys(db, "PRAGMA foreign_key_check");
    while (keys.executeStep())
        found.push_back(
            {"verify.dangling",
             {{"table", keys.getColumn(0).getString()}, {"row", keys.getColumn(1).getString()}},
             {}});
    return found;
}

// Half of the work, on a connection of its own.
Problems structure_of(const std::string& file) {
    SQLite::Database db(file, SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX, 5000);
    sqlite3_db_config(db.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(db.getHandle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    db.exec("PRAGMA cache_size=-65536");
    return structure_of(db);
}

Verification broken(const Problems& problems) {
    Verification result;
    for (const auto& problem : problems)
        if (result.problems.size() < most_problems)
            result.problems.push_back(problem);
        else
            ++result.more;
    return result;
}

// What an entry said that a row of the store must still say.
struct Committed {
    long long seq = 0;
    std::string digest;
};

class Verifier {
public:
    explicit Verifier(Store& store) : store_(store) {}

    Verification run() {
        chain();
        compare("snapshot", snapshots_, digest_of_snapshot, result_.snapshots);
        compare("run", runs_, digest_of_run, result_.runs);
        links();
        contents();
        return result_;
    }

private:
    void problem(long long seq, const std::string& key, Args args) {
        if (seq > 0 && (result_.first_bad == 0 || seq < result_.first_bad)) result_.first_bad = seq;
        if (result_.problems.size() >= most_problems)
            ++result_.more;
        else
            result_.problems.push_back({key, std::move(args), {}});
    }

    void chain() {
        SQLite::Statement entries(store_.db(),
                                  "SELECT seq, kind, payload, hash FROM journal ORDER BY seq");
        while (entries.executeStep()) {
            const long long seq = entries.getColumn(0).getInt64();
            const std::string kind = entries.getColumn(1).getString();
            const std::string hash = entries.getColumn(3).getString();
            const std::string_view payload = view(entries.getColumn(2));
            ++result_.entries;
            const Args place = {{"seq", std::to_string(seq)}, {"kind", kind}};
            if (seq != result_.entries || chained(result_.head, payload) != hash) {
                problem(std::min(seq, result_.entries), "verify.broken_chain", place);
                result_.entries = seq;
            }
            result_.head = hash;
            const Json said = Json::parse(payload, nullptr, false);
            if (!said.is_object() || !take(seq, kind, said))
                problem(seq, "verify.strange_entry", place);
        }
    }

    // Remembers what the entry commits to. False for an entry that does not say what its kind says.
    bool take(long long seq, const std::string& kind, const Json& said) try {
        const auto number = [&](const char* name) { return said.at(name).get<long long>(); };
        const auto text = [&](const char* name) { return said.at(name).get<std::string>(); };
        if (kind == "import") {
            snapshots_[number("snapshot")] = {seq, said.value("changes", "")};
            agree(seq, kind, "SELECT recorded_at, as_of, digest FROM snapshot WHERE id = ?",
                  number("snapshot"), {text("recorded_at"), text("as_of"), text("digest")});
        } else if (kind == "run") {
            runs_[number("run")] = {seq, text("digest")};
            agree(seq, kind,
                  "SELECT recorded_at, as_of, snapshot, complete, digest FROM run WHERE id = ?",
                  number("run"),
                  {text("recorded_at"), text("as_of"), std::to_string(number("snapshot")),
                   said.at("complete").get<bool>() ? "1" : "0", text("digest")});
        } else if (kind == "migration") {
            take_anew(seq, snapshots_, said.at("snapshots"));
            take_anew(seq, runs_, said.at("runs"));
        } else if (kind == "retention") {
            for (const auto& [table, count] : said.at("destroyed").items())
                destroyed_[table] += count.get<long long>();
        } else if (kind == "link") {
            links_.insert(number("link"));
            agree(seq, kind,
                  "SELECT recorded_at, as_of, register, old_key, new_key, reason FROM record_link "
                  "WHERE id = ?",
                  number("link"),
                  {text("recorded_at"), text("as_of"), text("register"), text("old"), text("new"),
                   text("reason")});
        } else {
            return kind == "waivers";
        }
        return true;
    } catch (const Json::exception&) {
        return false;
    }

    // Every link has an entry: what an entry says of one was compared as it came by.
    void links() {
        SQLite::Statement ids(store_.db(), "SELECT id FROM record_link ORDER BY id");
        while (ids.executeStep())
            if (const long long id = ids.getColumn(0).getInt64(); !links_.contains(id))
                problem(0, "verify.no_entry", {{"kind", "link"}, {"id", std::to_string(id)}});
    }

    static void take_anew(long long seq, std::map<long long, Committed>& known, const Json& list) {
        for (const auto& one : list)
            known[one.at(0).get<long long>()] = {seq, one.at(1).get<std::string>()};
    }

    void agree(long long seq, const std::string& kind, const char* sql, long long id,
               const std::vector<std::string>& said) {
        SQLite::Statement row(store_.db(), sql);
        row.bind(1, static_cast<int64_t>(id));
        bool same = row.executeStep();
        for (std::size_t i = 0; same && i < said.size(); ++i)
            same = row.getColumn(static_cast<int>(i)).getString() == said[i];
        if (!same)
            problem(seq, "verify.differs",
                    {{"seq", std::to_string(seq)}, {"kind", kind}, {"id", std::to_string(id)}});
    }

    void compare(const std::string& table, const std::map<long long, Committed>& committed,
                 std::string (*digest_of)(Store&, long long), long long& seen) {
        SQLite::Statement ids(store_.db(), "SELECT id FROM " + table + " ORDER BY id");
        while (ids.executeStep()) {
            const long long id = ids.getColumn(0).getInt64();
            ++seen;
            const auto said = committed.find(id);
            if (said == committed.end())
                problem(0, "verify.no_entry", {{"kind", table}, {"id", std::to_string(id)}});
            else if (said->second.digest != digest_of(store_, id))
                problem(said->second.seq, "verify.differs",
                        {{"seq", std::to_string(said->second.seq)},
                         {"kind", table},
                         {"id", std::to_string(id)}});
        }
    }

    // Digests beside what they are a digest of; the last `texts` columns are empty when they were
    // destroyed at the end of their term, and the journal must say how many were.
    template <typename DigestOf>
    long long digests(const std::string& table, const std::string& columns, int texts,
                      DigestOf digest_of) {
        long long rows = 0;
        long long destroyed = 0;
        SQLite::Statement query(store_.db(), "SELECT id, digest, " + columns + " FROM " + table);
        while (query.executeStep()) {
            ++rows;
            if (view(query.getColumn(1)) == digest_of(query)) continue;
            bool empty = true;
            for (int i = 1; i <= texts; ++i)
                empty = empty && query.getColumn(query.getColumnCount() - i).getBytes() == 0;
            if (empty)
                ++destroyed;
            else
                problem(0, "verify.digest",
                        {{"table", table}, {"id", query.getColumn(0).getString()}});
        }
        if (destroyed != destroyed_[table])
            problem(0, "verify.destroyed",
                    {{"table", table},
                     {"found", std::to_string(destroyed)},
                     {"said", std::to_string(destroyed_[table])}});
        return rows;
    }

    void contents() {
        const auto quick = [](SQLite::Statement& row) {
            return quick_digest(view(row.getColumn(2)));
        };
        const auto sha = [](SQLite::Statement& row) { return sha256_hex(view(row.getColumn(2))); };
        const auto fields = [](SQLite::Statement& row) {
            std::vector<std::string> texts;
            for (int i = 2; i < row.getColumnCount(); ++i)
                texts.push_back(row.getColumn(i).getString());
            return digest_of_fields({texts.begin(), texts.end()});
        };
        result_.records = digests("record", "cells", 1, quick);
        result_.events = digests("finding_event", "facts", 1, quick);
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
    }

    // The last event of a finding is its state: events stand in the order of their runs.
    void order() {
        const long long late = store_.number(R"(
            SELECT count(*) FROM (SELECT run, lag(run) OVER (ORDER BY id) AS before
                                  FROM finding_event) WHERE run < before)");
        if (late > 0) problem(0, "verify.order", {{"n", std::to_string(late)}});
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
            const long long lost = store_.number(
                std::string("SELECT count(*) FROM ") + table + " WHERE " + from + " NOT IN " +
                known + " OR (" + to + " NOT NULL AND " + to + " NOT IN " + known + ")");
            if (lost > 0)
                problem(0, "verify.beyond", {{"table", table}, {"n", std::to_string(lost)}});
        }
    }

    Store& store_;
    Verification result_;
    std::map<long long, Committed> snapshots_, runs_;
    std::set<long long> links_;
    std::map<std::string, long long> destroyed_;  // rows, by table, as the journal says
};

}  // namespace

Verification verify(Store& store) {
    auto structure =
        std::async(std::launch::async, [file = store.db().getFilename()]() -> Problems {
            try {
                return structure_of(file);
            } catch (const SQLite::Exception& error) {
                return {{"verify.structure", {{"what", error.what()}}, {}}};
            }
        });
    Verification result;
    try {
        result = Verifier(store).run();
    } catch (const SQLite::Exception& error) {
        result = broken({{"verify.structure", {{"what", error.what()}}, {}}});
    } catch (const Json::exception& error) {
        result = broken({{"verify.structure", {{"what", error.what()}}, {}}});
    }
    // Of a file that does not hold together the rest says nothing.
    const Problems problems = structure.get();
    return problems.empty() ? result : broken(problems);
}

long long entry_with_hash(Store& store, const std::string& hash) {
    SQLite::Statement find(store.db(), "SELECT seq FROM journal WHERE hash = ?");
    find.bind(1, hash);
    return find.executeStep() ? find.getColumn(0).getInt64() : 0;
}

}  // namespace schouw
