// SPDX-License-Identifier: EUPL-1.2
// The shipped example of a check: one record that does not meet it, and what that depends on.
#pragma once
#include <optional>
#include <string>

#include "base/catalogue.hpp"
#include "checks/fixture.hpp"
#include "findings/run.hpp"

namespace schouw {

struct Example {
    std::string as_of;
    Cells record;
    Rows others;  // records of other registers
};

// From examples/<id>.toml of the shipped data; nothing when it is not there, or when it is about
// columns that the registers of this workspace do not have.
std::optional<Example> example_of(const Check& check, const Schemas& schemas);

// The cells under the titles of their columns, as a reader of the language writes them. What is
// said holds with the shipped settings; that is named when a setting of the check was changed.
void print_example(const Example& example, const Check& check, const Schemas& schemas,
                   bool settings_changed, const Catalogue& words);

Json example_json(const std::optional<Example>& example);

}  // namespace schouw
