// SPDX-License-Identifier: EUPL-1.2
// What the writers of an export share: what is asked for, and how far it goes.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "report/export.hpp"
#include "report/export_file.hpp"

namespace schouw {

// How far the export goes: rows of later snapshots and runs are left out, and what ended later has
// not ended yet.
struct ExportLimit {
    bool all = true;  // no limit: all that the store holds
    std::string as_of;
    long long run = 0;
    long long snapshot = 0;
    long long seq = 0;  // of the journal
};

// Tables of the store that are not written, each with the sentence that says why.
struct LeftOutTable {
    std::string name;
    std::string why;  // key: export.left_out.<why>
};

struct Exporter {
    Store& store;
    const Schemas& schemas;
    const ExportWish& wish;
    ExportLimit limit;
    ExportFolder& folder;
    std::vector<LeftOutTable> left_out;
    std::vector<std::string> registers;            // those that are written
    std::map<std::string, std::string> not_known;  // register → file name, without a description
    // As-of dates, by number.
    std::map<long long, std::string> snapshots;
    std::map<long long, std::string> runs;
};

// tables/<name>: every table of the store, or those that speak of the registers asked for.
void export_tables(Exporter& out);
// registers/<id>.written, .understood, and registers/columns.
void export_registers(Exporter& out);
// findings, checks.
void export_findings(Exporter& out);
std::string export_readme(const Exporter& out);

// A name that is safe as the name of a file: that of a register or table is, unless the store was
// made by somebody else.
std::string file_name_of(const std::string& name);

}  // namespace schouw
