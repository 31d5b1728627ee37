// SPDX-License-Identifier: EUPL-1.2
// One record (a JSON object) in, one cell per path out: "naam", "personalData.retentionPeriod".
#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "intake/json_walk.hpp"

namespace schouw {

// First learn() of every record, then end_learning(), then read() of every record again.
//
// A cell of one scalar is that scalar as written. A path within an array gives a list: its values
// joined by "; ", or, where a value holds ";" or a line break or begins with "[", as JSON text.
// Lists leave out nulls and empty strings. A path that only ever is null, [] or {} is no column
// when other records have paths below it.
class JsonCells : private JsonWalk {
public:
    // Both return the offset behind the record that begins at `begin`. Throw Error(io) json.*;
    // read() throws "json.changed" for a path that was not learned.
    std::size_t learn(const JsonText& text, std::size_t begin);
    std::size_t read(const JsonText& text, std::size_t begin, Row& row);
    // Fixes the columns; their number.
    std::size_t end_learning();
    void header(Row& row) const;

private:
    struct Item {
        std::size_t end = 0;  // of its text in Slot::text
        RawKind kind = RawKind::text;
    };
    struct Slot {
        std::string name;
        std::string text;
        std::vector<Item> items;
        bool touched = false;  // in this record
        bool list = false;
        bool filled = false;  // in any record
        std::size_t column = none;
    };
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    void scalar(RawKind kind, const std::string& text) override;
    void opened() override;
    void closing() override;
    std::size_t record(const JsonText& text, std::size_t begin);
    std::size_t slot_of_path();
    static void write_list(Slot& slot);
    static bool needs_json(const Slot& slot);

    bool learning_ = true;
    std::unordered_map<std::string, std::size_t> ids_;
    std::vector<Slot> slots_;
    std::vector<std::size_t> touched_;
    std::vector<std::size_t> columns_;  // the slot of each
    std::size_t arrays_ = 0;            // that are open
};

}  // namespace schouw
