// SPDX-License-Identifier: EUPL-1.2
#include "store/runs.hpp"

#include <nlohmann/json.hpp>

#include "base/digest.hpp"
#include "store/digests.hpp"
#include "store/sign.hpp"

namespace schouw {
namespace {

using Json = nlohmann::ordered_json;

const char* const last_sql = R"(
    SELECT id, kind, row, facts, due FROM finding_event
    WHERE check_name = ? AND record_key = ? ORDER BY id DESC LIMIT 1)";
const char* const before_move_sql = R"(
    SELECT id, kind, row, facts, due FROM finding_event
    WHERE check_name = ? AND record_key = ? AND kind <> 9 ORDER BY id DESC LIMIT 1)";
const char* const event_sql = R"(
    INSERT INTO finding_event(run, check_name, record_key, kind, row, facts, due, digest)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?))";
const char* const open_sql = R"(
    SELECT e.id, e.kind, e.row, e.record_key, e.facts, e.due
    FROM (SELECT max(id) AS id FROM finding_event WHERE check_name = ? GROUP BY record_key) AS latest
    JOIN finding_event e ON e.id = latest.id
    WHERE e.kind NOT IN (3, 4, 5, 9) ORDER BY e.record_key)";
const char* const unknown_sql = R"(
    INSERT INTO unknown_life(from_run, check_name, record_key, row, why) VALUES (?, ?, ?, ?, ?))";
const char* const version_sql = R"(
    INSERT OR IGNORE INTO check_version(check_name, digest, register, definition)
    VALUES (?, ?, ?, ?))";
const char* const check_sql = R"(
    INSERT INTO run_check SELECT ?1, ?2, ?3, id, ?5, ?6, ?7, ?8, ?9, ?10, ?11 FROM check_version
    WHERE check_name = ?3 AND digest = ?4)";
const char* const unknown_ends_sql = "UPDATE unknown_life SET to_run = ? WHERE id = ?";

std::optional<LastEvent> first_of(SQLite::Statement& query, long long check_name,
                                  const std::string& key) {
    query.reset();
    query.bind(1, static_cast<int64_t>(check_name));
    query.bindNoCopy(2, key);
    if (!query.executeStep()) return std::nullopt;
    LastEvent event;
    event.id = query.getColumn(0).getInt64();
    event.kind = static_cast<EventKind>(query.getColumn(1).getInt());
    event.row = static_cast<long>(query.getColumn(2).getInt64());
    event.key = key;
    event.facts = query.getColumn(3).getString();
    event.due = query.getColumn(4).getString();
    query.reset();
    return event;
}

}  // namespace

RunWriter::RunWriter(Store& store, const RunHead& head)
    : store_(store),
      transaction_(store.db(), SQLite::TransactionBehavior::IMMEDIATE),
      head_(head),
      last_(store.db(), last_sql),
      event_(store.db(), event_sql),
      unknown_(store.db(), unknown_sql),
      unknown_ends_(store.db(), unknown_ends_sql),
      add_name_(store.db(), "INSERT OR IGNORE INTO check_name(name) VALUES (?)"),
      find_name_(store.db(), "SELECT id FROM check_name WHERE name = ?"),
      version_(store.db(), version_sql),
      check_(store.db(), check_sql) {
    id_ = store.number("SELECT max(id) FROM run") + 1;
    SQLite::Statement insert(store.db(), "INSERT INTO run VALUES (?, ?, ?, ?, ?, 0, '', ?)");
    insert.bind(1, static_cast<int64_t>(id_));
    insert.bind(2, head.recorded_at);
    insert.bind(3, head.as_of);
    if (!head.label.empty()) insert.bind(4, head.label);
    insert.bind(5, static_cast<int64_t>(head.snapshot));
    insert.bind(6, static_cast<int64_t>(keep_text(store, head.about)));
    insert.exec();
    event_.bind(1, static_cast<int64_t>(id_));
    unknown_.bind(1, static_cast<int64_t>(id_));
    unknown_ends_.bind(1, static_cast<int64_t>(id_));
    carry_on();
}

