// SPDX-License-Identifier: EUPL-1.2
// One reader of the temporary database: a range of rows of one register in, its verdicts out.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "checks/evaluate.hpp"

namespace schouw {

// A check may take this many steps of SQLite's machine for each record, and so many to begin.
constexpr long long steps_per_record = 20'000;
constexpr long long steps_to_begin = 1'000'000;

// Gives :as_of and the parameters of the law their values; other names are left as they are.
void bind_parameters(sqlite3_stmt* statement, const Law& law, const std::string& as_of);

// What the readers of one register share.
struct Scan {
    const EvaluateInput& input;
    const Schema& schema;
    std::vector<std::size_t> checks;  // in Program::checks, in their order
};

struct ScanResult {
    std::vector<Hit> hits;
    std::vector<Counts> counts;  // by position in Scan::checks
    std::map<std::size_t, Message> failed;
};

class ScanReader {
public:
    ScanReader(const Scan& scan, Sandbox& sandbox);
    ScanResult read(long long first_row, long long last_row);

private:
    Statement prepare_scan(const std::vector<std::size_t>& positions);
    bool run(sqlite3_stmt* statement, const std::vector<std::size_t>& positions, long long first,
             long long last, ScanResult& result);
    std::optional<Verdict> verdict_of(sqlite3_stmt* statement, int column, std::size_t position,
                                      const char* states) const;
    Verdict missing(std::size_t position, const char* states) const;
    int fact_column(const std::string& name);
    void add_hit(std::size_t position, Verdict verdict, sqlite3_stmt* row, ScanResult& result);
    void add_facts(std::size_t position, sqlite3_stmt* row, Hit& hit) const;
    void add_due(std::size_t position, Hit& hit);
    std::string why(std::size_t position, const char* states) const;

    const Scan& scan_;
    Sandbox& sandbox_;
    std::vector<std::size_t> all_;
    Statement statement_;
    std::vector<std::string> fact_columns_;  // what reasons show, once each
    std::vector<std::vector<int>> facts_;    // by position: columns of the scan
    std::vector<Statement> dues_;            // by position; made when first needed
    std::vector<std::vector<std::size_t>> own_columns_;
};

}  // namespace schouw
