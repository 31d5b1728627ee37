// SPDX-License-Identifier: EUPL-1.2
// schouw agenda: what is overdue and what falls due, as a list, as JSON or as a calendar file.
#include <algorithm>
#include <memory>

#include "agenda_text.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "command.hpp"
#include "report/ics.hpp"
#include "summary.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

constexpr int most_days = 3660;  // ten years

struct Options {
    int days = 90;
    std::string ics;
    std::string checklist;
    std::string register_id;
    std::string severity;
    std::string owner;
};

void check_names(const Options& options, const Setup& setup) {
    const auto refuse = [](const char* key, const std::string& name,
                           const std::vector<std::string>& known) {
        if (!name.empty() && std::find(known.begin(), known.end(), name) == known.end())
            fail(Exit::usage, key,
                 {{"name", name},
                  {"meant", did_you_mean(name, known).value_or("-")},
                  {"known", join(known, ", ")}});
    };
    std::vector<std::string> lists;
    for (const auto& list : setup.law.checklists) lists.push_back(list.id);
    refuse("check.no_such_checklist", options.checklist, lists);
    std::vector<std::string> registers;
    for (const auto& [id, schema] : setup.schemas) registers.push_back(id);
    refuse("agenda.no_such_register", options.register_id, registers);
    if (options.days < 0 || options.days > most_days)
        fail(Exit::usage, "agenda.days",
             {{"days", std::to_string(options.days)}, {"most", std::to_string(most_days)}});
}

void filter(Agenda& agenda, const Options& options) {
    std::erase_if(agenda.items, [&](const AgendaItem& item) {
        const Json& check = agenda.definitions.at(item.check);
        return (!options.checklist.empty() && check.value("checklist", "") != options.checklist) ||
               (!options.register_id.empty() && item.register_id != options.register_id) ||
               (!options.severity.empty() && item.severity > severity_rank(options.severity)) ||
               (!options.owner.empty() && fold_value(item.owner) != fold_value(options.owner));
    });
}

Exit agenda(Shared& shared, const Options& options) {
    const Setup setup = open_setup(shared);
    check_names(options, setup);
    const Catalogue& words = shared.words;
    Store store(setup.workspace.store, Store::Mode::read);
    const RunInfo run = run_to_read(store, shared);
    Agenda found = agenda_of(store, run, setup.schemas, setup.law, options.days);
    filter(found, options);
    if (!options.ics.empty()) {
        write_file(options.ics, ics_of(found, words));
        if (!shared.quiet)
            talk(words.say("agenda.written",
                           {{"n", words.number(static_cast<long long>(found.items.size()))},
                            {"file", options.ics}}));
    }
    if (shared.json)
        print_json(agenda_json(found, words).dump(1, ' ', false, Json::error_handler_t::replace));
    else if (options.ics.empty() && !(shared.quiet && found.items.empty()))
        print_agenda(found, words, shared.quiet);
    for (const auto& [check, why] : found.incomplete)
        talk(words.complain(
            {"agenda.not_asked", {{"check", check}, {"why", words.say(why.key, why.args)}}, {}}));
    if (found.destroyed > 0)
        talk(words.complain({"agenda.destroyed", {{"n", words.number(found.destroyed)}}, {}}));
    return found.incomplete.empty() && found.destroyed == 0 ? Exit::ok : Exit::incomplete;
}

}  // namespace

void cmd_agenda(Commands& commands) {
    auto options = std::make_shared<Options>();
    auto* command =
        commands.add("agenda", [&commands, options] { return agenda(commands.shared, *options); });
    command->add_option("--days", options->days, commands.help("agenda_days"))->type_name("N");
    command->add_option("--ics", options->ics, commands.help("agenda_ics"))->type_name("FILE");
    command->add_option("--checklist", options->checklist, commands.help("agenda_checklist"))
        ->type_name("ID");
    command->add_option("--register", options->register_id, commands.help("agenda_register"))
        ->type_name("ID");
    takes(command->add_option("--severity", options->severity, commands.help("agenda_severity")),
          {"critical", "high", "medium", "low"});
    command->add_option("--owner", options->owner, commands.help("agenda_owner"))
        ->type_name("TEXT");
}

}  // namespace schouw
