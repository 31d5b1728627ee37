// SPDX-License-Identifier: EUPL-1.2
// Scores of pairs in, the best one-to-one assignment out.
#pragma once
#include <vector>

namespace schouw {

// score[row][column], 0 for a pair that cannot be; all rows as long. Returns for each row its
// column, -1 for none, such that the sum of the scores is the largest there is. Time: rows² ×
// (rows + columns), by shortest augmenting paths (Kuhn 1955; Jonker and Volgenant 1987).
std::vector<int> assign(const std::vector<std::vector<int>>& score);

}  // namespace schouw
