// SPDX-License-Identifier: EUPL-1.2
// An agenda on a terminal and as JSON.
#pragma once
#include "command.hpp"
#include "findings/agenda.hpp"

namespace schouw {

// What is longest overdue first. brief: without what has to be done.
void print_agenda(const Agenda& agenda, const Catalogue& words, bool brief);
Json agenda_json(const Agenda& agenda, const Catalogue& words);

}  // namespace schouw
