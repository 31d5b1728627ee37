// SPDX-License-Identifier: EUPL-1.2
#include "store/verify.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <future>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "store/digests.hpp"
#include "store/verify_contents.hpp"

namespace schouw {
namespace {

using Json = nlohmann::ordered_json;

using Problems = std::vector<Message>;

Problems unreadable(const std::exception& error) {
    return {{"verify.structure", {{"what", error.what()}}, {}}};
}

// Half of the work, on a connection of its own.
Contents beside(const std::string& file) try {
    SQLite::Database db(file, SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX, 5000);
    sqlite3_db_config(db.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(db.getHandle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    db.exec("PRAGMA cache_size=-65536");
    const SQLite::Transaction moment(db);
    return contents_of(db, true);
} catch (const SQLite::Exception& error) {
    Contents nothing;
    nothing.structure = unreadable(error);
    return nothing;
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

    void run() {
        chain();
        compare("snapshot", snapshots_, digest_of_snapshot, result_.snapshots);
        compare("run", runs_, digest_of_run, result_.runs);
        links();
    }

    Verification with(const Contents& contents) {
        result_.records = contents.records;
        result_.events = contents.events;
        for (const auto& message : contents.problems) problem(0, message.key, message.args);
        destroyed(contents.destroyed);
        return result_;
    }

    long long last_entry() const { return result_.entries; }

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
            const std::string_view payload = bytes_of(entries.getColumn(2));
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

    // Destroyed at the end of their term: as many as the journal says.
    void destroyed(const std::map<std::string, long long>& found) {
        for (const auto& [table, rows] : found)
            if (rows != destroyed_[table])
                problem(0, "verify.destroyed",
                        {{"table", table},
                         {"found", std::to_string(rows)},
                         {"said", std::to_string(destroyed_[table])}});
    }

    Store& store_;
    Verification result_;
    std::map<long long, Committed> snapshots_, runs_;
    std::set<long long> links_;
    std::map<std::string, long long> destroyed_;  // rows, by table, as the journal says
};

}  // namespace

Verification verify(Store& store) {
    std::optional<SQLite::Transaction> moment;  // what others write now is not in it
    if (sqlite3_get_autocommit(store.db().getHandle()) != 0) moment.emplace(store.db());
    auto half = std::async(std::launch::async, beside, store.db().getFilename());
    Verifier verifier(store);
    Problems problems;
    try {
        verifier.run();
    } catch (const SQLite::Exception& error) {
        problems = unreadable(error);
    } catch (const Json::exception& error) {
        problems = unreadable(error);
    }
    Contents contents = half.get();
    // Of a file that does not hold together the rest says nothing.
    if (!contents.structure.empty()) return broken(contents.structure);
    if (!problems.empty()) return broken(problems);
    try {
        if (contents.last_entry != verifier.last_entry())  // somebody wrote between the two
            contents = contents_of(store.db(), false);
    } catch (const SQLite::Exception& error) {
        return broken(unreadable(error));
    }
    return verifier.with(contents);
}

long long entry_with_hash(Store& store, const std::string& hash) {
    SQLite::Statement find(store.db(), "SELECT seq FROM journal WHERE hash = ?");
    find.bind(1, hash);
    return find.executeStep() ? find.getColumn(0).getInt64() : 0;
}

}  // namespace schouw
