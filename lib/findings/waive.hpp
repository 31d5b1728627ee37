// SPDX-License-Identifier: EUPL-1.2
// One more waiver in, the text of waivers.toml with it at the end out.
#pragma once
#include <string>

#include "findings/waivers.hpp"

namespace schouw {

// A TOML basic string: quotes, backslashes, control characters, and signs that turn or hide text
// are escaped, so that the file shows what it says. The text is UTF-8.
std::string toml_string(const std::string& text);

// `before` byte for byte (with a line end where the last is lacking), and the waiver as a
// [[waiver]] below a comment of one line; empty for none. Lines end as they do in `before`.
std::string with_waiver(const std::string& before, const WaiverInfo& waiver,
                        const std::string& comment);

}  // namespace schouw