// What was open after the last run is open until an event says otherwise.
void RunWriter::carry_on() {
    SQLite::Statement before(store_.db(),
                             "SELECT check_name, open, unverified FROM run_life WHERE run = ?");
    before.bind(1, static_cast<int64_t>(id_ - 1));
    while (before.executeStep()) {
        LifeCounts& life = life_[before.getColumn(0).getInt64()];
        life.open = before.getColumn(1).getInt64();
        life.unverified = before.getColumn(2).getInt64();
    }
    SQLite::Statement unknown(
        store_.db(),
        "SELECT id, check_name, record_key, why FROM unknown_life WHERE to_run IS NULL");
    while (unknown.executeStep())
        unknowns_[unknown.getColumn(1).getInt64()][unknown.getColumn(2).getString()] = {
            unknown.getColumn(0).getInt64(), unknown.getColumn(3).getString()};
}

void RunWriter::count(long long check_name, std::optional<EventKind> before, EventKind kind) {
    LifeCounts& life = life_[check_name];
    const auto add = [&](std::optional<EventKind> event, long long change) {
        if (event && is_open(*event)) life.open += change;
        if (event == EventKind::unverified) life.unverified += change;
    };
    add(before, -1);
    add(kind, +1);
    switch (kind) {
        case EventKind::appeared: ++life.appeared; break;
        case EventKind::reopened: ++life.reopened; break;
        case EventKind::solved: ++life.solved; break;
        case EventKind::withdrawn: ++life.withdrawn; break;
        case EventKind::lapsed: ++life.lapsed; break;
        case EventKind::unverified: ++life.now_unverified; break;
        case EventKind::verified:
        case EventKind::changed:
        case EventKind::renamed:
        case EventKind::continued: break;
    }
}

void RunWriter::write_life() {
    SQLite::Statement insert(store_.db(),
                             "INSERT INTO run_life VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const auto& [name, life] : life_) {
        insert.reset();
        insert.bind(1, static_cast<int64_t>(id_));
        insert.bind(2, static_cast<int64_t>(name));
        int at = 3;
        for (const auto number : {life.open, life.appeared, life.reopened, life.unverified,
                                  life.solved, life.withdrawn, life.lapsed, life.now_unverified})
            insert.bind(at++, static_cast<int64_t>(number));
        insert.exec();
    }
}

long long RunWriter::name_of(const std::string& check) {
    add_name_.reset();
    add_name_.bind(1, check);
    add_name_.exec();
    find_name_.reset();
    find_name_.bind(1, check);
    find_name_.executeStep();
    const long long name = find_name_.getColumn(0).getInt64();
    find_name_.reset();
    return name;
}

std::vector<std::pair<long long, std::string>> RunWriter::names() {
    std::vector<std::pair<long long, std::string>> out;
    SQLite::Statement all(store_.db(), "SELECT id, name FROM check_name ORDER BY id");
    while (all.executeStep())
        out.emplace_back(all.getColumn(0).getInt64(), all.getColumn(1).getString());
    return out;
}

std::optional<LastEvent> RunWriter::last(long long check_name, const std::string& key) {
    return first_of(last_, check_name, key);
}

std::optional<LastEvent> RunWriter::before_move(long long check_name, const std::string& key) {
    SQLite::Statement query(store_.db(), before_move_sql);
    return first_of(query, check_name, key);
}

std::set<long long> RunWriter::with_events() {
    std::set<long long> names;
    SQLite::Statement query(store_.db(),
                            "SELECT id FROM check_name n WHERE EXISTS "
                            "(SELECT 1 FROM finding_event e WHERE e.check_name = n.id)");
    while (query.executeStep()) names.insert(query.getColumn(0).getInt64());
    return names;
}

long long RunWriter::next_event_id() {
    return store_.number("SELECT max(id) FROM finding_event") + 1;
}

std::vector<LastEvent> RunWriter::open_findings(long long check_name) {
    std::vector<LastEvent> out;
    SQLite::Statement open(store_.db(), open_sql);
    open.bind(1, static_cast<int64_t>(check_name));
    while (open.executeStep()) {
        LastEvent event;
        event.id = open.getColumn(0).getInt64();
        event.kind = static_cast<EventKind>(open.getColumn(1).getInt());
        event.row = static_cast<long>(open.getColumn(2).getInt64());
        event.key = open.getColumn(3).getString();
        event.facts = open.getColumn(4).getString();
        event.due = open.getColumn(5).getString();
        out.push_back(std::move(event));
    }
    return out;
}

