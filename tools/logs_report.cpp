// SPDX-License-Identifier: EUPL-1.2
// schouw logs report: a month of the logs, for everybody or for the reviewer alone.
#include <algorithm>
#include <set>

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "logs_actions.hpp"
#include "logs_people.hpp"
#include "read_back.hpp"
#include "report/build.hpp"
#include "report/formats.hpp"
#include "report_choice.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_bytes = 1UL << 30;  // of the register of facts

// For whom: as asked, or as all of these logs say.
std::string reader_of(const LogsOptions& options, const std::vector<LogConfig>& logs) {
    if (!trim(options.reader).empty()) return std::string(trim(options.reader));
    std::set<std::string> readers;
    for (const auto& log : logs) readers.insert(log.reviewer);
    if (readers.size() == 1 && !readers.begin()->empty()) return *readers.begin();
    fail(Exit::usage, readers.size() > 1 ? "logs.which_reader" : "logs.no_reader");
}

std::string destroy_day(const LogsOptions& options, const Setup& setup, const RunInfo& run) {
    if (options.destroy_on.empty()) {
        const auto days = setup.law.parameters.find("accesslog_report_days");
        const long term = days == setup.law.parameters.end()
                              ? 0
                              : std::strtol(days->second.value.c_str(), nullptr, 10);
        return iso(Date{parse_iso(run.as_of)->days + static_cast<int>(term)});
    }
    if (!parse_iso(options.destroy_on))
        fail(Exit::usage, "answer.no_date",
             {{"option", "--destroy-on"}, {"word", options.destroy_on}});
    if (options.destroy_on <= run.as_of) fail(Exit::usage, "logs.destroyed_before");
    return options.destroy_on;
}

// The facts of the run are those of its snapshot; newer ones want a check first.
void tell_newer(const Shared& shared, const Setup& setup, Store& store, const RunInfo& run) {
    const Source& source = facts_source(setup);
    const fs::path file = setup.workspace.folder / source.file;
    if (!fs::exists(file)) return;
    Sha256 digest;
    digest.add(read_file(file, most_bytes));
    const std::string now = hex(digest.finish());
    for (const auto& known : sources_of(store, run.snapshot))
        if (known.register_id == source.register_id && known.sha256 == now) return;
    talk(shared.words.complain({"logs.facts_newer", {{"file", source.file}}, {}}, "level.remark"));
}

LogWish wish_of(const Shared& shared, const LogsOptions& options, const Setup& setup, Store& store,
                const RunInfo& run, const Edition& edition) {
    const auto names = options.names;
    const auto logs = chosen_logs(setup.workspace.folder, {names.begin() + 1, names.end()});
    LogWish wish;
    wish.month = month_span(names.front()).word;
    for (const auto& log : logs) wish.logs.push_back(log.name);
    const auto all = log_facts_of(store, run.snapshot, setup.schemas);
    const auto facts = facts_about(all, wish);
    if (facts.empty()) {
        const auto months = log_months(all);
        fail(Exit::usage, months.empty() ? "logs.no_facts_yet" : "logs.no_month_facts",
             {{"month", wish.month}, {"known", join(months, ", ")}});
    }
    if (!edition.for_reader) {
        if (!options.reader.empty() || !options.destroy_on.empty())
            fail(Exit::usage, "logs.for_everybody", {{"edition", edition.id}});
        return wish;
    }
    wish.reader = reader_of(options, logs);
    wish.destroy_on = destroy_day(options, setup, run);
    std::set<std::string> wanted;
    for (const auto& fact : all)
        if (fact.of_person()) wanted.insert(fact.subject);
    auto traced = trace_people(setup, logs, std::move(wanted));
    for (const auto& failure : traced.failures)
        talk(shared.words.complain(failure, "level.remark"));
    wish.people = std::move(traced.people);
    return wish;
}

std::string cell_text(const Cell& cell, const Catalogue& words) {
    switch (cell.kind) {
        case CellKind::number: return words.number(static_cast<long long>(cell.number));
        case CellKind::decimal: return words.decimal(cell.number);
        case CellKind::date: return words.date(iso(Date{static_cast<std::int32_t>(cell.number)}));
        default: return cell.text;
    }
}

