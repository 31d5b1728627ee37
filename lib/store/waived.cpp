// SPDX-License-Identifier: EUPL-1.2
#include "store/waived.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/digest.hpp"

namespace schouw {
namespace {

using Json = nlohmann::ordered_json;

const char* const open_sql = R"(
    SELECT e.check_name, n.name, e.record_key,
           (SELECT r.as_of FROM finding_event s JOIN run r ON r.id = s.run
            WHERE s.check_name = e.check_name AND s.record_key = e.record_key AND s.kind = 3
            ORDER BY s.id DESC LIMIT 1)
    FROM (SELECT max(id) AS id FROM finding_event
          WHERE check_name = (SELECT id FROM check_name WHERE name = ?) GROUP BY record_key) AS latest
    JOIN finding_event e ON e.id = latest.id JOIN check_name n ON n.id = e.check_name
    WHERE e.kind NOT IN (3, 4, 5, 9) ORDER BY e.record_key)";
// Findings that went on under another key: their last event says which.
const char* const renamed_sql = R"(
    SELECT e.check_name, e.record_key, json_extract(e.facts, '$.to'),
           (SELECT r.as_of FROM finding_event s JOIN run r ON r.id = s.run
            WHERE s.check_name = e.check_name AND s.record_key = e.record_key AND s.kind = 3
            ORDER BY s.id DESC LIMIT 1)
    FROM (SELECT DISTINCT check_name, record_key FROM finding_event WHERE kind = 9) AS moved
    JOIN finding_event e ON e.id = (SELECT max(id) FROM finding_event l
        WHERE l.check_name = moved.check_name AND l.record_key = moved.record_key)
    WHERE e.kind = 9 AND e.facts <> '')";
const char* const in_run_sql = R"(
    SELECT n.name, w.record_key, v.text FROM waived w
    JOIN check_name n ON n.id = w.check_name JOIN waiver v ON v.id = w.waiver
    WHERE w.from_run <= ?1 AND (w.to_run IS NULL OR w.to_run > ?1) AND (?2 = '' OR n.name = ?2))";
const char* const count_sql = R"(
    SELECT n.name, count(*) FROM waived w JOIN check_name n ON n.id = w.check_name
    WHERE w.from_run <= ?1 AND (w.to_run IS NULL OR w.to_run > ?1) GROUP BY n.name)";
// A finding that one waiver leaves and another takes on has not changed.
const char* const begun_sql = R"(
    SELECT n.name, w.record_key FROM waived w JOIN check_name n ON n.id = w.check_name
    WHERE w.from_run = ?1 AND NOT EXISTS (
        SELECT 1 FROM waived o WHERE o.check_name = w.check_name AND o.record_key = w.record_key
        AND o.to_run = ?1) ORDER BY n.name, w.record_key)";
const char* const ended_sql = R"(
    SELECT n.name, w.record_key FROM waived w JOIN check_name n ON n.id = w.check_name
    WHERE w.to_run = ?1 AND NOT EXISTS (
        SELECT 1 FROM waived o WHERE o.check_name = w.check_name AND o.record_key = w.record_key
        AND o.from_run = ?1)
    AND (SELECT e.kind FROM finding_event e WHERE e.check_name = w.check_name
         AND e.record_key = w.record_key AND e.run <= ?1 ORDER BY e.id DESC LIMIT 1)
        NOT IN (3, 4, 5, 9) ORDER BY n.name, w.record_key)";

WaiverInfo read_waiver(const std::string& text) {
    const Json json = Json::parse(text);
    const auto word = [&](const char* key) { return json.value(key, ""); };
    return {word("id"),
            word("finding"),
            word("check"),
            word("key"),
            word("reason"),
            word("owner"),
            word("approver"),
            word("from"),
            word("until"),
            word("evidence"),
            json.value("renewals", 0LL)};
}

long long waiver_number(Store& store, const std::string& text) {
    const std::string digest = sha256_hex(text);
    SQLite::Statement insert(store.db(),
                             "INSERT OR IGNORE INTO waiver(digest, text) VALUES (?, ?)");
    insert.bind(1, digest);
    insert.bind(2, text);
    insert.exec();
    SQLite::Statement find(store.db(), "SELECT id FROM waiver WHERE digest = ?");
    find.bind(1, digest);
    find.executeStep();
    return find.getColumn(0).getInt64();
}

std::vector<std::pair<std::string, std::string>> pairs(Store& store, const char* sql,
                                                       long long run) {
    std::vector<std::pair<std::string, std::string>> out;
    SQLite::Statement query(store.db(), sql);
    query.bind(1, static_cast<int64_t>(run));
    while (query.executeStep())
        out.emplace_back(query.getColumn(0).getString(), query.getColumn(1).getString());
    return out;
}

}  // namespace

std::string waiver_text(const WaiverInfo& waiver) {
    return Json{{"id", waiver.id},
                {"finding", waiver.finding},
                {"check", waiver.check},
                {"key", waiver.key},
                {"reason", waiver.reason},
                {"owner", waiver.owner},
                {"approver", waiver.approver},
                {"from", waiver.from},
                {"until", waiver.until},
                {"evidence", waiver.evidence},
                {"renewals", waiver.renewals}}
        .dump();
}

