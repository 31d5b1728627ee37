// SPDX-License-Identifier: EUPL-1.2
// A new answer to a question in; the file of the register of answers with one row more out.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "base/catalogue.hpp"
#include "findings/questions.hpp"

namespace schouw {

// The file as it would become; nothing is written yet.
struct NewAnswer {
    std::filesystem::path path;
    std::string file;      // as the workspace names it
    std::string bytes;     // all of it
    bool created = false;  // there was no such file
    std::string toml;      // what has to be added to schouw.toml; empty when the source is there
};

// Composes the row in the dialect and header order of the source. Titles of choices and, for a new
// file, of columns are in `language`. Throws Error(usage): "answer.not_csv" for a workbook or JSON,
// "answer.no_column" when the source lacks a column that the answer needs.
NewAnswer compose_answer(const Setup& setup, const Schema& schema, const Answer& answer,
                         Language language);

// What the checks of the register would find at once in the new row, as sentences of their reasons.
// Reads the composed bytes back first; throws Error(usage) "answer.not_read_back" when the row
// would not come out as it went in, or an earlier row would be refused because of it.
struct AnswerFault {
    std::string check;
    std::string reason;
};
std::vector<AnswerFault> faults_of(const Setup& setup, const Schema& schema, const Answer& answer,
                                   const NewAnswer& composed, const std::string& day,
                                   const Catalogue& words);

// Puts the file in place, with the mode that it had, and adds the source to schouw.toml when it is
// not there. False when schouw.toml cannot take it at its end: the user has to add `toml`.
bool write_answer(const Setup& setup, const NewAnswer& composed);

}  // namespace schouw
