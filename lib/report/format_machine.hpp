// SPDX-License-Identifier: EUPL-1.2
// The formats for other programs, one format_<id>.cpp each. They see Report::document alone, whole
// and as the edition may show it; what a format has no place for it leaves out. Times are those of
// the run, so the same run gives the same bytes. Man page schouw.1 says what becomes of what.
#pragma once
#include <filesystem>

#include "report/formats.hpp"

namespace schouw {

void write_json(const Report& report, const std::filesystem::path& path, const ReadBack&);
void write_jsonl(const Report& report, const std::filesystem::path& path, const ReadBack&);
// Findings as a spreadsheet reads them: `write_csv` as a Dutch Excel opens it with a double click
// (byte order mark, semicolons, dates of the language), the other with commas and ISO dates.
void write_csv(const Report& report, const std::filesystem::path& path, const ReadBack&);
void write_csv_rfc4180(const Report& report, const std::filesystem::path& path, const ReadBack&);
void write_sarif(const Report& report, const std::filesystem::path& path, const ReadBack&);
void write_junit(const Report& report, const std::filesystem::path& path, const ReadBack&);
void write_oscal_ar(const Report& report, const std::filesystem::path& path, const ReadBack&);
void write_oscal_poam(const Report& report, const std::filesystem::path& path, const ReadBack&);
void write_prometheus(const Report& report, const std::filesystem::path& path, const ReadBack&);

}  // namespace schouw
