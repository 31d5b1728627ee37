// SPDX-License-Identifier: EUPL-1.2
#include "base/file.hpp"
#include "report/format_machine.hpp"
#include "report/prometheus.hpp"

namespace schouw {

void write_prometheus(const Report& report, const std::filesystem::path& path, const ReadBack&) {
    write_file(path, prometheus_text(report.document));
}

}  // namespace schouw
