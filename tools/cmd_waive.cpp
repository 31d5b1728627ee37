// SPDX-License-Identifier: EUPL-1.2
// schouw waive: accepts an open finding until a last day, by one entry more in waivers.toml.
#include <algorithm>
#include <memory>

#include "base/date.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "command.hpp"
#include "findings/waive.hpp"
#include "report/run_json.hpp"
#include "store/lock.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

namespace fs = std::filesystem;

struct Options {
    std::string target;
    std::string key;
    std::string reason;
    std::string owner;
    std::string approver;
    std::string until;
    std::string from;
    std::string evidence;
    bool renew = false;
};

void check_texts(const Options& options) {
    const std::pair<const char*, const std::string*> texts[] = {
        {"--key", &options.key},           {"--reason", &options.reason},
        {"--owner", &options.owner},       {"--approver", &options.approver},
        {"--evidence", &options.evidence}, {"FINDING|CHECK", &options.target}};
    for (const auto& [option, text] : texts)
        if (!valid_utf8(*text)) fail(Exit::usage, "waive.not_utf8", {{"option", option}});
}

std::string day_in(const std::string& word) {
    if (!parse_iso(word)) fail(Exit::usage, "arguments.no_date", {{"word", word}});
    return word;
}

// What the target names, among the checks and the findings as they stood after the run.
struct Target {
    const Check* check = nullptr;
    const FindingInfo* finding = nullptr;
};

Target find_target(const Options& options, const Law& law,
                   const std::vector<FindingInfo>& findings) {
    std::vector<std::string> known;
    for (const auto& check : law.checks) {
        if (check.id == options.target) return {&check, nullptr};
        known.push_back(check.id);
    }
    for (const auto& finding : findings)
        for (const auto& check : law.checks)
            if (check.id == finding.check &&
                finding_id(check.id, check.register_id, finding.key) == options.target)
                return {&check, &finding};
    fail(Exit::usage, "waive.no_such",
         {{"name", options.target}, {"meant", did_you_mean(options.target, known).value_or("")}});
}

WaiverInfo wished(const Options& options, const Target& target, const std::string& day) {
    WaiverInfo waiver;
    if (target.finding != nullptr) {
        waiver.finding = options.target;
        if (!options.key.empty())
            fail(Exit::usage, "waive.key_of_finding", {{"name", options.target}});
    } else {
        waiver.check = target.check->id;
        waiver.key = options.key.empty() ? "*" : options.key;
    }
    waiver.reason = options.reason;
    waiver.owner = options.owner;
    waiver.approver = options.approver;
    waiver.from = options.from.empty() ? day : day_in(options.from);
    waiver.until = day_in(options.until);
    waiver.evidence = options.evidence;
    if (waiver.until < day)
        fail(Exit::usage, "waive.over", {{"until", waiver.until}, {"day", day}});
    return waiver;
}

// Refuses a second waiver of what is accepted already, and a renewal of what was not.
void check_renewal(const Waivers& before, const Waiver& added, const std::string& day, bool renew) {
    const Waiver* current = nullptr;
    for (const auto& waiver : before.all)
        if (waiver.finding == added.finding && waiver.check == added.check &&
            waiver.key == added.key && waiver.until >= day)
            current = &waiver;
    if (!renew && current != nullptr)
        fail(Exit::usage, "waive.in_force",
             {{"until", current->until}, {"line", std::to_string(current->place.row)}});
    if (renew && added.renewals == 0) fail(Exit::usage, "waive.nothing_to_renew");
}

std::vector<OpenFinding> open_ones(const std::vector<FindingInfo>& findings) {
    std::vector<OpenFinding> open;
    for (const auto& finding : findings)
        if (is_open(finding.kind))
            open.push_back(
                {0, finding.check, finding.key, finding.last_solved_on, finding.old_keys});
    return open;
}

// How many open findings the waiver covers from its first day; refuses none, and says why.
long long covered(const Waiver& waiver, const std::vector<FindingInfo>& findings,
                  const Target& target, const Law& law, const Catalogue& words) {
    if (target.finding != nullptr && !is_open(target.finding->kind))
        fail(Exit::usage, "waive.not_open",
             {{"name", waiver.finding},
              {"status", words.say("status." + status_word(*target.finding))}});
    Waivers alone;
    alone.all = {waiver};
    auto open = open_ones(findings);
    const auto covers = apply_waivers(alone, open, law, waiver.from).reach[0].covers;
    if (covers > 0) return covers;
    std::string solved_on;
    for (auto& finding : open) {
        const std::string day = finding.solved_on;
        finding.solved_on.clear();
        if (apply_waivers(alone, {finding}, law, waiver.from).reach[0].covers > 0)
            solved_on = std::max(solved_on, day);
    }
    if (!solved_on.empty())
        fail(Exit::usage, "waive.solved_since",
             {{"day", words.date(solved_on)}, {"next", iso({parse_iso(solved_on)->days + 1})}});
    fail(Exit::usage, "waive.nothing_open", {{"name", waiver.check}, {"key", waiver.key}});
}

