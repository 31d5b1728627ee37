// SPDX-License-Identifier: EUPL-1.2
// What differs between two runs, gathered once, for text and JSON.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "command.hpp"
#include "findings/compare.hpp"
#include "findings/deadlines.hpp"
#include "store/record_changes.hpp"

namespace schouw {

struct DiffWish {
    std::vector<std::string> runs;  // number, day or label; at most two
    std::vector<std::string> checks;
    std::string checklist;
    std::string register_id;
    bool summary = false;
    bool personal = false;  // cells of personal columns are shown
};

// A name with its value before and after; empty for not there.
struct NamedChange {
    std::string name;
    std::string before, after;
};

struct SourceChange {
    SourceInfo before, after;  // state "" when the register was not known then
};

struct Diff {
    Comparison runs;
    std::map<std::string, Json> definitions;     // of checks, as the later run has them
    std::map<std::string, Json> earlier;         // as the earlier run had them
    std::set<std::string> measured_differently;  // checks
    std::vector<NamedChange> checklists;         // digests
    std::vector<NamedChange> parameters;         // values
    std::vector<SourceChange> sources;           // by register
    std::vector<RegisterChange> registers;
    std::vector<DeadlineMove> deadlines;
    long long open_before = 0, open_after = 0;  // findings, of the checks asked for
    bool nothing() const;
};

Diff gather_diff(Store& store, const Setup& setup, const RunInfo& before, const RunInfo& after,
                 const DiffWish& wish);

// How a column is named to the reader: its titles, else its name in the header.
std::string column_label(const Schemas& schemas, const std::string& register_id,
                         const std::string& ids, const std::string& header, const Catalogue& words);
// The column is personal, or the register does not know it, so that nobody said that it is not.
bool may_be_personal(const Schemas& schemas, const std::string& register_id,
                     const std::string& ids);
// The key of a record; its own name (12 hexadecimal digits) when the key is personal and hidden.
std::string record_name(const Schemas& schemas, const std::string& register_id,
                        const std::string& key, bool hide);

struct RecordCounts {
    long long added = 0, removed = 0, changed = 0, renamed = 0;
};
RecordCounts count_records(const RegisterChange& change);

void print_diff(const Diff& diff, const Setup& setup, const DiffWish& wish, const Shared& shared);
void print_diff_json(const Diff& diff, const Setup& setup, const DiffWish& wish,
                     const Catalogue& words);

}  // namespace schouw
