// SPDX-License-Identifier: EUPL-1.2
#include "report/build.hpp"

#include <algorithm>
#include <set>

#include "base/date.hpp"
#include "base/text.hpp"
#include "report/document.hpp"
#include "report/sheets.hpp"

namespace schouw {
namespace {

std::vector<Sheet> build_sheets(Builder& builder, const EditionSheet& wish) {
    switch (wish.kind) {
        case SheetKind::cover: return {build_cover(builder, wish)};
        case SheetKind::summary: return {build_summary(builder, wish)};
        case SheetKind::checklists: return build_checklists(builder, wish);
        case SheetKind::findings: return {build_findings(builder, wish)};
        case SheetKind::checks: return {build_checks(builder, wish)};
        case SheetKind::records: return {build_records(builder, wish)};
        case SheetKind::coverage: return {build_coverage(builder, wish)};
        case SheetKind::unknowns: return {build_unknowns(builder, wish)};
        case SheetKind::norms: return {build_norms(builder, wish)};
        case SheetKind::parameters: return {build_parameters(builder, wish)};
        case SheetKind::owners: return {build_owners(builder, wish)};
        case SheetKind::worklist: return {build_worklist(builder, wish)};
        case SheetKind::questions: return {build_questions(builder, wish)};
        case SheetKind::waivers: return {build_waivers(builder, wish)};
        case SheetKind::remarks: return {build_remarks(builder, wish)};
        case SheetKind::trend: return build_trend(builder, wish);
        case SheetKind::development: return build_development(builder, wish);
        case SheetKind::glossary: return {build_glossary(builder, wish)};
        case SheetKind::log_month: return {build_log_month(builder, wish)};
        case SheetKind::log_signals: return {build_log_signals(builder, wish)};
        case SheetKind::log_groups: return {build_log_groups(builder, wish)};
        case SheetKind::log_gaps: return {build_log_gaps(builder, wish)};
        case SheetKind::log_people: return {build_log_people(builder, wish)};
    }
    return {};
}

Report head_of(const Round& round, const Edition& edition, const Catalogue& words) {
    Report report;
    report.language = words.language();
    report.edition = edition.id;
    report.title = visible(edition.title.in(words.language()));
    report.organisation = visible(round.run.about.value("organisation", ""));
    report.as_of = round.run.as_of;
    report.recorded_at = round.run.recorded_at;
    report.run_hash = round.run.hash;
    report.snapshot_digest = round.snapshot_digest;
    report.footer = words.say("report.footer", {{"organisation", report.organisation},
                                                {"title", report.title},
                                                {"as_of", words.date(report.as_of)}});
    report.page_words = words.say("report.page");
    report.back = words.say("report.back");
    return report;
}

// Facts and keys from personal columns: reason_of and shown_key leave them out.
void note_hidden(Builder& builder) {
    long long checks = 0;
    std::set<std::string> registers;
    for (const auto& check : builder.round.checks) {
        if (check.definition.value("confidential", false)) continue;
        bool personal = false;
        for (const auto& fact : check.definition.at("facts"))
            personal = personal || fact.value("personal", false);
        checks += personal && check.open > 0 ? 1 : 0;
        if (check.definition.value("personal_key", false))
            registers.insert(check.definition.value("register", ""));
    }
    const auto keys = static_cast<long long>(registers.size());
    const std::string why = builder.say("hidden.personal");
    if (checks > 0)
        builder.leave_out(builder.say("hidden.facts", {{"n", builder.number(checks)}}), why);
    if (keys > 0) builder.leave_out(builder.say("hidden.keys", {{"n", builder.number(keys)}}), why);
}

template <class T>
void pick(std::vector<T>& all, const std::vector<std::size_t>& order) {
    std::vector<T> picked;
    for (const auto i : order) picked.push_back(std::move(all[i]));
    all = std::move(picked);
}

// Charts follow the columns of their table to where these went; what has nothing to draw goes.
void follow_columns(std::vector<Chart>& charts, const std::vector<std::size_t>& order) {
    const auto moved = [&](std::size_t& column) {
        const auto at = std::find(order.begin(), order.end(), column);
        column = static_cast<std::size_t>(at - order.begin());
        return at != order.end();
    };
    std::erase_if(charts, [&](Chart& chart) {
        std::erase_if(chart.series, [&](ChartSeries& one) { return !moved(one.column); });
        return !moved(chart.labels) || chart.series.empty();
    });
}

// Columns in which no row has anything go; those that are not printed go to the right, and the
// sheet says which they are.
void settle_columns(const Builder& builder, Sheet& sheet) {
    Table& table = sheet.table;
    if (table.rows.empty()) return;
    std::vector<std::size_t> order;
    std::vector<std::string> unprinted;
    for (const bool printed : {true, false})
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            if (table.columns[i].printed != printed) continue;
            const bool filled = std::any_of(table.rows.begin(), table.rows.end(), [&](auto& row) {
                return row[i].kind != CellKind::empty;
            });
            if (!filled && !table.columns[i].kept) continue;
            order.push_back(i);
            if (!printed) unprinted.push_back("“" + table.columns[i].title + "”");
        }
    follow_columns(sheet.charts, order);
    pick(table.columns, order);
    for (auto& row : table.rows) pick(row, order);
    if (!table.total.empty()) pick(table.total, order);
    if (unprinted.empty()) return;
    const Args args = {{"columns", join(unprinted, ", ")},
                       {"n", builder.number(static_cast<long long>(unprinted.size()))}};
    sheet.lines.push_back(line(LineKind::text, builder.say("unprinted", args)));
}

// A register that the program fills itself counts for nothing when there was nothing to fill it.
Schemas with_sources(const Schemas& schemas, const std::vector<SourceInfo>& sources) {
    Schemas known = schemas;
    std::erase_if(known, [&](const auto& one) {
        return one.second.filled() &&
               std::none_of(sources.begin(), sources.end(),
                            [&](const auto& source) { return source.register_id == one.first; });
    });
    return known;
}

// What a confidential register holds is treated as personal in every column.
void close_off(Schemas& schemas, Round& round, const Edition& edition) {
    const auto closed = [&](const std::string& id) {
        return std::find(edition.confidential.begin(), edition.confidential.end(), id) !=
               edition.confidential.end();
    };
    for (auto& [id, schema] : schemas)
        if (closed(id))
            for (auto& column : schema.columns) column.personal = true;
    for (auto& check : round.checks)
        if (closed(check.definition.value("register", ""))) close_definition(check.definition);
}

void note_confidential(Builder& builder) {
    for (const auto& id : builder.edition.confidential) {
        long long open = 0;
        for (const auto& check : builder.round.checks)
            if (check.definition.value("register", "") == id) open += check.open;
        if (open > 0)
            builder.leave_out(
                builder.say("hidden.register", {{"register", register_title(builder, id)},
                                                {"n", builder.number(open)}}),
                builder.say("hidden.confidential"));
    }
}

// Keys and reasons of findings stand in it; in figures about logs they do not.
bool shows_findings(const Edition& edition) {
    return std::any_of(edition.sheets.begin(), edition.sheets.end(), [](const auto& sheet) {
        return sheet.kind != SheetKind::cover && sheet.kind < SheetKind::log_month;
    });
}

// A document without findings would look as if there were none.
void need_findings(const Edition& edition) {
    for (const auto& sheet : edition.sheets)
        if (sheet.kind == SheetKind::checklists || sheet.kind == SheetKind::findings ||
            sheet.kind == SheetKind::worklist)
            return;
    fail(Exit::usage, "report.edition_without_findings", {{"edition", edition.id}});
}

}  // namespace

