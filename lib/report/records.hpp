// SPDX-License-Identifier: EUPL-1.2
// The records of a register in the snapshot, as an edition may show them: the columns and the keys
// in order, and what stands in each cell.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "registers/value.hpp"
#include "report/sheets.hpp"

namespace schouw {

using Cells = std::map<std::string, std::string>;  // record key → the cell as written

struct Shown {
    const Column* column;
    Cells cells;
};

// Cells are read again as they were read for the run.
struct Reading {
    ReadingWords words;
    std::map<std::string, Habit> habits;  // by column

    void read(const Column& column, const std::string& cell, Value& value) const {
        const auto habit = habits.find(column.id);
        read_value(column, cell, words, value, RawKind::text,
                   habit == habits.end() ? Habit{} : habit->second);
    }
};

class Records {
public:
    // Register, columns, `when` and `sort` are those of the wish.
    Records(Builder& builder, const EditionSheet& wish);
    // Without those that the edition may not show; they are listed as left out.
    std::vector<Shown> columns();
    // The keys of the records that stay, in order.
    std::vector<std::string> keys();
    std::vector<Cell> row(const std::vector<Shown>& columns, const std::string& key) const;
    double width(const Column& column) const;
    template <class Titled>
    std::string title(const Titled& titled) const {
        return titled.title.in(builder_.words.language());
    }

private:
    Cells cells(const std::string& column);

    Builder& builder_;
    const EditionSheet& wish_;
    const Schema& schema_;
    Reading reading_;
};

}  // namespace schouw