namespace {

struct Moved {
    std::string key, solved_on;
};
using MovedTo = std::map<std::pair<long long, std::string>, std::vector<Moved>>;

MovedTo moved_findings(Store& store) {
    MovedTo moved;
    SQLite::Statement query(store.db(), renamed_sql);
    while (query.executeStep())
        moved[{query.getColumn(0).getInt64(), query.getColumn(2).getString()}].push_back(
            {query.getColumn(1).getString(), query.getColumn(3).getString()});
    return moved;
}

// The keys under which the finding was known before, and when it was solved under them.
void add_past(const MovedTo& moved, const std::string& key, OpenFinding& finding) {
    const auto at = moved.find({finding.check_name, key});
    if (at == moved.end()) return;
    for (const auto& old : at->second) {
        const auto& known = finding.old_keys;
        if (old.key == finding.key || std::find(known.begin(), known.end(), old.key) != known.end())
            continue;
        finding.old_keys.push_back(old.key);
        finding.solved_on = std::max(finding.solved_on, old.solved_on);
        add_past(moved, old.key, finding);
    }
}

}  // namespace

std::vector<OpenFinding> open_findings(Store& store, const std::set<std::string>& checks) {
    std::vector<OpenFinding> out;
    SQLite::Statement query(store.db(), open_sql);
    for (const auto& check : checks) {
        query.reset();
        query.bind(1, check);
        while (query.executeStep())
            out.push_back({query.getColumn(0).getInt64(),
                           query.getColumn(1).getString(),
                           query.getColumn(2).getString(),
                           query.getColumn(3).getString(),
                           {}});
    }
    const MovedTo moved = moved_findings(store);
    if (!moved.empty())
        for (auto& finding : out) add_past(moved, finding.key, finding);
    return out;
}

void write_waived(Store& store, long long run, const std::vector<Waived>& now) {
    using Key = std::tuple<long long, std::string, long long>;
    std::set<Key> wanted;
    std::map<std::string, long long> numbers;  // of texts
    for (const auto& one : now) {
        const auto [at, added] = numbers.try_emplace(one.waiver, 0);
        if (added) at->second = waiver_number(store, one.waiver);
        wanted.emplace(one.check_name, one.key, at->second);
    }
    std::set<Key> before;
    SQLite::Statement known(
        store.db(), "SELECT check_name, record_key, waiver FROM waived WHERE to_run IS NULL");
    while (known.executeStep())
        before.emplace(known.getColumn(0).getInt64(), known.getColumn(1).getString(),
                       known.getColumn(2).getInt64());
    const auto write = [&](const char* sql, const std::set<Key>& all, const std::set<Key>& but) {
        SQLite::Statement statement(store.db(), sql);
        for (const auto& [name, key, waiver] : all) {
            if (but.contains({name, key, waiver})) continue;
            statement.reset();
            statement.bind(1, static_cast<int64_t>(run));
            statement.bind(2, static_cast<int64_t>(name));
            statement.bind(3, key);
            statement.bind(4, static_cast<int64_t>(waiver));
            statement.exec();
        }
    };
    write("UPDATE waived SET to_run = ?1 WHERE check_name = ?2 AND record_key = ?3 AND waiver = ?4 "
          "AND to_run IS NULL",
          before, wanted);
    write("INSERT INTO waived(from_run, check_name, record_key, waiver) VALUES (?1, ?2, ?3, ?4)",
          wanted, before);
}

WaivedFindings waived_in(Store& store, long long run, const std::string& check) {
    WaivedFindings out;
    SQLite::Statement query(store.db(), in_run_sql);
    query.bind(1, static_cast<int64_t>(run));
    query.bind(2, check);
    while (query.executeStep())
        out[{query.getColumn(0).getString(), query.getColumn(1).getString()}] =
            read_waiver(query.getColumn(2).getString());
    return out;
}

std::map<std::string, long long> waived_counts(Store& store, long long run) {
    std::map<std::string, long long> out;
    SQLite::Statement query(store.db(), count_sql);
    query.bind(1, static_cast<int64_t>(run));
    while (query.executeStep()) out[query.getColumn(0).getString()] = query.getColumn(1).getInt64();
    return out;
}

WaivedChanges waived_changes(Store& store, long long run) {
    return {pairs(store, begun_sql, run), pairs(store, ended_sql, run)};
}

std::vector<WaiverInfo> applied_waivers(Store& store) {
    std::vector<WaiverInfo> out;
    SQLite::Statement query(store.db(), "SELECT text FROM waiver ORDER BY id");
    while (query.executeStep()) out.push_back(read_waiver(query.getColumn(0).getString()));
    return out;
}

std::vector<std::pair<std::string, std::string>> ever_found(Store& store) {
    std::vector<std::pair<std::string, std::string>> out;
    SQLite::Statement query(store.db(), R"(
        SELECT DISTINCT n.name, e.record_key FROM finding_event e
        JOIN check_name n ON n.id = e.check_name)");
    while (query.executeStep())
        out.emplace_back(query.getColumn(0).getString(), query.getColumn(1).getString());
    return out;
}

}  // namespace schouw
