// SPDX-License-Identifier: EUPL-1.2
// What the analysis of a log found, for people and for programs.
#pragma once
#include <string>
#include <vector>

#include "accesslog/facts_file.hpp"
#include "accesslog/guess.hpp"
#include "base/catalogue.hpp"
#include "report/run_json.hpp"

namespace schouw {

void print_logs(const std::vector<LogFacts>& logs, const std::vector<KeptMonth>& kept,
                const std::string& file, bool quiet, const Catalogue& words);
Json logs_json(const std::vector<LogFacts>& logs, const std::vector<KeptMonth>& kept,
               const std::string& file, const Catalogue& words);

void print_guess(const LogGuess& guess, const std::string& file, const Catalogue& words);
Json guess_json(const LogGuess& guess, const std::string& file);

}  // namespace schouw
