// SPDX-License-Identifier: EUPL-1.2
// The rows of a table one by one; a short table can be looked through before it is read on.
#pragma once
#include <deque>
#include <functional>
#include <memory>
#include <span>

#include "intake/table.hpp"

namespace schouw {

class TableRows {
public:
    explicit TableRows(std::unique_ptr<TableReader> table);
    // The next row of the table; false at its end. Views are valid until the next call.
    bool next(Row& row);
    // Lines set aside before the row that next() gave; all of them when it gave false.
    std::span<const std::pair<long, Aside>> aside() const;
    // Calls `look` for every row, given already or still to come. False, without a call, when the
    // table is too long to be kept.
    bool look_through(const std::function<void(const Row&)>& look);

private:
    struct Kept {
        KeptRow row;
        std::size_t aside;
    };
    void keep_row(const Row& row);

    std::unique_ptr<TableReader> table_;
    std::deque<Kept> kept_;
    std::size_t given_ = 0;  // of those kept
    bool keeping_ = true;    // all rows so far are kept
    bool read_ = false;      // to the end
    std::size_t aside_ = 0;
};

}  // namespace schouw
