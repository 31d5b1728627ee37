// SPDX-License-Identifier: EUPL-1.2
#include "report/export.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "report/export_parts.hpp"

namespace schouw {
namespace {

// A register is in the store when a record, a refused row or a source of it ever was.
const char* const registers_sql = R"(
    SELECT register FROM record UNION SELECT register FROM refused_row
    UNION SELECT register FROM source_read WHERE state <> 'not_configured' ORDER BY 1)";
const char* const entry_sql = R"(
    SELECT seq FROM journal WHERE kind = 'run'
    AND json_extract(CAST(payload AS TEXT), '$.run') = ?)";

ExportLimit limit_of(Store& store, const std::string& as_of) {
    ExportLimit limit;
    if (as_of.empty()) return limit;
    const auto run = latest_run(store, as_of);
    if (!run) fail(Exit::usage, "store.no_run_then", {{"date", as_of}});
    limit.all = false;
    limit.as_of = as_of;
    limit.run = run->id;
    limit.snapshot = run->snapshot;
    SQLite::Statement entry(store.db(), entry_sql);
    entry.bind(1, static_cast<int64_t>(run->id));
    if (entry.executeStep()) limit.seq = entry.getColumn(0).getInt64();
    return limit;
}

std::map<long long, std::string> dates_of(Store& store, const std::string& table) {
    std::map<long long, std::string> dates;
    SQLite::Statement query(store.db(), "SELECT id, as_of FROM " + table);
    while (query.executeStep())
        dates[query.getColumn(0).getInt64()] = query.getColumn(1).getString();
    return dates;
}

std::vector<std::string> registers_in(Store& store, const Schemas& schemas,
                                      const std::vector<std::string>& wanted) {
    std::vector<std::string> known;
    SQLite::Statement query(store.db(), registers_sql);
    while (query.executeStep()) known.push_back(query.getColumn(0).getString());
    if (wanted.empty()) return known;
    std::vector<std::string> names = known;
    for (const auto& [id, schema] : schemas) names.push_back(id);
    for (const auto& id : wanted) {
        if (std::find(known.begin(), known.end(), id) != known.end()) continue;
        if (schemas.contains(id)) fail(Exit::usage, "export.nothing_of", {{"register", id}});
        fail(Exit::usage, "workspace.no_such_register",
             {{"name", id}, {"meant", did_you_mean(id, names).value_or("-")}});
    }
    return wanted;
}

Json tables_json(const Exporter& out) {
    Json tables = Json::object();
    for (const auto& table : out.folder.tables())
        if (table.name.starts_with("tables/")) tables[table.topic] = table.rows;
    return tables;
}

Json files_json(const Exporter& out) {
    Json files = Json::array();
    for (const auto& file : out.folder.files()) {
        Json one = {{"path", file.path}, {"sha256", file.sha256}, {"bytes", file.bytes}};
        if (file.rows >= 0) one["rows"] = file.rows;
        if (file.changed >= 0) one["changed_cells"] = file.changed;
        files.push_back(one);
    }
    return files;
}

std::string manifest(const Exporter& out, const std::optional<RunInfo>& run, long long broken) {
    Store& store = out.store;
    const auto text_or_null = [](const std::string& text) {
        return text.empty() ? Json() : Json(text);
    };
    const std::string upto = out.limit.all ? "" : " WHERE seq <= " + std::to_string(out.limit.seq);
    SQLite::Statement head(store.db(),
                           "SELECT hash FROM journal" + upto + " ORDER BY seq DESC LIMIT 1");
    Json left_out = Json::array();
    for (const auto& table : out.left_out)
        left_out.push_back({{"table", table.name}, {"why", table.why}});
    Json unknown = Json::array();
    for (const auto& [id, file] : out.not_known)
        unknown.push_back({{"register", id}, {"file", file}});
    const Json json = {
        {"schema_version", 1},
        {"made_by", "schouw " SCHOUW_VERSION},
        {"organisation", out.wish.organisation},
        {"as_of", text_or_null(out.wish.as_of)},
        {"complete", out.wish.registers.empty()},
        {"store_version", store.number("PRAGMA user_version")},
        {"run", run ? Json{{"id", run->id}, {"as_of", run->as_of}, {"hash", run->hash}} : Json()},
        {"journal",
         {{"entries", store.number("SELECT count(*) FROM journal" + upto)},
          {"head", head.executeStep() ? Json(head.getColumn(0).getString()) : Json()},
          {"first_broken", broken == 0 ? Json() : Json(broken)}}},
        {"registers", out.registers},
        {"registers_without_description", unknown},
        {"tables", tables_json(out)},
        {"left_out", left_out},
        {"files", files_json(out)}};
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

// As sha256sum -c reads it.
std::string sums(const Exporter& out) {
    std::string text;
    for (const auto& file : out.folder.files()) text += file.sha256 + "  " + file.path + "\n";
    return text;
}

Exported totals(const Exporter& out) {
    Exported done;
    for (const auto& file : out.folder.files()) {
        ++done.files;
        done.bytes += file.bytes;
        done.changed += std::max(0LL, file.changed);
    }
    for (const auto& table : out.folder.tables()) done.rows += table.rows;
    return done;
}

}  // namespace

Exported export_store(Store& store, const Schemas& schemas, const ExportWish& wish,
                      const std::filesystem::path& target) {
    refuse_export_target(target);
    SQLite::Transaction moment(store.db());  // what others write now is not in it
    const ExportLimit limit = limit_of(store, wish.as_of);
    auto registers = registers_in(store, schemas, wish.registers);
    ExportFolder folder(target);
    Exporter out{store,
                 schemas,
                 wish,
                 limit,
                 folder,
                 {},
                 std::move(registers),
                 {},
                 dates_of(store, "snapshot"),
                 dates_of(store, "run")};
    export_registers(out);
    if (wish.registers.empty()) export_findings(out);
    export_tables(out);
    const long long broken = first_broken_entry(store);
    const auto run = limit.all ? latest_run(store, "") : run_by_id(store, limit.run);
    folder.text("README.md", export_readme(out));
    folder.text("manifest.json", manifest(out, run, broken));
    const std::string digest = folder.files().back().sha256;
    folder.text("SHA256SUMS", sums(out));
    Exported done = totals(out);
    folder.finish();
    done.manifest = digest;
    done.broken = broken;
    if (run) done.as_of = run->as_of;
    return done;
}

}  // namespace schouw
