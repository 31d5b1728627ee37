// SPDX-License-Identifier: EUPL-1.2
// schouw monitor: one line for Nagios, or a file for Prometheus.
#include <sys/stat.h>

#include <memory>

#include "base/file.hpp"
#include "command.hpp"
#include "monitor.hpp"
#include "report/document.hpp"
#include "report/prometheus.hpp"
#include "store/verify.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

struct Options {
    Thresholds thresholds;
    std::string prometheus;
    bool readable = false;
};

// Nagios reads stdout and takes 2 for critical: an error of ours is not that, but for a history
// that is not intact. With --prometheus they are as in every other command.
int on_error(const Shared& shared, const Options& options, const Error& error) {
    if (!options.prometheus.empty()) {
        talk(shared.words.complain(error.message));
        return static_cast<int>(error.exit);
    }
    const Alarm alarm = error.exit == Exit::tampered ? Alarm::critical : Alarm::unknown;
    print_line(nagios_line(alarm, shared.words.complain(error.message)));
    flush_output();
    return static_cast<int>(alarm);
}

// What is wrong with the history first; nothing when it is intact.
std::optional<Message> broken(Store& store) {
    const Verification seen = verify(store);
    if (seen.intact()) return std::nullopt;
    return seen.problems.front();
}

void write_metrics(const Json& figures, const Options& options, bool intact) {
    write_file(options.prometheus, prometheus_text(figures, intact));
    if (options.readable && ::chmod(options.prometheus.c_str(), 0644) != 0)
        fail(Exit::io, "file.cannot_write", {{"why", "chmod"}}, {options.prometheus, "", 0, 0});
}

Exit monitor(Shared& shared, const Options& options) {
    const Setup setup = open_setup(shared);
    const Catalogue& words = shared.words;
    // A damaged history is looked into as well: what watches has to hear that it is.
    Store store(setup.workspace.store, Store::Mode::inspect);
    const auto problem = broken(store);
    if (problem && options.prometheus.empty()) {
        print_line(nagios_line(Alarm::critical, words.say("verify.bad") + ": " +
                                                    words.say(problem->key, problem->args)));
        return static_cast<Exit>(Alarm::critical);
    }
    const Json figures = figures_of(store, run_to_read(store, shared), setup.schemas, words);
    if (!options.prometheus.empty()) {
        write_metrics(figures, options, !problem);
        return problem ? Exit::tampered : Exit::ok;
    }
    const Monitored seen = monitored(figures, options.thresholds, words);
    if (shared.json)
        print_json(monitor_json(seen).dump(1, ' ', false, Json::error_handler_t::replace));
    else
        print_line(nagios_line(seen, words));
    return static_cast<Exit>(seen.alarm);
}

}  // namespace

void cmd_monitor(Commands& commands) {
    auto options = std::make_shared<Options>();
    auto* command = commands.add(
        "monitor", [&commands, options] { return monitor(commands.shared, *options); });
    command->preparse_callback([&commands, options](std::size_t) {
        commands.shared.on_error = [&commands, options](const Error& error) {
            return on_error(commands.shared, *options, error);
        };
    });
    command
        ->add_option("-w,--warning", options->thresholds.warning, commands.help("monitor_warning"))
        ->type_name("MEASURE=N")
        ->allow_extra_args(false);
    command
        ->add_option("-c,--critical", options->thresholds.critical,
                     commands.help("monitor_critical"))
        ->type_name("MEASURE=N")
        ->allow_extra_args(false);
    command->add_option("--max-age", options->thresholds.max_age, commands.help("monitor_max_age"))
        ->type_name("DAYS");
    command->add_option("--prometheus", options->prometheus, commands.help("monitor_prometheus"))
        ->type_name("FILE");
    command->add_flag("--readable", options->readable, commands.help("monitor_readable"));
}

}  // namespace schouw