// One line on what is accepted. A key that is personal is not written.
std::string comment_of(const Target& target, const Schemas& schemas, const Catalogue& words) {
    const Schema& schema = schemas.at(target.check->register_id);
    const bool personal = std::any_of(schema.key.begin(), schema.key.end(),
                                      [&](std::size_t at) { return schema.columns[at].personal; });
    const std::string title = target.check->title.in(words.language());
    if (target.finding == nullptr || personal) return title;
    return words.say("waive.comment", {{"title", title}, {"key", target.finding->key}});
}

void tell(const Waiver& waiver, long long covers, bool duty, const Shared& shared) {
    const Catalogue& words = shared.words;
    if (shared.json) {
        const Json document = {{"schema_version", 1},
                               {"file", waivers_file},
                               {"line", waiver.place.row},
                               {"findings", covers},
                               {"waiver", waiver_json(waiver, duty)}};
        return print_json(document.dump(1, ' ', false, Json::error_handler_t::replace));
    }
    if (shared.quiet) return;
    print_wrapped(words.say("waive.done", {{"file", waivers_file},
                                           {"line", std::to_string(waiver.place.row)},
                                           {"n", words.number(covers)},
                                           {"from", words.date(waiver.from)},
                                           {"until", words.date(waiver.until)}}));
    if (waiver.renewals > 0)
        print_line(words.say("waive.done_renewed", {{"renewals", words.number(waiver.renewals)}}));
    if (duty) print_wrapped(words.say("waive.done_duty"));
}

// The text as loading would take it. What is refused of the new waiver came from the command line,
// and has no place in a file.
Waivers read_new(const std::string& text, const Waivers& before, const fs::path& file,
                 const Setup& setup) {
    try {
        return read_waivers(parse_toml(text, file.lexically_normal().string()), setup.law,
                            setup.schemas);
    } catch (const Error& error) {
        Message message = error.message;
        const auto lines = std::count(before.text.begin(), before.text.end(), '\n');
        if (message.place.row > lines) message.place = {};
        throw Error(error.exit, message);
    }
}

Exit waive(Shared& shared, const Options& options) {
    check_texts(options);
    const Setup setup = open_setup(shared);
    const std::string day = day_of(shared);
    Store store(setup.workspace.store, Store::Mode::read);
    const RunInfo run = run_to_read(store, shared);
    const auto findings = findings_after(store, run.id);
    const Target target = find_target(options, setup.law, findings);
    const WaiverInfo wish = wished(options, target, day);
    const Lock lock(setup.workspace.store, no_patience);  // two at once would lose one of the two
    const fs::path file = setup.workspace.folder / waivers_file;
    const Waivers before = load_waivers(setup.workspace.folder, setup.law, setup.schemas);
    const std::string text =
        with_waiver(before.text, wish, comment_of(target, setup.schemas, shared.words));
    Waivers after = read_new(text, before, file, setup);
    count_renewals(after, applied_waivers(store));
    const Waiver& added = after.all.back();
    const long long covers = covered(added, findings, target, setup.law, shared.words);
    check_renewal(before, added, day, options.renew);
    write_file(file, text);
    tell(added, covers, statutory(norms_on(*target.check, setup.law.norms, day), setup.law.norms),
         shared);
    return Exit::ok;
}

}  // namespace

void cmd_waive(Commands& commands) {
    auto options = std::make_shared<Options>();
    auto* command =
        commands.add("waive", [&commands, options] { return waive(commands.shared, *options); });
    command->add_option("FINDING|CHECK", options->target, commands.help("waive_target"))
        ->required();
    const auto text = [&](const char* name, std::string& value, const char* help) {
        return command->add_option(name, value, commands.help(help))->type_name("TEXT");
    };
    text("--key", options->key, "waive_key")->type_name("PATTERN");
    text("--reason", options->reason, "waive_reason")->required();
    text("--owner", options->owner, "waive_owner")->required();
    text("--approver", options->approver, "waive_approver")->required();
    text("--until", options->until, "waive_until")->type_name("DATE")->required();
    text("--from", options->from, "waive_from")->type_name("DATE");
    text("--evidence", options->evidence, "waive_evidence");
    command->add_flag("--renew", options->renew, commands.help("waive_renew"));
}

}  // namespace schouw