void RunWriter::event(long long check_name, const std::string& key, std::optional<EventKind> before,
                      EventKind kind, long row, const std::string& facts, const std::string& due) {
    count(check_name, before, kind);
    event_.reset();
    event_.bind(2, static_cast<int64_t>(check_name));
    event_.bindNoCopy(3, key);
    event_.bind(4, static_cast<int>(kind));
    event_.bind(5, static_cast<int64_t>(row));
    event_.bindNoCopy(6, facts);
    event_.bindNoCopy(7, due);
    const std::string digest = quick_digest(facts);
    event_.bindNoCopy(8, static_cast<const void*>(digest.data()), static_cast<int>(digest.size()));
    event_.exec();
}

void RunWriter::unknown(long long check_name, const std::string& key, long row,
                        const std::string& why) {
    const auto of_check = unknowns_.find(check_name);
    if (of_check != unknowns_.end()) {
        const auto before = of_check->second.find(key);
        if (before != of_check->second.end() && before->second.why == why)
            return void(before->second.again = true);
    }
    unknown_.reset();
    unknown_.bind(2, static_cast<int64_t>(check_name));
    unknown_.bindNoCopy(3, key);
    unknown_.bind(4, static_cast<int64_t>(row));
    unknown_.bindNoCopy(5, why);
    unknown_.exec();
}

void RunWriter::waived(const std::vector<Waived>& now) { write_waived(store_, id_, now); }

// What this run did not say again has ended with it.
void RunWriter::end_unknowns(Unknowns& unknowns) {
    for (const auto& [key, unknown] : unknowns) {
        if (unknown.again) continue;
        unknown_ends_.reset();
        unknown_ends_.bind(2, static_cast<int64_t>(unknown.id));
        unknown_ends_.exec();
    }
    unknowns.clear();
}

void RunWriter::check(long long check_name, const std::string& register_id,
                      const std::string& definition, const std::string& digest,
                      const long long (&counts)[6], const std::string& why) {
    const auto unknowns = unknowns_.find(check_name);
    if (unknowns != unknowns_.end()) end_unknowns(unknowns->second);
    version_.reset();
    version_.bind(1, static_cast<int64_t>(check_name));
    version_.bind(2, digest);
    version_.bind(3, register_id);
    version_.bindNoCopy(4, definition);
    version_.exec();
    check_.reset();
    check_.bind(1, static_cast<int64_t>(id_));
    check_.bind(2, position_++);
    check_.bind(3, static_cast<int64_t>(check_name));
    check_.bind(4, digest);
    for (int i = 0; i < 6; ++i) check_.bind(5 + i, static_cast<int64_t>(counts[i]));
    check_.bind(11, why);
    check_.exec();
}

std::string RunWriter::commit(bool complete) {
    write_life();
    SQLite::Statement update(store_.db(), "UPDATE run SET complete = ? WHERE id = ?");
    update.bind(1, complete ? 1 : 0);
    update.bind(2, static_cast<int64_t>(id_));
    update.exec();
    const std::string digest = digest_of_run(store_, id_);
    SQLite::Statement seal(store_.db(), "UPDATE run SET digest = ? WHERE id = ?");
    seal.bind(1, digest);
    seal.bind(2, static_cast<int64_t>(id_));
    seal.exec();
    const Json payload = {{"run", id_},
                          {"as_of", head_.as_of},
                          {"recorded_at", head_.recorded_at},
                          {"snapshot", head_.snapshot},
                          {"complete", complete},
                          {"digest", digest}};
    const std::string hash = append_journal(store_, "run", payload.dump());
    if (head_.signs != nullptr) sign_run(store_, id_, *head_.signs);
    for (auto* statement :
         {&last_, &event_, &unknown_, &unknown_ends_, &add_name_, &find_name_, &version_, &check_})
        statement->reset();
    transaction_.commit();
    return hash;
}

}  // namespace schouw
