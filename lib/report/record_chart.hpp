// SPDX-License-Identifier: EUPL-1.2
// A picture of records, and whether an amount lies within its band.
#pragma once
#include "report/records.hpp"

namespace schouw {

// Adds a column that says where the amount of each row lies, and a line that counts them.
void add_band(const Builder& builder, const BandWish& band, const std::vector<Shown>& columns,
              Sheet& sheet);
// Adds the chart when there is a figure to draw; what an edition hides is not drawn either.
void add_chart(const Builder& builder, const ChartWish& wish, const std::vector<Shown>& columns,
               Sheet& sheet);

}  // namespace schouw
