// SPDX-License-Identifier: EUPL-1.2
#include "base/file.hpp"
#include "report/format_machine.hpp"
#include "report/machine_text.hpp"

namespace schouw {

void write_json(const Report& report, const std::filesystem::path& path, const ReadBack&) {
    write_file(path, json_text(report.document, 1) + "\n");
}

}  // namespace schouw
