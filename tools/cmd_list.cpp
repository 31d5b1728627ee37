// SPDX-License-Identifier: EUPL-1.2
// schouw list: the catalogue of registers, checks, norms, runs, parameters and coverage.
#include <memory>

#include "base/text.hpp"
#include "command.hpp"
#include "listing.hpp"
#include "registers/mapping.hpp"
#include "store/known.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

Listing registers(const Setup& setup, const Catalogue& words) {
    Listing list{{"id", "title", "duty", "columns", "must", "source"}, 1, {}};
    for (const auto& [id, schema] : setup.schemas) {
        long long must = 0;
        for (const auto& column : schema.columns) must += column.duty == ColumnDuty::must ? 1 : 0;
        const auto source = setup.workspace.sources.find(id);
        list.rows.push_back(
            {plain(id), plain(schema.title.in(words.language())),
             word("duty", register_duty_words[static_cast<std::size_t>(schema.duty)], words),
             number(static_cast<long long>(schema.columns.size())), number(must),
             plain(source == setup.workspace.sources.end() ? "" : source->second.file)});
    }
    return list;
}

Listing checks(const Setup& setup, const Catalogue& words, const std::string& today) {
    Listing list{{"id", "checklist", "severity", "tests", "in_force", "title"}, 5, {}};
    for (const auto& check : setup.law.checks)
        list.rows.push_back(
            {plain(check.id), plain(check.checklist),
             word("severity", severity_words[static_cast<std::size_t>(check.severity)], words),
             word("tests", tests_words[static_cast<std::size_t>(check.tests)], words),
             flag(in_force(check, setup.law.norms, today), words),
             plain(check.title.in(words.language()))});
    return list;
}

Listing parameters(const Setup& setup, const Catalogue& words) {
    Listing list{{"name", "value", "shipped", "why"}, 3, {}};
    for (const auto& [name, parameter] : setup.law.parameters)
        list.rows.push_back({plain(name), plain(parameter.value), plain(parameter.shipped),
                             plain(parameter.why.in(words.language()))});
    return list;
}

Listing runs(const Workspace& workspace, const Catalogue& words) {
    Listing list{{"id", "as_of", "recorded_at", "label", "snapshot", "complete", "hash", "partial"},
                 6,
                 {},
                 1};
    Store store(workspace.store, Store::Mode::read);
    for (const auto& run : all_runs(store))
        list.rows.push_back({number(run.id), day(run.as_of, words), plain(run.recorded_at),
                             plain(run.label), number(run.snapshot), flag(run.complete, words),
                             plain(run.hash), flag(is_partial(run), words)});
    return list;
}

Listing mappings(const Setup& setup, const Catalogue& words, const std::filesystem::path& folder) {
    Listing list{{"id", "register", "columns", "title", "origin"}, 3, {}};
    const Mappings known = load_mappings(mapping_folders(folder));
    check_mappings(known, setup.schemas);
    for (const auto& [id, mapping] : known)
        list.rows.push_back({plain(id), plain(mapping.register_id),
                             number(static_cast<long long>(mapping.columns.size())),
                             plain(mapping.title.in(words.language())), plain(mapping.origin)});
    return list;
}

void print(const Listing& list, const Shared& shared) {
    if (shared.json) {
        Json document = {{"schema_version", 1}, {"rows", Json::array()}};
        for (const auto& row : list.rows) {
            Json object = Json::object();
            for (std::size_t i = 0; i < row.size(); ++i) object[list.names[i]] = row[i].value;
            document["rows"].push_back(object);
        }
        for (const auto& run : list.runs)
            document["runs"].push_back({{"id", run.id}, {"as_of", run.as_of}});
        return print_json(document.dump(1, ' ', false, Json::error_handler_t::replace));
    }
    std::vector<TextColumn> columns;
    for (std::size_t i = 0; i < list.names.size() - list.only_json; ++i)
        columns.push_back({shared.words.say("list." + list.names[i]), false, i == list.shrinks});
    std::vector<std::vector<std::string>> rows;
    for (const auto& row : list.rows) {
        rows.emplace_back();
        for (std::size_t i = 0; i < columns.size(); ++i) rows.back().push_back(row[i].text);
    }
    print_table(columns, rows);
    if (list.runs.size() > 1) {
        std::vector<std::string> names;
        for (const auto& run : list.runs)
            names.push_back(std::to_string(run.id) + " (" + shared.words.date(run.as_of) + ")");
        print_line();
        print_wrapped(shared.words.say("list.from_runs", {{"runs", join(names, ", ")}}));
    }
}

Exit list(Shared& shared, const std::string& what) {
    if (what == "runs") {  // of the store alone
        print(runs(load_workspace(shared.folder), shared.words), shared);
        return Exit::ok;
    }
    const bool workspace = std::filesystem::exists(shared.folder / "schouw.toml");
    const Setup setup = workspace ? open_setup(shared) : load_shipped();
    Listing listing;
    if (what == "registers") listing = registers(setup, shared.words);
    if (what == "checks") listing = checks(setup, shared.words, day_of(shared));
    if (what == "norms") listing = norms_listing(setup, shared);
    if (what == "parameters") listing = parameters(setup, shared.words);
    if (what == "mappings") listing = mappings(setup, shared.words, workspace ? shared.folder : "");
    if (what == "coverage") listing = coverage_listing(setup, shared);
    print(listing, shared);
    return Exit::ok;
}

}  // namespace

void cmd_list(Commands& commands) {
    auto what = std::make_shared<std::string>();
    auto* command =
        commands.add("list", [&commands, what] { return list(commands.shared, *what); });
    takes(command->add_option("WHAT", *what, commands.help("list_what"))->required(),
          {"registers", "checks", "norms", "runs", "parameters", "coverage", "mappings"});
}

}  // namespace schouw
