// SPDX-License-Identifier: EUPL-1.2
#include "registers/assign.hpp"

#include <cstddef>
#include <limits>

namespace schouw {
namespace {

// Rows and columns count from 1; 0 is the row that looks for a place.
struct Search {
    const std::vector<std::vector<int>>& score;
    std::size_t rows, columns;  // columns: with one more for each row, where it stays alone
    std::vector<long> row_price, column_price;
    std::vector<std::size_t> row_of, before;

    long cost(std::size_t row, std::size_t column) const {
        const bool real = column <= score[row - 1].size();
        return real ? -static_cast<long>(score[row - 1][column - 1]) : 0;
    }

    // Finds a place for the row, moving others when that pays.
    void place(std::size_t row) {
        constexpr long far = std::numeric_limits<long>::max();
        std::vector<long> least(columns + 1, far);
        std::vector<bool> done(columns + 1, false);
        row_of[0] = row;
        std::size_t at = 0;
        do {
            done[at] = true;
            const std::size_t from = row_of[at];
            long step = far;
            std::size_t next = 0;
            for (std::size_t j = 1; j <= columns; ++j) {
                if (done[j]) continue;
                const long now = cost(from, j) - row_price[from] - column_price[j];
                if (now < least[j]) {
                    least[j] = now;
                    before[j] = at;
                }
                if (least[j] < step) {
                    step = least[j];
                    next = j;
                }
            }
            for (std::size_t j = 0; j <= columns; ++j) {
                if (done[j]) {
                    row_price[row_of[j]] += step;
                    column_price[j] -= step;
                } else if (least[j] != far) {
                    least[j] -= step;
                }
            }
            at = next;
        } while (row_of[at] != 0);
        for (; at != 0; at = before[at]) row_of[at] = row_of[before[at]];
    }
};

}  // namespace

std::vector<int> assign(const std::vector<std::vector<int>>& score) {
    const std::size_t rows = score.size();
    if (rows == 0) return {};
    const std::size_t real = score.front().size();
    const std::size_t columns = real + rows;
    Search search{score,
                  rows,
                  columns,
                  std::vector<long>(rows + 1),
                  std::vector<long>(columns + 1),
                  std::vector<std::size_t>(columns + 1),
                  std::vector<std::size_t>(columns + 1)};
    for (std::size_t row = 1; row <= rows; ++row) search.place(row);
    std::vector<int> out(rows, -1);
    for (std::size_t j = 1; j <= real; ++j) {
        const std::size_t row = search.row_of[j];
        if (row > 0 && score[row - 1][j - 1] > 0) out[row - 1] = static_cast<int>(j) - 1;
    }
    return out;
}

}  // namespace schouw
