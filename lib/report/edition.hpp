// SPDX-License-Identifier: EUPL-1.2
// Who a report is for: templates/reports/<id>.toml in; sheets, their order and what is hidden, out.
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/toml.hpp"
#include "registers/schema.hpp"
#include "report/model.hpp"

namespace schouw {

enum class SheetKind {
    cover,        // what this is, contents, how to read, how it came about
    summary,      // sentences and one row per checklist
    checklists,   // a sheet per checklist, findings with the same reason in one row
    findings,     // every finding, on one sheet
    checks,       // every check with its outcome
    records,      // the records of a register
    coverage,     // what was read
    unknowns,     // what could not be judged
    norms,        // what was held against
    parameters,   // the numbers that checks use
    owners,       // findings counted per owner
    worklist,     // findings per owner, with room for a reply
    questions,    // what a person has to judge, per owner, as a form for the register of answers
    remarks,      // what reading noticed
    waivers,      // accepted deviations with their last day
    trend,        // how rounds compare: score, coverage, open findings
    development,  // per checklist: what came, came back and was solved since the round before
    glossary,     // what the words mean
    log_month,    // how much log a month has, and whether it was reviewed
    log_signals,  // what each detector found in it, counted
    log_groups,   // who used it: roles, employers and teams
    log_gaps,     // days, fields and activities that deviate
    log_people,   // each person and file that deviates, for the reviewer alone
};
extern const std::vector<std::string> sheet_words;  // in the order of SheetKind

// [sheet.chart] of a sheet with records: columns of the register that are among its columns.
struct ChartWish {
    ChartKind kind = ChartKind::line;
    Words title;
    std::string labels;
    std::vector<std::string> series;
    std::vector<std::string> limits;  // drawn as norms
};

// [sheet.band]: whether an amount is under, within or over its bounds; a column is added.
struct BandWish {
    std::string amount, low, high;  // columns; amount empty for no band
};

// [sheet.beside] of the sheets per checklist: records of a register that speak of one.
struct BesideWish {
    std::string register_id;           // empty for none
    std::string list;                  // column with the id of the checklist
    std::string what;                  // column that says what kind of statement it is
    std::vector<std::string> columns;  // that are shown
};

struct EditionSheet {
    SheetKind kind = SheetKind::cover;
    Words title;
    Words intro;             // optional
    long long limit = 0;     // rows of its table; 0 for all
    bool on_screen = false;  // its table is not printed
    bool passage = false;    // belongs to the passage for other documents
    // records only:
    std::string register_id;
    std::vector<std::string> columns;
    std::vector<std::string> wide;                         // columns with running text
    std::vector<std::string> unprinted;                    // columns that are not printed
    std::map<std::string, std::vector<std::string>> when;  // column → choices or texts that stay
    std::string sort;                                      // column; the key otherwise
    bool findings = false;                                 // add a column with open findings
    bool keep_empty = false;                               // columns in which no row has anything
    std::optional<ChartWish> chart;
    BandWish band;
    // checklists only:
    BesideWish beside;
    // findings only: registers; empty for all
    std::vector<std::string> only;
    bool grouped = false;  // findings of a check that stand alike in one row
    // trend only: percentage of the score to reach; 0 for none
    long long target = 0;
};

struct Edition {
    std::string id;
    Words title;
    Words addressee, status, decision;  // on the cover; each may be empty
    bool hide_personal = false;
    bool for_reader = false;  // for one person by name: LogWish says for whom
    // Registers whose records are only counted: keys, cells and reasons stay in another edition.
    std::vector<std::string> confidential;
    // register → column that says what a record is: the register's own, unless [names] has another
    std::map<std::string, std::string> names;
    std::vector<EditionSheet> sheets;
};

// The ids of the editions in a folder, sorted.
std::vector<std::string> edition_ids(const std::filesystem::path& folder);

// Throws Error(usage) with a place and a did-you-mean: an unknown edition, key, kind of sheet,
// register or column.
Edition load_edition(const std::filesystem::path& folder, const std::string& id,
                     const Schemas& schemas);
Edition read_edition(const Toml& toml, const Schemas& schemas);

}  // namespace schouw
