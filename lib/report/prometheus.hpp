// SPDX-License-Identifier: EUPL-1.2
// Figures of a run in; gauges in the text format of Prometheus out.
#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace schouw {

// Of a document or its figures (see document.hpp): counts and ratios only, no text of a register.
// `intact`: whether the history was seen to be intact; nothing when nobody looked.
std::string prometheus_text(const nlohmann::ordered_json& document,
                            std::optional<bool> intact = std::nullopt);

}  // namespace schouw
