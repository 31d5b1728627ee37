// SPDX-License-Identifier: EUPL-1.2
#include "registers/mapping.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "registers/workspace.hpp"

namespace schouw {
namespace {

Mapping read_mapping(const std::filesystem::path& path) {
    const Toml toml = load_toml(path);
    known_keys(toml, toml.root, {"mapping", "columns"});
    Mapping mapping;
    mapping.id = path.stem().string();
    const auto* head = table_of(toml, toml.root, "mapping");
    const auto* columns = table_of(toml, toml.root, "columns");
    if (head == nullptr || columns == nullptr)
        fail(Exit::usage, "toml.missing_key", {{"key", head == nullptr ? "mapping" : "columns"}},
             place_of(toml, toml.root));
    known_keys(toml, *head, {"register", "title", "origin", "records"});
    mapping.place = place_of(toml, *head);
    mapping.register_id = need_text(toml, *head, "register");
    mapping.title = need_words(toml, *head, "title");
    mapping.origin = need_text(toml, *head, "origin");
    mapping.records = text_of(toml, *head, "records").value_or("");
    for (const auto& [column, node] : *columns) {
        const std::string id(column.str());
        mapping.columns[id] = node.is_array()
                                  ? texts_of(toml, *columns, id)
                                  : std::vector<std::string>{need_text(toml, *columns, id)};
    }
    return mapping;
}

[[noreturn]] void refuse(const char* key, const std::string& name,
                         const std::vector<std::string>& known, const Place& place) {
    fail(Exit::usage, key, {{"name", name}, {"meant", did_you_mean(name, known).value_or("-")}},
         place);
}

}  // namespace

Mappings load_mappings(const std::vector<std::filesystem::path>& folders) {
    Mappings mappings;
    for (const auto& folder : folders)
        for (const auto& file : toml_files(folder))
            if (!mappings.contains(file.stem().string()))
                mappings.emplace(file.stem().string(), read_mapping(file));
    return mappings;
}

void check_mappings(const Mappings& mappings, const Schemas& schemas) {
    std::vector<std::string> registers;
    for (const auto& [id, schema] : schemas) registers.push_back(id);
    for (const auto& [id, mapping] : mappings) {
        const auto schema = schemas.find(mapping.register_id);
        if (schema == schemas.end())
            refuse("workspace.no_such_register", mapping.register_id, registers, mapping.place);
        std::vector<std::string> columns;
        for (const auto& column : schema->second.columns) columns.push_back(column.id);
        for (const auto& [column, headers] : mapping.columns)
            if (!schema->second.find(column))
                refuse("workspace.no_such_column", column, columns, mapping.place);
    }
}

}  // namespace schouw
