// SPDX-License-Identifier: EUPL-1.2
// A chart of the model in, the content of an embedded OpenDocument chart out, drawn from the cells
// of the table below it.
#pragma once
#include <string>

#include "report/ods_sheet.hpp"

namespace schouw {

// The part styles.xml beside it: how a norm is dashed.
std::string ods_chart_styles();
std::string ods_chart(const OdsBook::Picture& picture);

}  // namespace schouw