void close_definition(Json& definition) {
    definition["confidential"] = true;
    definition["personal_key"] = true;
    for (auto& fact : definition.at("facts")) fact["personal"] = true;
}

std::string Builder::shown(const Cell& cell) const {
    switch (cell.kind) {
        case CellKind::number: return number(static_cast<long long>(cell.number));
        case CellKind::date: return words.date(iso(Date{static_cast<std::int32_t>(cell.number)}));
        default: return cell.text;
    }
}

void Builder::leave_out(std::string what, std::string why) {
    for (const auto& known : report.left_out)
        if (known.what == what && known.why == why) return;
    report.left_out.push_back({std::move(what), std::move(why)});
}

Sheet start(const Builder& builder, const EditionSheet& wish, std::string id) {
    Sheet sheet;
    sheet.id = std::move(id);
    sheet.title = visible(wish.title.in(builder.words.language()));
    sheet.lines.push_back(line(LineKind::title, sheet.title));
    if (!wish.intro.empty())
        sheet.lines.push_back(line(LineKind::text, wish.intro.in(builder.words.language())));
    sheet.on_screen = wish.on_screen;
    sheet.passage = wish.passage;
    if (sheet.on_screen) sheet.lines.push_back(line(LineKind::text, builder.say("on_screen")));
    return sheet;
}

