// SPDX-License-Identifier: EUPL-1.2
// What the two OSCAL formats (1.2.1) share. UUIDs are made of the ids that findings, checks and
// promises keep over the years; only a document as a whole has one of its own run.
#pragma once
#include <nlohmann/json.hpp>
#include <set>
#include <string>

namespace schouw {

using OscalJson = nlohmann::ordered_json;

// Title, time, version, language of a document about this run.
OscalJson oscal_metadata(const OscalJson& document);
// A property in schouw's own namespace, added when there is a value.
void add_oscal_prop(OscalJson& props, const char* name, const OscalJson& value);
// What was seen of a check over all its records.
OscalJson oscal_observation(const OscalJson& document, const OscalJson& check);
// The checks of the run, by id.
std::set<std::string> oscal_checks(const OscalJson& document);
// An open finding, or one that this run closed; it points at what was seen of its check, when that
// is in `checks`.
OscalJson oscal_risk(const OscalJson& finding, const std::set<std::string>& checks);

}  // namespace schouw
