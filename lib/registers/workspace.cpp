// SPDX-License-Identifier: EUPL-1.2
#include "registers/workspace.hpp"

#include <algorithm>

#include "base/date.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "intake/encoding.hpp"
#include "registers/mapping.hpp"

namespace schouw {
namespace fs = std::filesystem;
namespace {

// The groups of columns that shipped registers share; a choice of registers always has them.
constexpr const char* shared_groups = "groups.toml";

// "*" are the shipped ones, "id" one of them, "./x/*" the user's own folder, "./x.toml" a file.
std::vector<fs::path> expand(const Toml& toml, const std::vector<std::string>& patterns,
                             const fs::path& shipped, const fs::path& own) {
    std::vector<fs::path> files;
    const auto add = [&](const fs::path& file) {
        if (std::find(files.begin(), files.end(), file) == files.end()) files.push_back(file);
    };
    for (const auto& pattern : patterns) {
        if (pattern == "*") {
            for (const auto& file : toml_files(shipped)) add(file);
        } else if (pattern.ends_with("/*")) {
            for (const auto& file : toml_files(own / pattern.substr(0, pattern.size() - 2)))
                add(file);
        } else if (pattern.find('/') != pattern.npos) {
            add(own / pattern);
        } else {
            const fs::path file = shipped / (pattern + ".toml");
            if (!fs::exists(file)) {
                std::vector<std::string> known;
                for (const auto& path : toml_files(shipped)) known.push_back(path.stem().string());
                fail(Exit::usage, "workspace.no_such_file",
                     {{"name", pattern}, {"meant", did_you_mean(pattern, known).value_or("-")}},
                     {toml.file, "", 0, 0});
            }
            add(file);
        }
    }
    return files;
}

std::map<std::string, std::string> text_map(const Toml& toml, const toml::table& table,
                                            std::string_view key) {
    std::map<std::string, std::string> out;
    if (const auto* inner = table_of(toml, table, key))
        for (const auto& [name, node] : *inner)
            out[std::string(name.str())] = need_text(toml, *inner, name.str());
    return out;
}

Source read_source(const Toml& toml, const toml::table& table, const std::string& id) {
    known_keys(toml, table,
               {"file", "sheet", "header_row", "delimiter", "quote", "escape", "encoding",
                "records", "mapping", "columns", "only"});
    Source source;
    source.register_id = id;
    source.place = place_of(toml, table);
    source.file = need_text(toml, table, "file");
    source.sheet = text_of(toml, table, "sheet").value_or("");
    source.header_row = static_cast<long>(integer_of(toml, table, "header_row").value_or(0));
    if (const auto delimiter = text_of(toml, table, "delimiter")) {
        if (delimiter->empty() || delimiter->size() > 8 ||
            delimiter->find_first_of("\r\n\"'") != delimiter->npos)
            fail(Exit::usage, "workspace.bad_delimiter", {{"delimiter", *delimiter}}, source.place);
        source.wish.csv.delimiter = *delimiter;
    }
    if (table.contains("quote")) {
        constexpr char quotes[] = {'"', '\'', '\0'};
        source.wish.csv.quote = quotes[one_of(toml, table, "quote", quote_words, std::nullopt)];
    }
    if (table.contains("escape"))
        source.wish.csv.backslash = one_of(toml, table, "escape", escape_words, std::nullopt) == 1;
    if (table.contains("encoding"))
        source.wish.csv.encoding =
            encoding_names[one_of(toml, table, "encoding", encoding_names, std::nullopt)];
    source.wish.json.records = text_of(toml, table, "records");
    source.mapping = text_of(toml, table, "mapping").value_or("");
    source.columns = text_map(toml, table, "columns");
    source.only = text_map(toml, table, "only");
    return source;
}

// Gives each source the names of its mapping.
void apply_mappings(Workspace& workspace) {
    const auto asks = [](const auto& source) { return !source.second.mapping.empty(); };
    if (std::none_of(workspace.sources.begin(), workspace.sources.end(), asks)) return;
    const Mappings mappings = load_mappings(mapping_folders(workspace.folder));
    for (auto& [id, source] : workspace.sources) {
        if (source.mapping.empty()) continue;
        std::vector<std::string> known;
        for (const auto& [name, mapping] : mappings)
            if (mapping.register_id == id) known.push_back(name);
        const auto mapping = mappings.find(source.mapping);
        if (mapping == mappings.end() || mapping->second.register_id != id)
            fail(Exit::usage, "workspace.no_such_mapping",
                 {{"name", source.mapping},
                  {"register", id},
                  {"meant", did_you_mean(source.mapping, known).value_or("-")}},
                 source.place);
        source.mapped = mapping->second.columns;
        if (!source.wish.json.records && !mapping->second.records.empty())
            source.wish.json.records = mapping->second.records;
    }
}

}  // namespace

std::vector<fs::path> mapping_folders(const fs::path& workspace) {
    std::vector<fs::path> folders;
    if (!workspace.empty()) folders.push_back(workspace / "mappings");
    folders.push_back(data_folder() / "templates/mappings");
    return folders;
}

bool shipped_register(const std::string& id) {
    const fs::path folder = data_folder() / "templates/registers";
    for (const auto& file : toml_files(folder))
        if (file.stem() == id) return true;
    return false;
}

std::vector<fs::path> toml_files(const fs::path& folder) {
    auto files = files_in(folder);
    std::erase_if(files, [](const fs::path& file) { return file.extension() != ".toml"; });
    return files;
}

std::optional<std::string> parameter_text(const toml::node& node) {
    if (const auto text = node.value_exact<std::string>()) return *text;
    if (const auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
    if (const auto flag = node.value_exact<bool>()) return std::string(*flag ? "1" : "0");
    if (const auto day = node.value_exact<toml::date>())
        if (const auto date = make_date(day->year, day->month, day->day)) return iso(*date);
    return std::nullopt;
}

namespace {

// At least a year: a shorter term would destroy what the last round is held against.
long retention_of(const Toml& toml) {
    constexpr std::int64_t least = 12, most = 1200;
    const auto months = integer_of(toml, toml.root, "retention_months");
    if (!months) return 0;
    if (*months < least || *months > most)
        fail(Exit::usage, "toml.out_of_range",
             {{"key", "retention_months"},
              {"low", std::to_string(least)},
              {"high", std::to_string(most)}},
             place_of(toml, *toml.root.get("retention_months")));
    return static_cast<long>(*months);
}

}  // namespace

Workspace load_workspace(const fs::path& folder) {
    const fs::path file = folder / "schouw.toml";
    if (!fs::exists(file)) fail(Exit::usage, "workspace.absent", {{"folder", folder.string()}});
    Toml toml = load_toml(file);
    toml.file = file.lexically_normal().string();
    known_keys(toml, toml.root,
               {"organisation", "registers_as_of", "language", "store", "fail_on", "checklists",
                "registers", "retention_months", "sign", "sources", "parameters", "logs"});
    Workspace workspace;
    workspace.folder = folder;
    workspace.organisation = need_text(toml, toml.root, "organisation");
    workspace.registers_as_of = date_of(toml, toml.root, "registers_as_of").value_or("");
    if (toml.root.contains("language"))
        workspace.language = one_of(toml, toml.root, "language", {"nl", "en"}, std::nullopt) == 0
                                 ? Language::nl
                                 : Language::en;
    workspace.store = folder / text_of(toml, toml.root, "store").value_or("schouw.db");
    static const std::vector<std::string> levels = {"critical", "high", "medium", "low", "never"};
    workspace.fail_on = levels[one_of(toml, toml.root, "fail_on", levels, 1)];
    workspace.retention_months = retention_of(toml);
    const fs::path data = data_folder();
    const auto patterns = [&](const char* key, const std::vector<std::string>& fallback) {
        return toml.root.contains(key) ? texts_of(toml, toml.root, key) : fallback;
    };
    workspace.checklists =
        expand(toml, patterns("checklists", {"*", "./checklists/*"}), data / "checklists", folder);
    workspace.registers = expand(toml, patterns("registers", {"*", "./schemas/*"}),
                                 data / "templates/registers", folder);
    const fs::path groups = data / "templates/registers" / shared_groups;
    if (std::find(workspace.registers.begin(), workspace.registers.end(), groups) ==
            workspace.registers.end() &&
        fs::exists(groups))
        workspace.registers.push_back(groups);
    if (const auto* sources = table_of(toml, toml.root, "sources"))
        for (const auto& [id, node] : *sources) {
            const auto* table = table_of(toml, *sources, id.str());
            workspace.sources[std::string(id.str())] =
                read_source(toml, *table, std::string(id.str()));
        }
    apply_mappings(workspace);
    if (const auto* parameters = table_of(toml, toml.root, "parameters"))
        for (const auto& [name, node] : *parameters) {
            const auto text = parameter_text(node);
            const std::string id(name.str());
            workspace.parameter_places[id] = place_of(toml, node);
            if (!text)
                fail(Exit::usage, "toml.wrong_type",
                     {{"key", id}, {"wanted", "integer, text, date, true/false"}},
                     workspace.parameter_places[id]);
            workspace.parameters[id] = *text;
        }
    return workspace;
}

void check_sources(const Workspace& workspace, const Schemas& schemas) {
    std::vector<std::string> registers;
    for (const auto& [id, schema] : schemas) registers.push_back(id);
    const auto refuse = [](const char* key, const std::string& name,
                           const std::vector<std::string>& known, const Place& place) {
        fail(Exit::usage, key, {{"name", name}, {"meant", did_you_mean(name, known).value_or("-")}},
             place);
    };
    check_mappings(load_mappings({workspace.folder / "mappings"}), schemas);
    for (const auto& [id, source] : workspace.sources) {
        const auto schema = schemas.find(id);
        if (schema == schemas.end())
            refuse("workspace.no_such_register", id, registers, source.place);
        if (schema->second.filled())
            fail(Exit::usage, "waivers.no_source", {{"register", id}}, source.place);
        std::vector<std::string> columns;
        for (const auto& column : schema->second.columns) columns.push_back(column.id);
        for (const auto& [column, header] : source.columns)
            if (!schema->second.find(column))
                refuse("workspace.no_such_column", column, columns, source.place);
    }
}

}  // namespace schouw
