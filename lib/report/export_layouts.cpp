// SPDX-License-Identifier: EUPL-1.2
#include "report/export_layouts.hpp"

#include <algorithm>

#include "registers/header.hpp"

namespace schouw {
namespace {

ExportLayout layout_of(const SourceInfo& source) {
    ExportLayout layout;
    layout.header = source.header;
    for (std::size_t i = 0; i < source.ids.size(); ++i)
        for (const auto& id : ids_in(source.ids[i])) layout.cell_of.emplace(id, i);
    layout.habits = source.habits;
    layout.ragged = source.format != "csv";
    return layout;
}

}  // namespace

std::map<std::string, std::vector<LayoutAt>> all_layouts(Exporter& out) {
    std::map<std::string, std::vector<LayoutAt>> layouts;
    for (const auto& [snapshot, as_of] : out.snapshots) {
        if (!out.limit.all && snapshot > out.limit.snapshot) break;
        for (const auto& source : sources_of(out.store, snapshot)) {
            if (source.state != "read") continue;
            auto& own = layouts[source.register_id];
            auto layout = std::make_shared<const ExportLayout>(layout_of(source));
            if (!own.empty() && *own.back().layout == *layout) layout = own.back().layout;
            own.push_back({snapshot, source.totals.refused == 0, std::move(layout)});
        }
    }
    return layouts;
}

const ExportLayout* layout_of_start(const std::vector<LayoutAt>& layouts, long long began) {
    const auto at = std::find_if(layouts.begin(), layouts.end(),
                                 [&](const LayoutAt& one) { return one.snapshot == began; });
    return at == layouts.end() ? nullptr : at->layout.get();
}

const ExportLayout* layout_at_end(const std::vector<LayoutAt>& layouts, long long began,
                                  long long ended) {
    for (auto at = layouts.rbegin(); at != layouts.rend(); ++at) {
        if (ended != 0 && at->snapshot >= ended) continue;
        if (at->snapshot == began || (at->snapshot > began && at->whole)) return at->layout.get();
        if (at->snapshot < began) break;
    }
    return layout_of_start(layouts, began);
}

}  // namespace schouw
