// SPDX-License-Identifier: EUPL-1.2
// JSON Lines: a first line with all but the findings, then one finding a line.
#include "base/file.hpp"
#include "report/format_machine.hpp"
#include "report/machine_text.hpp"

namespace schouw {

void write_jsonl(const Report& report, const std::filesystem::path& path, const ReadBack&) {
    using Json = nlohmann::ordered_json;
    Json head = {{"type", "run"}};
    for (const auto& [name, value] : report.document.items())
        if (name != "findings") head[name] = value;
    write_stream(path, [&](const auto& write) {
        write(json_text(head, -1) + "\n");
        for (const auto& finding : report.document.at("findings")) {
            Json line = {{"type", "finding"}};
            line.update(finding);
            write(json_text(line, -1) + "\n");
        }
    });
}

}  // namespace schouw
