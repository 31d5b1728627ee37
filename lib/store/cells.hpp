// SPDX-License-Identifier: EUPL-1.2
// The cells of a record as the store keeps them, and which column each belongs to.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.hpp"

namespace schouw {

// The header of a source as it was read: names as written and column ids, by cell.
struct Layout {
    std::vector<std::string> names;
    std::vector<std::string> ids;
    bool operator==(const Layout&) const = default;
};

// A JSON list of texts, cut without taking it apart further: each part is a JSON text with its
// quotes, as it stands. Equal parts are equal cells. Throws Error(tampered) for anything else.
std::vector<std::string_view> cut_cells(std::string_view cells);
// What such a part says.
std::string cell_text(std::string_view part);

// The layouts of registers in snapshots, each read once.
class Layouts {
public:
    explicit Layouts(Store& store) : store_(store) {}
    // That of the last snapshot at or before this one in which the register could be read; an
    // empty one when there is none.
    const Layout& at(const std::string& register_id, long long snapshot);
    // That of a record in the snapshot, whose version began in `began`: its cells may be older than
    // the last reading when rows were refused then.
    const Layout& of_record(const std::string& register_id, long long began, long long snapshot);

private:
    struct Reading {
        long long snapshot = 0;
        bool whole = false;  // no row was refused
        const Layout* layout = nullptr;
    };
    const std::vector<Reading>& readings(const std::string& register_id);
    const Reading* last(const std::string& register_id, long long snapshot);

    Store& store_;
    std::map<std::string, std::vector<Reading>> readings_;  // by register, in order
    std::map<std::string, Layout> layouts_;                 // by their JSON
    const Layout none_;
};

}  // namespace schouw
