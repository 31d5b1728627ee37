// SPDX-License-Identifier: EUPL-1.2
// Which cell of a record is which column, at each import.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "report/export_parts.hpp"

namespace schouw {

struct ExportLayout {
    std::vector<std::string> header;             // as written
    std::map<std::string, std::size_t> cell_of;  // column id → cell
    std::map<std::string, Habit> habits;         // by column id
    bool ragged = false;                         // rows end with their last filled cell
    bool operator==(const ExportLayout&) const = default;
};
struct LayoutAt {
    long long snapshot = 0;
    bool whole = false;  // every record that was there was read at this import
    std::shared_ptr<const ExportLayout> layout;
};

// register → its imports that were read, in order, up to the limit.
std::map<std::string, std::vector<LayoutAt>> all_layouts(Exporter& out);

// The header that a version of a record was written under. Null when there is none.
const ExportLayout* layout_of_start(const std::vector<LayoutAt>& layouts, long long began);
// How the last import that certainly had this version read it: its cells are the same, but a header
// may have been recognised since. `ended`: the snapshot without it, 0 for none.
const ExportLayout* layout_at_end(const std::vector<LayoutAt>& layouts, long long began,
                                  long long ended);

}  // namespace schouw
