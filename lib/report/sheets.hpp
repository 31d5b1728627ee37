// SPDX-License-Identifier: EUPL-1.2
// What the builders of sheets share: the round, the words and the report that they add to.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "report/cells.hpp"
#include "report/edition.hpp"
#include "report/logs.hpp"
#include "report/model.hpp"
#include "report/round.hpp"

namespace schouw {

constexpr const char* cover_id = "cover";

struct Builder {
    Store& store;
    const Round& round;
    const Schemas& schemas;
    const Edition& edition;
    const Catalogue& words;
    Report& report;
    const LogWish& logs;
    // Caches over all sheets: the source of a register, the cells of "register.column".
    std::map<std::string, const SourceInfo*> sources;
    std::map<std::string, std::map<std::string, std::string>> cells;  // column → key → as written

    std::string say(std::string_view key, const Args& args = {}) const {
        return words.say("report." + std::string(key), args);
    }
    std::string number(long long value) const { return words.number(value); }
    // What a cell says, in running text.
    std::string shown(const Cell& cell) const;
    bool hides() const { return edition.hide_personal; }
    void leave_out(std::string what, std::string why);
};

// A sheet with its title and the intro of the edition.
Sheet start(const Builder& builder, const EditionSheet& wish, std::string id);
// Columns named by the words "col.<id>", with their widths.
using Columns = std::initializer_list<std::pair<const char*, double>>;
void add_columns(const Builder& builder, Sheet& sheet, const Columns& columns);
// The same, for columns that are in the file and not on paper.
void add_unprinted(const Builder& builder, Sheet& sheet, const Columns& columns);
// A row with the word for total in the first column and the sum of every column of whole numbers.
void add_total(const Builder& builder, Sheet& sheet);
// Cuts the table to the edition's limit and says so, on the sheet and in what was left out; its
// total stays that of all rows. Whether it was cut.
bool apply_limit(Builder& builder, const EditionSheet& wish, Sheet& sheet);

Sheet build_cover(Builder& builder, const EditionSheet& wish);
// Once all sheets are there: the links to them and what was left out.
void complete_cover(Builder& builder, Sheet& cover);
Sheet build_summary(Builder& builder, const EditionSheet& wish);
std::vector<Sheet> build_checklists(Builder& builder, const EditionSheet& wish);
Sheet build_findings(Builder& builder, const EditionSheet& wish);
Sheet build_checks(Builder& builder, const EditionSheet& wish);
Sheet build_records(Builder& builder, const EditionSheet& wish);
Sheet build_coverage(Builder& builder, const EditionSheet& wish);
Sheet build_unknowns(Builder& builder, const EditionSheet& wish);
Sheet build_norms(Builder& builder, const EditionSheet& wish);
Sheet build_parameters(Builder& builder, const EditionSheet& wish);
Sheet build_owners(Builder& builder, const EditionSheet& wish);
Sheet build_worklist(Builder& builder, const EditionSheet& wish);
Sheet build_questions(Builder& builder, const EditionSheet& wish);
Sheet build_waivers(Builder& builder, const EditionSheet& wish);
Sheet build_remarks(Builder& builder, const EditionSheet& wish);
// None in a first round.
std::vector<Sheet> build_trend(Builder& builder, const EditionSheet& wish);
std::vector<Sheet> build_development(Builder& builder, const EditionSheet& wish);
Sheet build_glossary(Builder& builder, const EditionSheet& wish);
Sheet build_log_month(Builder& builder, const EditionSheet& wish);
Sheet build_log_signals(Builder& builder, const EditionSheet& wish);
Sheet build_log_groups(Builder& builder, const EditionSheet& wish);
Sheet build_log_gaps(Builder& builder, const EditionSheet& wish);
Sheet build_log_people(Builder& builder, const EditionSheet& wish);

// On the foot of every page: for whom alone it is, and until when.
void name_reader(Builder& builder);
// On the cover: the month and the logs; for whom the report is, and when it is to be destroyed.
void add_log_cover(const Builder& builder, Sheet& cover);

// checklist → what the register that the edition names says of it: what kind of statement, and the
// statement, as facts.
std::map<std::string, std::vector<Line>> lines_beside(Builder& builder, const EditionSheet& wish);

// The parts of a finding as this edition may show them.
std::string finding_title(const Builder& builder, const RoundFinding& finding);
std::string finding_key(const Builder& builder, const RoundFinding& finding);
// What the record is called, by the edition's [names]; empty when not known or not to be shown.
std::string finding_name(Builder& builder, const RoundFinding& finding);
std::string finding_reason(const Builder& builder, const RoundFinding& finding);
std::string finding_source(Builder& builder, const RoundFinding& finding);
std::string finding_status(const Builder& builder, const RoundFinding& finding);
// "-" when the record has none, or when the edition may not show it.
std::string finding_owner(Builder& builder, const RoundFinding& finding);
// By owner, those without one last.
bool owner_first(const std::string& a, const std::string& b);
// The same for a reader: words for none.
std::string shown_owner(const Builder& builder, const std::string& owner);
Cell light_cell(const Builder& builder, Light light);
Cell severity_cell(const Builder& builder, std::size_t severity);
// The norms in force that a check cites, or the words for good practice.
std::string norms_text(const Builder& builder, const Json& definition);
// Makes of a check one that shows neither keys nor cells of its register.
void close_definition(Json& definition);
// A key of several columns is kept as a JSON list; a reader sees "a / b".
std::string plain_key(const std::string& key);
const SourceInfo* source_of(const Builder& builder, const std::string& register_id);
std::string register_title(const Builder& builder, const std::string& register_id);
// Of a column or one of its companions in SQL; the name itself when it is no column.
std::string column_title(const Builder& builder, const std::string& register_id,
                         const std::string& name);
// The parameters of the run that a check of this round reads, as `about` has them.
std::vector<Json> used_parameters(const Builder& builder);

}  // namespace schouw
