// SPDX-License-Identifier: EUPL-1.2
// schouw report: a run written down for those who have to know.
#include <future>
#include <memory>

#include "command.hpp"
#include "read_back.hpp"
#include "report/build.hpp"
#include "report/formats.hpp"
#include "report_choice.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

struct Options {
    std::string edition = "raad";
    std::string format;
    std::string output;
    std::string report_language;
    std::string csv_dialect;
    long long run = 0;
};

// --csv-dialect says which of the two kinds of CSV is meant.
const Format& chosen_format(const Options& options) {
    const Format& format = format_for(options.format, options.output);
    if (options.csv_dialect.empty()) return format;
    if (!format.id.starts_with("csv"))
        fail(Exit::usage, "report.dialect_of_other", {{"format", format.id}});
    return format_for(options.csv_dialect == "dutch" ? "csv" : "csv-rfc4180", options.output);
}

Exit report(Shared& shared, const Options& options) {
    const Format& format = chosen_format(options);
    const Workspace workspace = load_workspace(shared.folder);
    auto registers = std::async(std::launch::async, load_schemas, workspace.registers);
    Store store(workspace.store, Store::Mode::read);
    const Schemas schemas = registers.get();
    const Edition edition = find_edition(shared, schemas, options.edition);
    if (edition.for_reader) fail(Exit::usage, "report.for_reader", {{"edition", edition.id}});
    const RunInfo run = chosen_run(store, shared, options.run);
    const Catalogue words = report_words(shared, options.report_language);
    format.write(build_report(store, run, schemas, edition, words, format.document), options.output,
                 read_back);
    if (!shared.quiet)
        print_line(shared.words.say("report.written", {{"file", options.output},
                                                       {"edition", options.edition},
                                                       {"run", std::to_string(run.id)},
                                                       {"date", shared.words.date(run.as_of)}}));
    return Exit::ok;
}

}  // namespace

void cmd_report(Commands& commands) {
    auto options = std::make_shared<Options>();
    auto* command =
        commands.add("report", [&commands, options] { return report(commands.shared, *options); });
    command->add_option("--edition", options->edition, commands.help("report_edition"))
        ->type_name("EDITION");
    command->add_option("-o,--output", options->output, commands.help("report_output"))
        ->type_name("FILE")
        ->required();
    command->add_option("--format", options->format, commands.help("report_format"))
        ->type_name("FORMAT");
    takes(command->add_option("--csv-dialect", options->csv_dialect,
                              commands.help("report_csv_dialect")),
          {"dutch", "rfc4180"});
    takes(command->add_option("--report-lang", options->report_language,
                              commands.help("report_lang")),
          {"nl", "en"});
    command->add_option("--run", options->run, commands.help("report_run"))->type_name("N");
}

}  // namespace schouw
