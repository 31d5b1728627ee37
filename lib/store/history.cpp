// SPDX-License-Identifier: EUPL-1.2
#include "store/history.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "store/fold.hpp"
#include "store/record_rows.hpp"

namespace schouw {
namespace {

const char* const run_columns = R"(
    SELECT r.id, r.recorded_at, r.as_of, r.label, r.snapshot, r.complete, r.digest, t.text,
           (SELECT j.hash FROM journal j WHERE j.kind = 'run'
            AND CASE WHEN json_valid(CAST(j.payload AS TEXT))
                     THEN json_extract(CAST(j.payload AS TEXT), '$.run') END = r.id)
    FROM run r JOIN text_once t ON t.id = r.about )";

RunInfo read_run(SQLite::Statement& row) {
    RunInfo run;
    run.id = row.getColumn(0).getInt64();
    run.recorded_at = row.getColumn(1).getString();
    run.as_of = row.getColumn(2).getString();
    run.label = row.getColumn(3).getString();
    run.snapshot = row.getColumn(4).getInt64();
    run.complete = row.getColumn(5).getInt() != 0;
    run.digest = row.getColumn(6).getString();
    run.about = Json::parse(row.getColumn(7).getString());
    run.hash = row.getColumn(8).getString();
    return run;
}

Message read_message(const std::string& json) {
    Message message;
    if (json.empty()) return message;
    const Json parsed = Json::parse(json);
    message.key = parsed.value("key", "");
    const Json args = parsed.value("args", Json::object());
    for (const auto& [name, value] : args.items())
        message.args.emplace_back(name, value.get<std::string>());
    message.place.row = parsed.value("row", 0L);
    return message;
}

long long snapshot_of(Store& store, long long run) {
    SQLite::Statement query(store.db(), "SELECT snapshot FROM run WHERE id = ?");
    query.bind(1, static_cast<int64_t>(run));
    return query.executeStep() ? query.getColumn(0).getInt64() : 0;
}

// The register of each check, as its newest version has it.
std::map<std::string, std::string> registers_of_checks(Store& store) {
    std::map<std::string, std::string> registers;
    SQLite::Statement query(store.db(), R"(
        SELECT n.name, v.register FROM check_version v JOIN check_name n ON n.id = v.check_name
        ORDER BY v.id)");
    while (query.executeStep())
        registers[query.getColumn(0).getString()] = query.getColumn(1).getString();
    return registers;
}

// An event has the row on which the record stood then; a reader wants to find it in the file that
// the run judged.
void place_findings(Store& store, long long run, std::vector<FindingInfo>& findings) {
    if (findings.empty()) return;
    RecordRows rows(store, snapshot_of(store, run));
    const auto registers = registers_of_checks(store);
    for (auto& finding : findings) {
        const auto at = registers.find(finding.check);
        if (at != registers.end()) finding.row = rows.row(at->second, finding.key, finding.row);
    }
}

}  // namespace

std::optional<RunInfo> latest_run(Store& store, const std::string& as_of) {
    SQLite::Statement query(store.db(), std::string(run_columns) +
                                            "WHERE ?1 = '' OR r.as_of <= ?1 "
                                            "ORDER BY r.as_of DESC, r.id DESC LIMIT 1");
    query.bind(1, as_of);
    if (!query.executeStep()) return std::nullopt;
    return read_run(query);
}

std::optional<RunInfo> run_by_id(Store& store, long long id) {
    SQLite::Statement query(store.db(), std::string(run_columns) + "WHERE r.id = ?");
    query.bind(1, static_cast<int64_t>(id));
    if (!query.executeStep()) return std::nullopt;
    return read_run(query);
}

std::vector<RunInfo> all_runs(Store& store) {
    std::vector<RunInfo> runs;
    SQLite::Statement query(store.db(), std::string(run_columns) + "ORDER BY r.id");
    while (query.executeStep()) runs.push_back(read_run(query));
    return runs;
}

std::vector<RunCheckInfo> checks_of(Store& store, long long run) {
    std::vector<RunCheckInfo> checks;
    SQLite::Statement query(store.db(), R"(
        SELECT n.name, v.definition, c.met, c.not_met, c.unknown, c.not_applicable, c.to_judge,
               c.waived, c.why
        FROM run_check c JOIN check_name n ON n.id = c.check_name
        JOIN check_version v ON v.id = c.check_version WHERE c.run = ? ORDER BY c.position)");
    query.bind(1, static_cast<int64_t>(run));
    while (query.executeStep()) {
        RunCheckInfo info;
        info.run = run;
        info.id = query.getColumn(0).getString();
        info.definition = Json::parse(query.getColumn(1).getString());
        int at = 2;
        for (auto* count : {&info.met, &info.not_met, &info.unknown, &info.not_applicable,
                            &info.to_judge, &info.waived})
            *count = query.getColumn(at++).getInt64();
        info.why = read_message(query.getColumn(8).getString());
        checks.push_back(std::move(info));
    }
    return checks;
}

