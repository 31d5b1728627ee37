// SPDX-License-Identifier: EUPL-1.2
// Facts in, the file of the register that checks judge out: months that were analysed before stay.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "accesslog/analysis.hpp"

namespace schouw {

struct LogFacts {
    const LogConfig* log = nullptr;
    const Analysis* analysis = nullptr;
};

// A month of which the file knows more lines than this analysis: the log has lost some since.
struct KeptMonth {
    std::string log;
    std::string month;  // 2026-05
    long long before = 0;
    long long now = 0;
};

// "2026-05", or "all" for the whole log.
std::string period_word(Month month);
// The id of a fact: log, period, detector and, for a subject, its name, with slashes between.
std::string fact_id(const std::string& log, const NamedFact& fact);

// Writes the facts beside those of other logs and months that the file has. A month that the file
// knows with more lines stays as it is, unless `replace`, and is returned. Throws Error(io).
std::vector<KeptMonth> write_facts(const std::filesystem::path& file,
                                   const std::vector<LogFacts>& logs, bool replace);

}  // namespace schouw
