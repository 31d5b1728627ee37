// SPDX-License-Identifier: EUPL-1.2
// Any bytes as a register, a checklist or schouw.toml: a result, or an Error with exit code 2; the
// SQL of a checklist compiles in the sandbox or is refused.
#include "base/toml.hpp"

#include "base/error.hpp"
#include "checks/checklist.hpp"
#include "checks/compile.hpp"
#include "memory_file.hpp"
#include "registers/workspace.hpp"

using namespace schouw;
using fuzz::expect;

namespace {

constexpr const char* small_register = R"(
[register]
id = "things"
title = { nl = "t", en = "t" }
description = { nl = "t", en = "t" }
key = ["id"]
duty = "practice"
[[column]]
id = "id"
type = "text"
title = { nl = "t", en = "t" }
description = { nl = "t", en = "t" }
duty = "must"
[[column]]
id = "day"
type = "date"
title = { nl = "t", en = "t" }
description = { nl = "t", en = "t" }
duty = "may"
na = true
)";

void compile_all(const Law& law, const Schemas& schemas) {
    RunDb database(schemas, false);
    Sandbox sandbox(database.db());
    std::vector<const Check*> checks;
    for (const auto& check : law.checks) checks.push_back(&check);
    const Program program = compile(law, checks, schemas, sandbox);
    expect(program.checks.size() == checks.size());
    // A register that is fuzzed itself may hold a duty that SQLite refuses when it runs; nothing
    // that was compiled may have changed what is there.
    expect(sqlite3_total_changes(database.db()) == 0);
}

}  // namespace

// The first byte chooses what the others are.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    static const fuzz::MemoryFile file{"t.toml", "schouw.toml"};
    static const Schemas schemas = [] {
        ::setenv("SCHOUW_DATADIR", file.folder.c_str(), 1);
        std::filesystem::create_directory(file.folder / "checklists");
        file.set(small_register);
        return load_schemas({file.folder / "t.toml"});
    }();
    file.set(fuzz::bytes_of(data + 1, size - 1));
    try {
        switch (data[0] % 3) {
            case 0: compile_all(load_law({file.folder / "t.toml"}, schemas), schemas); break;
            case 1: {
                const Schemas fuzzed = load_schemas({file.folder / "t.toml"});
                compile_all(load_law({}, fuzzed), fuzzed);
                break;
            }
            default: check_sources(load_workspace(file.folder), schemas); break;
        }
    } catch (const Error& error) {
        expect(error.exit == Exit::usage || error.message.key.starts_with("file."));
    }
    return 0;
}
