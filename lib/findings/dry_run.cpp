// SPDX-License-Identifier: EUPL-1.2
#include "findings/dry_run.hpp"

namespace schouw {

std::map<std::size_t, Message> blocked_checks(const Program& program, const Imported& imported,
                                              const Schemas& schemas) {
    Supplied supplied;
    std::set<std::string> failed_registers;
    for (const auto& read : imported.sources) {
        if (read.state == ReadState::failed) failed_registers.insert(read.register_id);
        if (read.state != ReadState::read) continue;
        auto& columns = supplied[read.register_id];
        for (const auto& ids : read.header.ids)
            for (auto& id : ids_in(ids)) columns.insert(std::move(id));
    }
    std::map<std::size_t, Message> blocked;
    for (std::size_t i = 0; i < program.checks.size(); ++i) {
        auto why = blocked_by(program.checks[i], schemas, supplied, failed_registers);
        if (!why.key.empty()) blocked.emplace(i, std::move(why));
    }
    return blocked;
}

DryRun dry_run(const Setup& setup, const Workspace& workspace,
               const std::vector<const Check*>& checks, const std::string& as_of,
               const std::map<std::string, std::set<std::string>>& more) {
    DryRun dry;
    dry.aside = std::make_unique<PrivateFolder>();
    dry.store = std::make_unique<Store>(dry.aside->path / "dry.db", Store::Mode::write);
    dry.database =
        std::make_unique<RunDb>(setup.schemas, bytes_of_sources(workspace) > large_sources);
    {
        Sandbox sandbox(dry.database->db());  // gone before the import writes
        dry.program = compile(setup.law, checks, setup.schemas, sandbox);
    }
    for (const auto* check : checks) dry.program.needed[check->register_id];
    for (const auto& [id, columns] : more)
        dry.program.needed[id].insert(columns.begin(), columns.end());
    Workspace needed = workspace;
    std::erase_if(needed.sources,
                  [&](const auto& source) { return !dry.program.needed.contains(source.first); });
    dry.imported = import_sources(needed, setup.schemas, *dry.store, as_of, dry.database.get(),
                                  [&]() -> const Program& { return dry.program; });
    dry.blocked = blocked_checks(dry.program, dry.imported, setup.schemas);
    for (;;) {
        dry.hits.clear();
        const Evaluation evaluation =
            evaluate({setup.law, setup.schemas, dry.program, dry.blocked, as_of, *dry.database},
                     [&](Hit&& hit) { dry.hits.push_back(std::move(hit)); });
        if (evaluation.failed.empty()) return dry;
        dry.blocked.insert(evaluation.failed.begin(), evaluation.failed.end());
    }
}

}  // namespace schouw