std::vector<SourceInfo> sources_of(Store& store, long long snapshot) {
    std::vector<SourceInfo> sources;
    SQLite::Statement query(store.db(), R"(
        SELECT register, file, state, failure, sha256, format, encoding, delimiter, sheet,
               header_row, t.text, read, accepted, refused, ignored, remarks
        FROM source_read s JOIN text_once t ON t.id = s.layout WHERE snapshot = ?
        AND (file <> '' OR state <> 'read')
        ORDER BY register)");
    query.bind(1, static_cast<int64_t>(snapshot));
    while (query.executeStep()) {
        SourceInfo info;
        info.register_id = query.getColumn(0).getString();
        info.file = query.getColumn(1).getString();
        info.state = query.getColumn(2).getString();
        info.failure = read_message(query.getColumn(3).getString());
        info.failure.place.file = info.failure.key.empty() ? "" : info.file;
        info.sha256 = query.getColumn(4).getString();
        info.format = query.getColumn(5).getString();
        info.encoding = query.getColumn(6).getString();
        info.delimiter = query.getColumn(7).getString();
        info.sheet = query.getColumn(8).getString();
        info.header_row = static_cast<long>(query.getColumn(9).getInt64());
        const Json layout = Json::parse(query.getColumn(10).getString());
        info.header = layout.at("names").get<std::vector<std::string>>();
        info.ids = layout.at("ids").get<std::vector<std::string>>();
        const Json habits = layout.value("habits", Json::array());
        for (std::size_t cell = 0; cell < habits.size() && cell < info.ids.size(); ++cell)
            for (const auto& [name, fact] : habit_facts)
                for (const auto& shown : habits[cell])
                    if (shown == name) info.habits[info.ids[cell]].*fact = true;
        int at = 11;
        for (auto* total : {&info.totals.read, &info.totals.accepted, &info.totals.refused,
                            &info.totals.ignored, &info.totals.remarks})
            *total = query.getColumn(at++).getInt64();
        sources.push_back(std::move(info));
    }
    return sources;
}

namespace {

std::vector<FindingInfo> findings_of(Store& store, long long run, const std::string& check,
                                     FoldPairs pairs) {
    find_last_seen(store, run, pairs);
    inherit(pairs);
    std::vector<FindingInfo> findings;
    findings.reserve(pairs.size());
    for (auto& pair : pairs) {
        findings.push_back(std::move(pair->after.info));
        pair.reset();
    }
    place_findings(store, run, findings);
    const auto waived = waived_in(store, run, check);
    if (waived.empty()) return findings;
    for (auto& finding : findings)
        if (const auto at = waived.find({finding.check, finding.key}); at != waived.end())
            finding.waiver = std::make_shared<const WaiverInfo>(at->second);
    return findings;
}

}  // namespace

std::vector<FindingInfo> findings_after(Store& store, long long run, const std::string& check) {
    return findings_of(store, run, check, folds_after(store, run, check));
}

std::vector<FindingInfo> findings_touched(Store& store, long long run) {
    return findings_of(store, run, "", folds_touched(store, run));
}

std::map<std::string, LifeCounts> life_counts(Store& store, long long run) {
    std::map<std::string, LifeCounts> counts;
    SQLite::Statement query(store.db(), R"(
        SELECT n.name, l.open, l.appeared, l.reopened, l.unverified, l.solved, l.withdrawn, l.lapsed,
               l.now_unverified
        FROM run_life l JOIN check_name n ON n.id = l.check_name WHERE l.run = ?)");
    query.bind(1, static_cast<int64_t>(run));
    while (query.executeStep()) {
        const auto number = [&](int column) { return query.getColumn(column).getInt64(); };
        counts[query.getColumn(0).getString()] = {number(1), number(2), number(3), number(4),
                                                  number(5), number(6), number(7), number(8)};
    }
    return counts;
}

namespace {

std::vector<UnknownInfo> without_verdict(Store& store, long long run, bool waiting) {
    std::vector<UnknownInfo> unknowns;
    RecordRows rows(store, snapshot_of(store, run));
    SQLite::Statement query(store.db(), R"(
        SELECT n.name, u.record_key, u.row, u.why, v.register, c.position FROM run_check c
        JOIN unknown_life u ON u.check_name = c.check_name AND u.from_run <= ?1
                               AND (u.to_run IS NULL OR u.to_run > ?1)
        JOIN check_name n ON n.id = c.check_name JOIN check_version v ON v.id = c.check_version
        WHERE c.run = ?1 AND (u.why = ?2) = ?3 ORDER BY c.position, u.id)");
    query.bind(1, static_cast<int64_t>(run));
    query.bind(2, why_to_judge);
    query.bind(3, waiting ? 1 : 0);
    while (query.executeStep()) {
        const std::string key = query.getColumn(1).getString();
        const auto row = static_cast<long>(query.getColumn(2).getInt64());
        unknowns.push_back({query.getColumn(0).getString(), key,
                            rows.row(query.getColumn(4).getString(), key, row),
                            query.getColumn(3).getString(), query.getColumn(5).getInt()});
    }
    std::stable_sort(unknowns.begin(), unknowns.end(), [](const auto& a, const auto& b) {
        return std::tie(a.position, a.row) < std::tie(b.position, b.row);
    });
    return unknowns;
}

}  // namespace

std::vector<UnknownInfo> unknowns_of(Store& store, long long run) {
    return without_verdict(store, run, false);
}

std::vector<UnknownInfo> waiting_of(Store& store, long long run) {
    return without_verdict(store, run, true);
}

SnapshotInfo snapshot_info(Store& store, long long snapshot) {
    SQLite::Statement query(store.db(),
                            "SELECT recorded_at, as_of, digest FROM snapshot WHERE id = ?");
    query.bind(1, static_cast<int64_t>(snapshot));
    if (!query.executeStep()) return {};
    return {query.getColumn(0).getString(), query.getColumn(1).getString(),
            query.getColumn(2).getString()};
}

std::optional<Json> definition_of(Store& store, const std::string& check, long long run) {
    SQLite::Statement query(store.db(), R"(
        SELECT v.definition FROM run_check c JOIN check_name n ON n.id = c.check_name
        JOIN check_version v ON v.id = c.check_version
        WHERE n.name = ? AND c.run <= ? ORDER BY c.run DESC LIMIT 1)");
    query.bind(1, check);
    query.bind(2, static_cast<int64_t>(run));
    if (!query.executeStep()) return std::nullopt;
    return Json::parse(query.getColumn(0).getString());
}

}  // namespace schouw
