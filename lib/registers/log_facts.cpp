// SPDX-License-Identifier: EUPL-1.2
#include "registers/log_facts.hpp"

namespace schouw {

void supply_log_facts(Workspace& workspace, const Schemas& schemas) {
    const std::filesystem::path file = workspace.folder / "schouw.toml";
    Toml toml = load_toml(file);
    toml.file = file.lexically_normal().string();
    const auto* logs = table_of(toml, toml.root, "logs");
    if (logs == nullptr || logs->empty()) return;
    for (const auto& [id, schema] : schemas) {
        if (!is_made(schema) || workspace.sources.contains(id)) continue;
        Source source;
        source.register_id = id;
        source.file = log_facts_file;
        source.place = place_of(toml, *logs);
        workspace.sources[id] = source;
    }
}

}  // namespace schouw