Json cell_json(const Cell& cell) {
    switch (cell.kind) {
        case CellKind::empty:
        case CellKind::answer: return nullptr;
        case CellKind::number: return static_cast<long long>(cell.number);
        case CellKind::decimal: return cell.number;
        case CellKind::date: return iso(Date{static_cast<std::int32_t>(cell.number)});
        default: return cell.text;
    }
}

Json report_json(const Report& report, const std::string& month) {
    Json sheets = Json::array();
    for (const auto& sheet : report.sheets) {
        if (sheet.table.columns.empty()) continue;
        Json columns = Json::array();
        for (const auto& column : sheet.table.columns) columns.push_back(column.title);
        Json rows = Json::array();
        for (const auto& row : sheet.table.rows) {
            Json cells = Json::array();
            for (const auto& cell : row) cells.push_back(cell_json(cell));
            rows.push_back(cells);
        }
        sheets.push_back(
            {{"id", sheet.id}, {"title", sheet.title}, {"columns", columns}, {"rows", rows}});
    }
    return {{"schema_version", 1},   {"edition", report.edition},   {"month", month},
            {"as_of", report.as_of}, {"run_hash", report.run_hash}, {"sheets", sheets}};
}

// To the terminal, for who wants to see it without a file.
void print_report(const Report& report, const Catalogue& words) {
    for (const auto& sheet : report.sheets) {
        if (sheet.table.columns.empty()) continue;
        print_line(sheet.title, Ink::bold);
        std::vector<TextColumn> columns;
        for (const auto& column : sheet.table.columns)
            columns.push_back({column.title, false, column.width > 30});
        std::vector<std::vector<std::string>> rows;
        for (std::size_t i = 0; i < columns.size() && !sheet.table.rows.empty(); ++i)
            columns[i].right = sheet.table.rows.front()[i].kind == CellKind::number;
        for (const auto& row : sheet.table.rows) {
            auto& cells = rows.emplace_back();
            for (const auto& cell : row) cells.push_back(cell_text(cell, words));
        }
        if (rows.empty())
            print_wrapped(sheet.table.empty, 2);
        else
            print_table(columns, rows);
        print_line();
    }
    for (const auto& part : report.left_out)
        print_wrapped(
            words.say("report.cover.left_out_line", {{"what", part.what}, {"why", part.why}}));
}

}  // namespace

Exit logs_report(Shared& shared, const LogsOptions& options) {
    if (options.names.empty()) fail(Exit::usage, "logs.report_month");
    month_span(options.names.front());
    const Setup setup = open_setup(shared);
    const Edition edition = find_edition(shared, setup.schemas, options.edition);
    if (edition.for_reader && options.output.empty()) fail(Exit::usage, "logs.report_file");
    const Format* const format =
        options.output.empty() ? nullptr : &format_for(options.format, options.output);
    Store store(setup.workspace.store, Store::Mode::read);
    const RunInfo run = chosen_run(store, shared, options.run);
    const LogWish wish = wish_of(shared, options, setup, store, run, edition);
    if (options.run == 0) tell_newer(shared, setup, store, run);
    const Catalogue words = report_words(shared, options.report_language);
    const bool document = format != nullptr && format->document;
    const Report report = build_report(store, run, setup.schemas, edition, words, document, wish);
    if (format == nullptr) {
        if (shared.json)
            print_json(report_json(report, wish.month)
                           .dump(1, ' ', false, Json::error_handler_t::replace));
        else
            print_report(report, words);
        return Exit::ok;
    }
    format->write(report, options.output, read_back);
    if (shared.quiet) return Exit::ok;
    print_line(shared.words.say("report.written", {{"file", options.output},
                                                   {"edition", edition.id},
                                                   {"run", std::to_string(run.id)},
                                                   {"date", shared.words.date(run.as_of)}}));
    if (edition.for_reader)
        print_wrapped(shared.words.say(
            "logs.for_reader_only",
            {{"reader", wish.reader}, {"day", shared.words.date(wish.destroy_on)}}));
    return Exit::ok;
}

}  // namespace schouw
