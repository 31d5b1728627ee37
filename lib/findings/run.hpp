// SPDX-License-Identifier: EUPL-1.2
// The main job: a workspace and a day in, a run in the store out.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "checks/checklist.hpp"
#include "registers/workspace.hpp"
#include "store/history.hpp"
#include "store/store.hpp"

namespace schouw {

// A workspace with all that its files say.
struct Setup {
    Workspace workspace;
    Schemas schemas;
    Law law;
};

// Throws Error(usage) for anything malformed, with its place.
Setup load_setup(const std::filesystem::path& folder);
// Only registers and law, without a workspace: what is shipped.
Setup load_shipped();

struct RunWish {
    std::string as_of;  // ISO
    std::string label;
    std::vector<std::string> checklists;  // ids; empty for all
    Patience patience = no_patience;      // for another run in this workspace
};

struct RunOutcome {
    std::unique_ptr<PrivateFolder> aside;  // holds the throwaway store
    std::unique_ptr<Store> store;          // holds the run: the workspace's, or a throwaway one
    RunInfo run;
    std::vector<RunCheckInfo> checks;  // as checks_of() gives them
    std::vector<Message> remarks;      // on waivers that name nothing
    bool replay = false;  // as_of lies before the last recorded run: nothing was recorded
};

// Compiles, imports, evaluates, records. Throws Error for what stops the run; what makes it
// incomplete stands in the run.
RunOutcome run_checks(Setup& setup, const RunWish& wish);

}  // namespace schouw
