// SPDX-License-Identifier: EUPL-1.2
#include "accesslog/config.hpp"

#include <glob.h>

#include <algorithm>

#include "accesslog/address.hpp"
#include "base/text.hpp"

namespace schouw {
namespace fs = std::filesystem;
namespace {

// A name becomes part of a record's key, and a word on the command line.
bool good_name(const std::string& name) {
    return !name.empty() && name.size() <= 60 &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") == name.npos;
}

ClusterConfig read_cluster(const Toml& toml, const toml::table& table) {
    ClusterConfig cluster;
    cluster.from = text_of(toml, table, "from").value_or("");
    if (!cluster.from.empty()) read_address(cluster.from, place_of(toml, table));
    cluster.credentials = text_of(toml, table, "credentials").value_or("");
    cluster.certificates = text_of(toml, table, "certificates").value_or("");
    cluster.plain = flag_of(toml, table, "plain");
    cluster.seconds = static_cast<long>(integer_of(toml, table, "timeout").value_or(600));
    if (cluster.seconds < 1 || cluster.seconds > 86'400)
        fail(Exit::usage, "logs.timeout", {}, place_of(toml, table));
    if (const auto* only = table_of(toml, table, "only"))
        for (const auto& [column, node] : *only)
            cluster.only[std::string(column.str())] = need_text(toml, *only, column.str());
    return cluster;
}

LogConfig read_log(const Toml& toml, const toml::table& table, const std::string& name) {
    known_keys(toml, table,
               {"files", "system", "delimiter", "columns", "guess", "actions", "vendors",
                "relations", "dossiers", "late_days", "utc", "reviewer", "from", "credentials",
                "certificates", "plain", "timeout", "only"});
    LogConfig log;
    log.name = name;
    log.place = place_of(toml, table);
    if (!good_name(name)) fail(Exit::usage, "logs.bad_name", {{"name", name}}, log.place);
    log.files = texts_of(toml, table, "files");
    log.cluster = read_cluster(toml, table);
    if (log.files.empty() && log.cluster.from.empty())
        fail(Exit::usage, "logs.no_files", {{"log", name}}, log.place);
    if (!log.files.empty() && !log.cluster.from.empty())
        fail(Exit::usage, "logs.files_and_cluster", {{"log", name}}, log.place);
    log.system_id = text_of(toml, table, "system").value_or("");
    log.reviewer = text_of(toml, table, "reviewer").value_or("");
    if (const auto delimiter = text_of(toml, table, "delimiter")) {
        if (delimiter->size() != 1 || delimiter->find_first_of("\r\n\"") != delimiter->npos)
            fail(Exit::usage, "workspace.bad_delimiter", {{"delimiter", *delimiter}}, log.place);
        log.delimiter = delimiter->front();
    }
    if (const auto* columns = table_of(toml, table, "columns"))
        for (const auto& [word, node] : *columns)
            log.columns[field_of(std::string(word.str()), place_of(toml, node))] =
                need_text(toml, *columns, word.str());
    log.guess = flag_of(toml, table, "guess");
    log.guess = log.guess || log.columns.empty();
    if (const auto* actions = table_of(toml, table, "actions")) {
        known_keys(toml, *actions, {"print", "export", "search", "emergency", "follow_up"});
        for (const auto& [word, node] : *actions)
            log.actions[std::string(word.str())] = texts_of(toml, *actions, word.str());
    }
    log.vendors = texts_of(toml, table, "vendors");
    log.relations = text_of(toml, table, "relations").value_or("");
    log.dossiers = text_of(toml, table, "dossiers").value_or("");
    const auto late = integer_of(toml, table, "late_days").value_or(3);
    if (late < 0 || late > 4000) fail(Exit::usage, "logs.late_days", {}, log.place);
    log.late_days = static_cast<int>(late);
    log.utc = flag_of(toml, table, "utc");
    return log;
}

}  // namespace

std::vector<LogConfig> load_logs(const fs::path& workspace) {
    const fs::path file = workspace / "schouw.toml";
    Toml toml = load_toml(file);
    toml.file = file.lexically_normal().string();
    std::vector<LogConfig> logs;
    if (const auto* tables = table_of(toml, toml.root, "logs"))
        for (const auto& [name, node] : *tables)
            logs.push_back(
                read_log(toml, *table_of(toml, *tables, name.str()), std::string(name.str())));
    return logs;
}

std::vector<fs::path> expand_files(const LogConfig& log, const fs::path& workspace) {
    std::vector<fs::path> files;
    for (const auto& pattern : log.files) {
        if (pattern == "-") {
            files.emplace_back("-");
            continue;
        }
        const std::string whole = (workspace / pattern).string();
        glob_t found{};
        const int failed = ::glob(whole.c_str(), GLOB_NOSORT, nullptr, &found);
        for (std::size_t i = 0; failed == 0 && i < found.gl_pathc; ++i)
            files.emplace_back(found.gl_pathv[i]);
        ::globfree(&found);
        if (failed != 0)
            fail(Exit::io, "logs.no_such_files", {{"pattern", pattern}, {"log", log.name}},
                 log.place);
    }
    std::sort(files.begin(), files.end());
    files.erase(std::unique(files.begin(), files.end()), files.end());
    return files;
}

}  // namespace schouw
