// SPDX-License-Identifier: EUPL-1.2
#include "report/remarks.hpp"

#include "report/cells.hpp"

namespace schouw {
namespace {

void add_column(Sheet& sheet, const Catalogue& words, const char* id, double width) {
    sheet.table.columns.push_back({words.say(std::string("report.col.") + id), width});
}

// The name above the column, or its number where there is none.
std::string column_of(const SourceInfo& source, const Remark& remark, const Catalogue& words) {
    if (remark.column < 0) return "";
    const auto cell = static_cast<std::size_t>(remark.column);
    if (cell < source.header.size() && !source.header[cell].empty()) return source.header[cell];
    return words.say("report.remark.column", {{"n", words.number(remark.column + 1L)}});
}

std::string text_of(const Remark& remark, const Catalogue& words) {
    return words.say(remark.key, {{"value", remark.value}, {"meant", words.date(remark.meant)}});
}

Sheet remarks_sheet(Store& store, long long snapshot, const std::vector<SourceInfo>& sources,
                    const Schemas& schemas, const Catalogue& words) {
    Sheet sheet;
    sheet.id = "remarks";
    sheet.title = words.say("report.remark.title");
    sheet.lines.push_back(line(LineKind::title, sheet.title));
    sheet.lines.push_back(line(LineKind::text, words.say("report.remark.rule")));
    for (const auto& [id, width] :
         std::initializer_list<std::pair<const char*, double>>{{"register", 20},
                                                               {"file", 22},
                                                               {"sheet", 12},
                                                               {"row", 8},
                                                               {"column", 22},
                                                               {"value", 26},
                                                               {"weight", 15},
                                                               {"remark", 44},
                                                               {"understood", 20}})
        add_column(sheet, words, id, width);
    sheet.table.empty = words.say("report.remark.none");
    for (const auto& source : sources) {
        const auto schema = schemas.find(source.register_id);
        const std::string title = schema == schemas.end()
                                      ? source.register_id
                                      : schema->second.title.in(words.language());
        for (const auto& remark : remarks_of(store, snapshot, source.register_id))
            sheet.table.rows.push_back(
                {text_cell(title), text_cell(source.file), text_cell(source.sheet),
                 remark.row > 0 ? number_cell(remark.row) : Cell{},
                 text_cell(column_of(source, remark, words)),
                 text_cell(remark.column < 0 ? "" : remark.value),
                 text_cell(words.say(remark.doubt ? "level.remark" : "level.note"),
                           remark.doubt ? Tone::fair : Tone::none),
                 text_cell(text_of(remark, words)), text_cell(understood(source, remark, words))});
    }
    return sheet;
}

Sheet sources_sheet(const std::vector<SourceInfo>& sources, const Catalogue& words) {
    Sheet sheet;
    sheet.id = "sources";
    sheet.title = words.say("report.remark.sources");
    sheet.lines.push_back(line(LineKind::title, sheet.title));
    for (const auto& [id, width] :
         std::initializer_list<std::pair<const char*, double>>{{"register", 22},
                                                               {"file", 30},
                                                               {"state", 40},
                                                               {"read", 11},
                                                               {"accepted", 13},
                                                               {"refused", 12},
                                                               {"ignored", 15},
                                                               {"remarks", 15}})
        add_column(sheet, words, id, width);
    for (const auto& source : sources) {
        if (source.state == "not_configured") continue;
        std::vector<Cell> row = {text_cell(source.register_id), text_cell(source.file)};
        if (source.state == "failed") {
            row.push_back(text_cell(words.complain(source.failure), Tone::bad));
        } else {
            const Totals& totals = source.totals;
            row.push_back(text_cell(words.say("report.state.read"), Tone::good));
            for (const auto value :
                 {totals.read, totals.accepted, totals.refused, totals.ignored, totals.remarks})
                row.push_back(number_cell(value));
        }
        row.resize(sheet.table.columns.size());
        sheet.table.rows.push_back(std::move(row));
    }
    return sheet;
}

}  // namespace

std::string understood(const SourceInfo& source, const Remark& remark, const Catalogue& words) {
    return remark.column >= 0 && remark.row > source.header_row ? words.date(remark.meant) : "";
}

Report remarks_report(Store& store, long long snapshot, const std::string& organisation,
                      const Schemas& schemas, const Catalogue& words) {
    const SnapshotInfo info = snapshot_info(store, snapshot);
    const auto sources = sources_of(store, snapshot);
    Report report;
    report.language = words.language();
    report.title = words.say("report.remark.title");
    report.organisation = organisation;
    report.as_of = info.as_of;
    report.recorded_at = info.recorded_at;
    report.snapshot_digest = info.digest;
    report.footer = words.say("report.footer", {{"organisation", report.organisation},
                                                {"title", report.title},
                                                {"as_of", words.date(report.as_of)}});
    report.page_words = words.say("report.page");
    report.back = words.say("report.remark.back");
    report.sheets.push_back(remarks_sheet(store, snapshot, sources, schemas, words));
    report.sheets.push_back(sources_sheet(sources, words));
    return report;
}

Json remark_json(const SourceInfo& source, const Remark& remark, const Catalogue& words) {
    const auto or_null = [](const std::string& text) { return text.empty() ? Json() : Json(text); };
    const auto cell = static_cast<std::size_t>(std::max(remark.column, 0));
    const bool named = remark.column >= 0 && cell < source.header.size();
    return {{"register", source.register_id},
            {"file", source.file},
            {"sheet", or_null(source.sheet)},
            {"row", remark.row > 0 ? Json(remark.row) : Json()},
            {"column", remark.column < 0 ? Json() : Json(remark.column + 1)},
            {"header", named ? or_null(source.header[cell]) : Json()},
            {"value", remark.column < 0 ? Json() : Json(remark.value)},
            {"understood",
             or_null(remark.column >= 0 && remark.row > source.header_row ? remark.meant : "")},
            {"doubt", remark.doubt},
            {"kind", remark.key},
            {"text", words.say(remark.key, {{"value", remark.value}, {"meant", remark.meant}})}};
}

}  // namespace schouw
