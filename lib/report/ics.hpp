// SPDX-License-Identifier: EUPL-1.2
// An agenda in, a calendar file (RFC 5545) out: the same bytes for the same run.
#pragma once
#include <string>
#include <string_view>

#include "base/catalogue.hpp"
#include "findings/agenda.hpp"

namespace schouw {

// One all-day event per item: key and title, never an owner or another cell of a record. The UID
// is a digest over organisation, check, register and key, so that a later file moves the event.
std::string ics_of(const Agenda& agenda, const Catalogue& words);

// A TEXT value: \ ; , and line ends escaped, control characters made visible.
std::string ics_escape(std::string_view text);
// A content line, ended by CRLF: cut into pieces of at most 75 bytes, never within a character.
std::string ics_line(std::string_view name, std::string_view value);
std::string ics_uid(const std::string& organisation, const std::string& check,
                    const std::string& register_id, const std::string& key);

}  // namespace schouw
