// SPDX-License-Identifier: EUPL-1.2
// What was read, and what reading noticed.
#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "findings/wording.hpp"
#include "report/sheets.hpp"

namespace schouw {
namespace {

constexpr std::size_t digest_shown = 12;

Cell state_cell(const Builder& builder, const SourceInfo* source) {
    if (source == nullptr || source->state == "not_configured")
        return text_cell(builder.say("state.not_configured"), Tone::unclear);
    if (source->state == "read") return text_cell(builder.say("state.read"), Tone::good);
    if (builder.hides()) return text_cell(builder.say("state.failed"), Tone::bad);
    return text_cell(
        builder.say("state.failed_why",
                    {{"why", builder.words.say(source->failure.key, source->failure.args)}}),
        Tone::bad);
}

// Columns of the register that its source does not have.
std::string absent_columns(const Builder& builder, const Schema& schema, const SourceInfo& source) {
    if (schema.filled()) return builder.say("none");  // the rest of it is computed
    std::set<std::string> supplied;
    for (const auto& ids : source.ids)
        for (auto& id : ids_in(ids)) supplied.insert(std::move(id));
    std::vector<std::string> titles;
    for (const auto& column : schema.columns)
        if (!supplied.contains(column.id))
            titles.push_back(column.title.in(builder.words.language()));
    return titles.empty() ? builder.say("none") : join(titles, "; ");
}

// Header cells that are no column of ours: kept in the store, judged by no check.
std::string unknown_columns(const Builder& builder, const SourceInfo& source) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < source.header.size(); ++i)
        if ((i >= source.ids.size() || source.ids[i].empty()) && !source.header[i].empty())
            names.push_back(source.header[i]);
    if (names.empty()) return builder.say("none");
    if (!builder.hides()) return join(names, "; ");
    return builder.number(static_cast<long long>(names.size()));
}

// How often reading noticed what: kinds only, no values.
void add_remark_kinds(const Builder& builder, Sheet& sheet) {
    const auto kinds = remark_kinds(builder.store, builder.round.run.snapshot);
    if (kinds.empty()) return;
    long long all = 0;
    for (const auto& kind : kinds) all += kind.times;
    sheet.lines.push_back(
        line(LineKind::heading, builder.say("remark.noticed", {{"n", builder.number(all)}})));
    for (const auto& kind : kinds)
        sheet.lines.push_back(
            line(LineKind::bullet,
                 builder.say("remark.times", {{"n", builder.number(kind.times)},
                                              {"kind", builder.words.say("kind." + kind.key)}})));
}

}  // namespace

Sheet build_coverage(Builder& builder, const EditionSheet& wish) {
    Sheet sheet = start(builder, wish, "coverage");
    sheet.lines.push_back(line(LineKind::text, builder.say("coverage.rule")));
    add_remark_kinds(builder, sheet);
    add_columns(builder, sheet,
                {{"register", 28},
                 {"state", 18},
                 {"read", 10},
                 {"accepted", 13},
                 {"refused", 11},
                 {"ignored", 14},
                 {"remarks", 14},
                 {"absent_columns", 34}});
    add_unprinted(builder, sheet, {{"file", 34}, {"unknown_columns", 24}, {"sha256", 16}});
    for (const auto& [id, schema] : builder.schemas) {
        const SourceInfo* source = source_of(builder, id);
        const bool was_read = source != nullptr && source->state == "read";
        std::vector<Cell> row = {text_cell(schema.title.in(builder.words.language())),
                                 state_cell(builder, source)};
        if (was_read) {
            const Totals& totals = source->totals;
            for (const auto value :
                 {totals.read, totals.accepted, totals.refused, totals.ignored, totals.remarks})
                row.push_back(number_cell(value));
            row.push_back(text_cell(absent_columns(builder, schema, *source)));
        }
        row.resize(sheet.table.columns.size() - 3);
        row.push_back(text_cell(source == nullptr ? "" : source->file));
        row.push_back(was_read ? text_cell(unknown_columns(builder, *source)) : Cell{});
        row.push_back(was_read ? text_cell(source->sha256.substr(0, digest_shown)) : Cell{});
        sheet.table.rows.push_back(std::move(row));
    }
    add_total(builder, sheet);
    const auto read = std::count_if(builder.round.sources.begin(), builder.round.sources.end(),
                                    [](const auto& source) { return source.state == "read"; });
    sheet.note = text_cell(
        builder.say("coverage.note",
                    {{"n", builder.number(read)},
                     {"all", builder.number(static_cast<long long>(builder.schemas.size()))}}));
    return sheet;
}

Sheet build_remarks(Builder& builder, const EditionSheet& wish) {
    Sheet sheet = start(builder, wish, "remarks");
    add_columns(builder, sheet,
                {{"register", 22}, {"place", 30}, {"column", 22}, {"remark", 46}, {"answer", 20}});
    sheet.table.empty = builder.say("remark.none");
    for (const auto& source : builder.round.sources)
        for (const auto& remark :
             remarks_of(builder.store, builder.round.run.snapshot, source.register_id)) {
            const auto cell = static_cast<std::size_t>(std::max(remark.column, 0));
            const bool named = remark.column >= 0 && cell < source.header.size();
            const std::string hidden = builder.words.say("fact.hidden");
            const Args args = {
                {"value", builder.hides() ? hidden : remark.value},
                {"meant", builder.hides() ? hidden : builder.words.date(remark.meant)}};
            sheet.table.rows.push_back(
                {text_cell(register_title(builder, source.register_id)),
                 text_cell(builder.say(
                     "source.row", {{"file", source.file}, {"row", builder.number(remark.row)}})),
                 text_cell(named ? source.header[cell] : ""),
                 text_cell(builder.words.say(remark.key, args)), answer_cell()});
        }
    sheet.note = text_cell(builder.say(
        "remark.note", {{"n", builder.number(static_cast<long long>(sheet.table.rows.size()))}}));
    apply_limit(builder, wish, sheet);
    return sheet;
}

}  // namespace schouw
