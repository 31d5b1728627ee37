// SPDX-License-Identifier: EUPL-1.2
// schouw import: reads the sources into a snapshot and shows what was matched, doubtful, refused.
#include <algorithm>
#include <memory>

#include "base/date.hpp"
#include "base/text.hpp"
#include "command.hpp"
#include "findings/import.hpp"
#include "guess.hpp"
#include "read_back.hpp"
#include "report/format_xlsx.hpp"
#include "report/remarks.hpp"
#include "report/run_json.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

Json source_document(Store& store, const SourceInfo& source, long long snapshot,
                     const Catalogue& words) {
    Json columns = Json::array();
    for (std::size_t i = 0; i < source.header.size(); ++i)
        columns.push_back({{"header", source.header[i]},
                           {"column", source.ids[i].empty() ? Json() : Json(source.ids[i])}});
    Json remarks = Json::array();
    for (const auto& remark : remarks_of(store, snapshot, source.register_id))
        remarks.push_back(remark_json(source, remark, words));
    return {{"id", source.register_id},
            {"source", source.file},
            {"state", source.state},
            {"failure", source.failure.key.empty() ? Json() : Json(words.complain(source.failure))},
            {"format", source.format},
            {"sheet", source.sheet.empty() ? Json() : Json(source.sheet)},
            {"sha256", source.sha256},
            {"encoding", source.encoding},
            {"delimiter", source.delimiter},
            {"header_row", source.header_row},
            {"read", source.totals.read},
            {"accepted", source.totals.accepted},
            {"refused", source.totals.refused},
            {"ignored", source.totals.ignored},
            {"columns", columns},
            {"remarks", remarks}};
}

void print_source(Store& store, const SourceInfo& source, long long snapshot,
                  const Catalogue& words) {
    const std::string sheet = source.sheet.empty() ? "" : " [" + source.sheet + "]";
    print_line(source.register_id + "  " + source.file + sheet, Ink::bold);
    if (source.state == "failed") {
        print_line("  " + words.complain(source.failure), Ink::bad);
        return;
    }
    print_wrapped(words.say("import.totals", {{"read", words.number(source.totals.read)},
                                              {"accepted", words.number(source.totals.accepted)},
                                              {"refused", words.number(source.totals.refused)},
                                              {"ignored", words.number(source.totals.ignored)}}),
                  2);
    std::string unmatched;
    long long matched = 0;
    for (std::size_t i = 0; i < source.ids.size(); ++i) {
        if (!source.ids[i].empty())
            ++matched;
        else if (!source.header[i].empty())
            unmatched += (unmatched.empty() ? "" : ", ") + source.header[i];
    }
    print_wrapped(words.say("import.columns", {{"matched", words.number(matched)},
                                               {"unmatched", unmatched.empty() ? "-" : unmatched}}),
                  2);
    constexpr long long shown = 20;
    for (const auto& remark : remarks_of(store, snapshot, source.register_id, false, shown))
        print_wrapped(words.complain({remark.key,
                                      {{"value", remark.value}, {"meant", remark.meant}},
                                      {source.file, source.sheet, remark.row, remark.column + 1L}},
                                     remark.doubt ? "level.remark" : "level.note"),
                      2);
    if (source.totals.remarks > shown)
        print_wrapped(
            words.say("source.more_remarks", {{"n", std::to_string(source.totals.remarks - shown)},
                                              {"register", source.register_id}}),
            2);
}

struct ImportOptions {
    std::vector<std::string> registers;
    std::string remarks;  // a file to write them to
    std::string wait;
    bool guess = false;  // the words are files, and nothing is stored
};

Exit import(Shared& shared, const ImportOptions& options) {
    if (options.guess) return guess_sources(shared, options.registers);
    const auto& registers = options.registers;
    if (!options.remarks.empty() && !options.remarks.ends_with(".xlsx"))
        fail(Exit::usage, "report.only_xlsx", {{"file", options.remarks}});
    const Setup setup = open_setup(shared);
    std::vector<std::string> known;
    for (const auto& [id, schema] : setup.schemas) known.push_back(id);
    for (const auto& id : registers)
        if (!setup.schemas.contains(id))
            fail(Exit::usage, "workspace.no_such_register",
                 {{"name", id}, {"meant", did_you_mean(id, known).value_or("-")}});
    if (setup.workspace.sources.empty()) fail(Exit::usage, "workspace.no_sources");
    const Filled waivers = waiver_register(
        load_waivers(setup.workspace.folder, setup.law, setup.schemas), setup.schemas);
    Store store(setup.workspace.store, Store::Mode::write, patience_of(options.wait));
    RunDb database(setup.schemas, bytes_of_sources(setup.workspace) > large_sources);
    const Imported imported = import_sources(setup.workspace, setup.schemas, store, day_of(shared),
                                             &database, nullptr, &waivers);
    Json document = {{"schema_version", 1},
                     {"snapshot", imported.snapshot.id},
                     {"digest", imported.snapshot.digest},
                     {"changed", imported.snapshot.fresh},
                     {"registers", Json::array()}};
    for (const auto& source : sources_of(store, imported.snapshot.id)) {
        const bool wanted = registers.empty() || std::find(registers.begin(), registers.end(),
                                                           source.register_id) != registers.end();
        if (!wanted || source.state == "not_configured") continue;
        if (shared.json)
            document["registers"].push_back(
                source_document(store, source, imported.snapshot.id, shared.words));
        else if (!shared.quiet || source.state == "failed" || source.totals.refused > 0)
            print_source(store, source, imported.snapshot.id, shared.words);
    }
    if (!options.remarks.empty())
        write_xlsx(remarks_report(store, imported.snapshot.id, setup.workspace.organisation,
                                  setup.schemas, shared.words),
                   options.remarks, read_back);
    if (shared.json)
        print_json(document.dump(1, ' ', false, Json::error_handler_t::replace));
    else if (!shared.quiet)
        print_line(shared.words.say(imported.snapshot.fresh ? "import.fresh" : "import.same",
                                    {{"snapshot", std::to_string(imported.snapshot.id)}}));
    if (!options.remarks.empty() && !shared.json && !shared.quiet)
        print_line(shared.words.say("import.remarks", {{"file", options.remarks}}));
    return imported.complete() ? Exit::ok : Exit::incomplete;
}

}  // namespace

void cmd_import(Commands& commands) {
    auto options = std::make_shared<ImportOptions>();
    auto* command =
        commands.add("import", [&commands, options] { return import(commands.shared, *options); });
    command->add_option("REGISTER", options->registers, commands.help("import_registers"));
    command->add_flag("--guess", options->guess, commands.help("import_guess"));
    command->add_option("--remarks", options->remarks, commands.help("import_remarks"))
        ->type_name("FILE.xlsx");
    add_wait(commands, command, options->wait);
}

}  // namespace schouw
