// SPDX-License-Identifier: EUPL-1.2
#include "report_choice.hpp"

namespace schouw {
namespace fs = std::filesystem;

Edition find_edition(const Shared& shared, const Schemas& schemas, const std::string& id) {
    const fs::path own = shared.folder / "reports";
    const fs::path shipped = data_folder() / "templates/reports";
    return load_edition(fs::exists(own / (id + ".toml")) ? own : shipped, id, schemas);
}

RunInfo chosen_run(Store& store, const Shared& shared, long long id) {
    if (id == 0) return run_to_read(store, shared);
    const auto run = run_by_id(store, id);
    if (!run) fail(Exit::usage, "report.no_such_run", {{"run", std::to_string(id)}});
    return *run;
}

Catalogue report_words(const Shared& shared, const std::string& language) {
    return Catalogue(language.empty()   ? shared.words.language()
                     : language == "en" ? Language::en
                                        : Language::nl);
}

}  // namespace schouw