void add_columns(const Builder& builder, Sheet& sheet, const Columns& columns) {
    for (const auto& [id, width] : columns)
        sheet.table.columns.push_back({builder.say(std::string("col.") + id), width, true});
}

void add_unprinted(const Builder& builder, Sheet& sheet, const Columns& columns) {
    for (const auto& [id, width] : columns)
        sheet.table.columns.push_back({builder.say(std::string("col.") + id), width, false});
}

void add_total(const Builder& builder, Sheet& sheet) {
    Table& table = sheet.table;
    if (table.rows.empty()) return;
    table.total.assign(table.columns.size(), Cell{});
    table.total.front() = text_cell(builder.say("total"));
    for (std::size_t i = 1; i < table.columns.size(); ++i) {
        double sum = 0;
        bool counted = false;
        for (const auto& row : table.rows) {
            counted = counted || row[i].kind == CellKind::number;
            sum += row[i].kind == CellKind::number ? row[i].number : 0;
        }
        if (counted) table.total[i] = number_cell(static_cast<long long>(sum));
    }
}

bool apply_limit(Builder& builder, const EditionSheet& wish, Sheet& sheet) {
    const auto total = sheet.table.rows.size();
    const auto limit = static_cast<std::size_t>(wish.limit);
    if (limit == 0 || total <= limit) return false;
    sheet.table.rows.resize(limit);
    if (!sheet.table.links.empty()) sheet.table.links.resize(limit);
    const Args args = {{"shown", builder.number(wish.limit)},
                       {"total", builder.number(static_cast<long long>(total))},
                       {"sheet", sheet.title}};
    sheet.lines.push_back(line(LineKind::text, builder.say("limit.shown", args)));
    if (!sheet.table.total.empty())
        sheet.table.total.front() = text_cell(builder.say("limit.total", args));
    builder.leave_out(builder.say("limit.what", args), builder.say("limit.why", args));
    return true;
}

Report build_report(Store& store, const RunInfo& run, const Schemas& schemas,
                    const Edition& edition, const Catalogue& catalogue, bool document,
                    const LogWish& logs) {
    if (document) need_findings(edition);
    Round round = gather(store, run);
    Schemas known = with_sources(schemas, round.sources);
    close_off(known, round, edition);
    Report report = head_of(round, edition, catalogue);
    Builder builder{store, round, known, edition, catalogue, report, logs, {}, {}};
    if (edition.for_reader) name_reader(builder);
    for (const auto& source : round.sources) builder.sources[source.register_id] = &source;
    for (const auto& wish : edition.sheets)
        for (auto& sheet : build_sheets(builder, wish)) {
            settle_columns(builder, sheet);
            report.sheets.push_back(std::move(sheet));
        }
    if (builder.hides() && shows_findings(edition)) note_hidden(builder);
    note_confidential(builder);
    for (auto& sheet : report.sheets)
        if (sheet.id == cover_id) complete_cover(builder, sheet);
    if (document) report.document = document_of(builder);
    return report;
}

}  // namespace schouw
